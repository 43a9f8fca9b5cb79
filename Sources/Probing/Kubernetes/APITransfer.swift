import CCurl
import COpenSSL
import ClusterAPI
import EventLoop
import Glibc
import Model

/// One request to an API server under way. Belongs to `APITransfers`, which keeps it as long as libcurl may call back with
/// a pointer to it.
final class APITransfer {
  /// How far it came; what fails, fails there.
  enum Stage {
    case connection, handshake, request
  }

  let call: APICall
  let easy: CurlEasy
  private let verification: ServerVerification

  /// What is wrong with the certificate that was presented; `nil`: nothing, or none was.
  var verificationTrouble: ClusterAccessTrouble? { stage == .handshake ? verification.trouble : nil }

  var conversation: any APIConversation
  private(set) var stage = Stage.connection
  private(set) var head = ResponseHead(keepingAll: true)
  private var isHeadTaken = false
  /// When something arrived last, or it began.
  private(set) var lastSign = ContinuousClock.now
  let start = ContinuousClock.now
  var alarm: Alarm.ID?

  /// A transfer that is not yet under way; `nil` without memory.
  init?(_ call: APICall, for conversation: any APIConversation, verification: ServerVerification) {
    guard let easy = CurlEasy(connectingTo: call.target, headers: call.headers) else { return nil }
    self.call = call
    self.easy = easy
    self.conversation = conversation
    self.verification = verification
  }

  // MARK: What libcurl calls back for

  /// The connection stands, and TLS begins.
  func beginHandshake(in context: OpaquePointer) {
    lastSign = .now
    stage = .handshake
    unsafe verification.install(in: context)
  }

  /// Everything below the request stands; of a connection that is used again at once.
  func beginRequest() {
    lastSign = .now
    stage = .request
  }

  /// A line of a head came. Returns whether to go on.
  func received(line: UnsafeRawBufferPointer) -> Bool {
    lastSign = .now
    // A proxy's own head is libcurl's business.
    guard stage == .request else { return true }
    return unsafe head.take(line: line)
  }

  /// Bytes of the body came. Returns whether to go on.
  func received(body bytes: UnsafeRawBufferPointer) -> Bool {
    lastSign = .now
    guard stage == .request else { return true }
    takeHead()
    return unsafe conversation.received(body: Array(bytes))
  }

  /// Tells the conversation of the head, once.
  func takeHead() {
    guard !isHeadTaken, let status = head.status else { return }
    isHeadTaken = true
    func value(_ name: String) -> String? { head.headers.first { $0.name == name }?.value }
    conversation.received(status: status, contentType: value("content-type"), retryAfter: value("retry-after"))
  }
}
