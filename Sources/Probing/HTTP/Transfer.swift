import CCurl
import COpenSSL
import Glibc
import Model

/// One transfer under way: its handles, and what it has reached and seen so far. Belongs to `Transfers`, which keeps it
/// as long as libcurl may call back with a pointer to it.
final class Transfer {
  /// Where the transfer is; what fails, fails there.
  enum Stage {
    case tunnel, handshake, request
  }

  let request: TransferRequest
  let easy: CurlEasy
  let watch: HandshakeWatch
  private let certificates: CertificateStore
  let descriptor: Int32
  /// Whether the multi handle has it.
  var isAdded = false
  /// Whether libcurl has taken the descriptor, and with it the duty to have it closed.
  private var isTaken = false

  private(set) var stage: Stage
  private(set) var start: ContinuousClock.Instant
  /// When the tunnel stood and when TLS was complete; `start` where there was none.
  private(set) var tunnelEnd: ContinuousClock.Instant
  private(set) var handshakeEnd: ContinuousClock.Instant
  private(set) var firstByte: ContinuousClock.Instant?

  private(set) var tunnelHead = ResponseHead()
  private(set) var head: ResponseHead
  private(set) var body = ResponseBody()
  /// In the place of `body` where an order is carried out.
  let reading: BodyReading?
  /// Whether the request was kept back because the peer's certificate does not verify.
  private(set) var isWithheld = false

  /// A transfer that is not yet under way; from here on the descriptor belongs to it. `nil` without memory; then the
  /// descriptor is closed.
  init?(_ request: TransferRequest, on descriptor: Int32, verifyingWith certificates: CertificateStore) {
    // Pins the connection; through a proxy the request must name the host, not the address.
    let headers = request.order?.headers ?? []
    guard let easy = CurlEasy(connectingTo: request.proxy == nil ? "::\(request.address)" : nil, headers: headers)
    else {
      close(descriptor)
      return nil
    }
    self.request = request
    self.easy = easy
    self.descriptor = descriptor
    self.certificates = certificates
    head = ResponseHead(keepingAll: request.order != nil)
    reading = request.order.map(BodyReading.init)
    watch = HandshakeWatch(serverName: request.endpoint.host)
    stage = request.opensTunnel ? .tunnel : request.shakesHands ? .handshake : .request
    start = ContinuousClock.now
    tunnelEnd = start
    handshakeEnd = start
  }

  deinit {
    if !isTaken { close(descriptor) }
  }

  /// Counts time from now on.
  func begin() {
    start = ContinuousClock.now
    tunnelEnd = start
    handshakeEnd = start
  }

  // MARK: What libcurl calls back for

  /// The connected descriptor, the first time; then -1, since there is no other.
  func openSocket() -> Int32 {
    defer { isTaken = true }
    return isTaken ? -1 : descriptor
  }

  /// The connection, or the tunnel through the proxy, stands, and TLS begins.
  func beginHandshake(in context: OpaquePointer) {
    tunnelEnd = ContinuousClock.now
    stage = .handshake
    unsafe watch.install(in: context, verifyingWith: certificates)
  }

  /// Everything below the request stands. Returns whether the request is to be sent.
  func beginRequest() -> Bool {
    handshakeEnd = ContinuousClock.now
    if stage == .tunnel { tunnelEnd = handshakeEnd }
    if let session = unsafe cx_tls_session(easy.handle) {
      unsafe watch.complete(with: OpaquePointer(session))
    }
    stage = .request
    if let order = request.order, order.needsTrust, request.shakesHands, !watch.isTrusted {
      isWithheld = true
      return false
    }
    return request.sendsRequest
  }

  /// A line of a head came. Returns whether to go on.
  func received(line: UnsafeRawBufferPointer) -> Bool {
    switch stage {
    case .tunnel:
      // A refusal has a body, which need not be waited for.
      return unsafe tunnelHead.take(line: line) && !(tunnelHead.isComplete && !tunnelHead.isSuccessful)
    case .handshake: return true
    case .request:
      if firstByte == nil { firstByte = ContinuousClock.now }
      return unsafe head.take(line: line)
    }
  }

  /// Bytes of the body came. Returns whether to go on.
  func received(body bytes: UnsafeRawBufferPointer) -> Bool {
    guard stage == .request else { return true }
    if let reading { return unsafe reading.take(bytes) }
    return unsafe body.take(bytes)
  }
}
