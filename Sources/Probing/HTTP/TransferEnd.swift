import CCurl
import COpenSSL
import Glibc

/// How a transfer ended, apart from how far it came.
enum TransferEnd: Equatable {
  /// All that was asked for arrived.
  case completed
  /// We had enough and ended it.
  case stopped
  /// Its time was over.
  case timedOut
  /// The run ended before it did.
  case interrupted
  case reset
  case closed
  /// What came breaks the rules of TLS, or is refused by this client; OpenSSL's words.
  case brokenTLS(reason: String)
  /// What came is not HTTP; libcurl's words.
  case notHTTP(reason: String)
  /// Something failed on this side.
  case failedHere(reason: String)

  /// Reads libcurl's result, its words and the kernel's view. The code alone would not do: 35 and 56 stand for a reset, a
  /// close, an alert and a broken record alike.
  init(_ code: CURLcode, message: String, peer: PeerState) {
    switch code {
    case CURLE_OK: self = .completed
    case CURLE_ABORTED_BY_CALLBACK, CURLE_WRITE_ERROR: self = .stopped
    case CURLE_OPERATION_TIMEDOUT: self = .timedOut
    // 1: an answer without a status line (HTTP/0.9).
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: self = .notHTTP(reason: message)
    case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT, CURLE_URL_MALFORMAT, CURLE_COULDNT_CONNECT,
      CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_SSL_CIPHER, CURLE_BAD_FUNCTION_ARGUMENT:
      self = .failedHere(reason: message)
    // The length of a chunk that is none (RFC 9112 section 7.1); the code is that of any failure to receive.
    case CURLE_RECV_ERROR where message.contains("chunked-encoding"): self = .notHTTP(reason: message)
    default: self.init(message: message, code: code, peer: peer)
    }
  }

  private init(message: String, code: CURLcode, peer: PeerState) {
    let reason = Self.reason(in: message)
    let isEndOfFile = reason?.number == SSL_R_UNEXPECTED_EOF_WHILE_READING
    if message.contains(SystemReason.text(of: ETIMEDOUT)) {
      self = .timedOut
    } else if message.contains(SystemReason.text(of: ECONNRESET)) || message.contains(SystemReason.text(of: EPIPE)) {
      self = .reset
    } else if code == CURLE_GOT_NOTHING || code == CURLE_PARTIAL_FILE || isEndOfFile
      || message.contains("SSL_ERROR_ZERO_RETURN")
    {
      self = .closed
    } else if let reason {
      self = .brokenTLS(reason: reason.text)
    } else {
      switch peer {
      case .gone: self = .reset
      case .finished: self = .closed
      case .open, .unknown: self = .failedHere(reason: message)
      }
    }
  }

  /// The reason in OpenSSL's form of an error, `error:0A00010B:SSL routines::wrong version number`.
  static func reason(in message: String) -> (number: Int32, text: String)? {
    guard let start = message.firstRange(of: "error:") else { return nil }
    let parts = message[start.upperBound...].split(separator: ":", omittingEmptySubsequences: false)
    guard let digits = parts.first, let code = UInt(digits, radix: 16), let text = parts.last else { return nil }
    return (ox_reason(code), text.prefix { $0 != "," }.description)
  }
}
