public import Model

extension ClusterAnswer.Ending {
  /// What a read came to, as a clause: `not allowed (needs list pods in azureml)`.
  public var inWords: String { Wording.ending(of: self) }
}

extension Wording {
  /// What is asked of the Kubernetes API: `list pods in azureml (azuremlappname=azureml-fe)`.
  static func text(_ read: ClusterRead) -> String {
    switch read.resource {
    case .version: return "GET /version"
    case .readiness: return "GET /readyz"
    default:
      let right = read.right.map(\.description) ?? read.resource.plural
      return right + (read.labelSelector.map { " (\($0))" } ?? "")
    }
  }

  /// What a read came to, in words.
  static func ending(_ answer: ClusterAnswer) -> String { ending(of: answer.ending) }

  static func ending(of ending: ClusterAnswer.Ending) -> String {
    switch ending {
    case .read(let objects, let total): text(objects, total: total)
    case .needsRight(let right, _): "not allowed (needs \(right))"
    case .unauthorized: "status 401: the API server does not know who asks"
    case .absent: "there is none"
    case .failed(let status, let reason, _): "status \(status)" + (reason.isEmpty ? "" : " (\(reason))")
    case .malformed(let reason): "an answer that cannot be read (\(reason))"
    case .unanswered(let after): "no answer in \(after)"
    case .notConnected(let trouble): "not connected (\(text(trouble)))"
    case .notAsked(let trouble): "not asked (\(text(trouble)))"
    }
  }

  /// `12 nodes`, `1000 of 20000 pods`, `v1.29.4`.
  private static func text(_ objects: ClusterObjects, total: Int) -> String {
    switch objects {
    case .version(let version): return version.gitVersion
    case .readiness(let readiness):
      let failing = readiness.failing.isEmpty ? "" : " (\(readiness.failing.joined(separator: ", ")))"
      return readiness.isReady ? "ready" : "not ready\(failing)"
    default:
      return total > objects.count ? "\(total), of which \(objects.count) are kept" : "\(total)"
    }
  }

  /// Why the API could not be asked.
  static func text(_ trouble: ClusterAccessTrouble) -> String {
    let subject = trouble.subject.isEmpty ? "" : " \(trouble.subject)"
    let what =
      switch trouble.kind {
      case .clientCertificateExpired: "the client certificate has expired\(subject)"
      case .clientCertificateNotYetValid: "the client certificate is not yet valid\(subject)"
      case .clientCertificateUnusable: "the client certificate cannot be used\(subject)"
      case .tokenUnusable: "the token cannot be read\(subject)"
      case .credentialPluginMissing: "the credential plugin\(subject) is not installed"
      case .credentialPluginFailed: "the credential plugin\(subject) failed"
      case .credentialPluginTimedOut: "the credential plugin\(subject) took too long"
      case .credentialPluginMalformed: "the credential plugin\(subject) printed no credential"
      case .serverIssuerUnknown: "the certificate is not signed by the cluster's authority"
      case .serverNameMismatch: "the certificate is for another name"
      case .serverCertificateExpired: "the API server's certificate has expired"
      case .nameUnresolved: "the name\(subject) has no address"
      case .connectionRefused: "the connection was refused"
      case .connectionFailed: "no connection"
      case .handshakeFailed: "the TLS handshake failed"
      case .proxyFailed: "the proxy\(subject) does not let through"
      case .system: "an error of this machine"
      }
    return trouble.detail.isEmpty ? what : "\(what): \(trouble.detail)"
  }
}
