import CCurl
import ClusterAPI
import Glibc
import Model

extension APITransfer {
  /// How the answer ended, by libcurl's result, its words and how far it came.
  func end(_ code: CURLcode) -> APIEnd {
    let message = String(easy.errorMessage.prefix(300))
    switch code {
    case CURLE_OK: return head.status == nil ? .failed(.malformed(reason: "it is not HTTP")) : .completed
    case CURLE_WRITE_ERROR: return .stopped
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL:
      return .failed(.malformed(reason: "it is not HTTP"))
    case CURLE_BAD_CONTENT_ENCODING: return .failed(.malformed(reason: "its encoding is broken"))
    case CURLE_OPERATION_TIMEDOUT: return .failed(silence)
    case CURLE_SSL_CERTPROBLEM:
      return .failed(.notAsked(trouble(.clientCertificateUnusable, "the client's certificate and key cannot be used")))
    case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT, CURLE_URL_MALFORMAT, CURLE_BAD_FUNCTION_ARGUMENT:
      return .failed(.notAsked(trouble(.system, message)))
    default: break
    }
    if let trouble = verificationTrouble { return .failed(.notConnected(trouble)) }
    if let trouble = complaint(in: message) { return .failed(.notConnected(trouble)) }
    return .failed(.notConnected(brokenOff(code, message)))
  }

  /// Nothing arrived for as long as is waited.
  var silence: ClusterAnswer.Ending {
    let waited = Milliseconds(ContinuousClock.now - start)
    switch stage {
    case .request: return .unanswered(after: waited)
    case .connection where call.login.proxy != nil:
      return .notConnected(trouble(.proxyFailed, "no answer of the proxy in \(waited)"))
    case .connection: return .notConnected(trouble(.connectionFailed, "no answer in \(waited)"))
    case .handshake: return .notConnected(trouble(.handshakeFailed, "no answer in \(waited)"))
    }
  }

  /// What the server said against the client's certificate, in an alert (RFC 8446 section 6.2).
  private func complaint(in message: String) -> ClusterAccessTrouble? {
    guard message.contains(" alert ") else { return nil }
    if message.contains("certificate expired") {
      return trouble(.clientCertificateExpired, "the server says that the client's certificate has expired")
    }
    for word in ["unknown ca", "bad certificate", "certificate unknown", "certificate required", "certificate revoked"]
    where message.contains(word) {
      return trouble(.clientCertificateUnusable, "the server refuses the client's certificate: \(word)")
    }
    return trouble(.handshakeFailed, message)
  }

  private func brokenOff(_ code: CURLcode, _ message: String) -> ClusterAccessTrouble {
    switch stage {
    case .connection:
      if call.login.proxy != nil { return trouble(.proxyFailed, message) }
      let number = unsafe cx_system_error(easy.handle)
      let words = number == 0 ? message : SystemReason.text(of: number)
      return trouble(number == ECONNREFUSED ? .connectionRefused : .connectionFailed, words)
    case .handshake: return trouble(.handshakeFailed, message)
    case .request: return trouble(.connectionFailed, "the connection ended before the answer did: \(message)")
    }
  }

  private func trouble(_ kind: ClusterAccessTrouble.Kind, _ detail: String) -> ClusterAccessTrouble {
    ClusterAccessTrouble(
      kind, subject: kind == .proxyFailed ? "proxy \(call.address)" : "\(call.address)", detail: detail)
  }
}
