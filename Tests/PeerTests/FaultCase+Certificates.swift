import TestSupport

extension FaultCase {
  private static func certificate(
    _ description: String, _ cause: String?, at part: Part, _ change: (inout ServerCertificate) -> Void
  ) -> FaultCase {
    FaultCase(description, cause, at: cause == nil ? [] : [part]) { differences in
      var certificate = ServerCertificate([part.host])
      change(&certificate)
      differences.certificates[part] = certificate
    }
  }

  static let certificates = [
    certificate("expired", "tls.expired", at: .entraLogin) { $0.validity = .expired },
    certificate("expired at a registry", "tls.expired", at: .acr) { $0.validity = .expired },
    certificate("expired at the API server", "tls.expired", at: .apiServer) { $0.validity = .expired },
    certificate("not yet valid", "tls.not-yet-valid", at: .blobStorage) { $0.validity = .notYetValid },
    certificate("another name", "tls.name-mismatch", at: .resourceManager) { $0.names = ["other.test"] },
    certificate("self-signed", "tls.unknown-issuer", at: .tableStorage) { $0.chain = .selfSigned },
    certificate("without its intermediate", "tls.incomplete-chain", at: .packagesMicrosoft) {
      $0.chain = .withoutIntermediate
    },
    certificate("a chain of 50 KB", nil, at: .scoring) { $0.chain = .repeated(100) },
    certificate("RSA", nil, at: .mcr) { $0.key = .rsa },
    FaultCase("TLS 1.2 only", nil, at: []) { $0.onlyTLS12 = [.aksBinaries, .mcr] },
  ]
}
