import TestSupport

extension FaultCase {
  private static func answer(
    _ description: String, _ cause: String?, severity: String = "failure", at part: Part,
    _ change: (inout VirtualHost.Answer) -> Void
  ) -> FaultCase {
    FaultCase(description, cause, severity: severity, at: cause == nil ? [] : [part]) { differences in
      var answer = part.answer
      change(&answer)
      differences.answers[part] = answer
    }
  }

  static let connections = [
    FaultCase("one address of two closed", "egress.one-address-dead", severity: "warning", at: [.blobStorage]) {
      $0.secondAddresses[.blobStorage] = .refusing
    },
    FaultCase("one address of two silent", "egress.one-address-dead", severity: "warning", at: [.blobStorage]) {
      $0.secondAddresses[.blobStorage] = .dropping
    },
    FaultCase("port closed", "egress.rejected", at: [.mcrData]) { $0.held[.mcrData] = .refusing },
    FaultCase("SYNs dropped", "egress.dropped", at: [.mcrData]) { $0.held[.mcrData] = .dropping },
    FaultCase("accepted, no handshake", "tls.handshake-fails", at: [.mcrData]) {
      $0.held[.mcrData] = .neverAnswering
    },
  ]

  static let services = [
    answer("block page at the registry", "service.impostor", at: .acr) { $0 = .blockPage },
    answer("block page at the login", "service.impostor", at: .entraLogin) { $0 = .blockPage },
    answer("slow", "service.slow", severity: "warning", at: .azureMLAPI) { $0.manner = .after(milliseconds: 2300) },
    answer("no answer", "service.slow", at: .azureMLAPI) { $0.manner = .never },
    answer("body that never ends, known by its headers", "service.slow", severity: "warning", at: .azureMLAPI) {
      $0.body = String(repeating: " ", count: 3000)
      $0.manner = .trickling(bytesPerSecond: 1)
    },
    answer("reset", "service.failing", at: .azureMLAPI) { $0.manner = .reset },
    answer("closed", "service.failing", at: .azureMLAPI) { $0.manner = .closed },
    answer("throttled", "service.throttled", at: .resourceManager) {
      $0.status = 429
      $0.headers.append((name: "x-ms-request-id", value: "1"))
    },
    answer("failing", "service.failing", at: .resourceManager) { $0.status = 503 },
    answer("storage's firewall", "storage.network-rules", at: .tableStorage) {
      $0.headers = [("x-ms-request-id", "1"), ("x-ms-error-code", "AuthorizationFailure")]
    },
  ]

  /// A body of which nothing that tells whose it is has come when the time is over.
  static let silentBody = answer("body that never ends and says nothing", "service.slow", at: .entraLogin) {
    $0.headers = []
    $0.body = String(repeating: " ", count: 3000) + $0.body
    $0.manner = .trickling(bytesPerSecond: 1)
  }
}
