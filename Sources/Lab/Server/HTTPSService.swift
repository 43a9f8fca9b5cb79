/// One host as a TLS server with HTTP/1.1: one request a connection.
struct HTTPSService: Sendable {
  let host: LabHost
  let identity: ServerIdentity
  let fault: Fault?
  let surroundings: Surroundings
  let turns = Turns()

  /// Serves one connection to its end.
  func serve(_ connection: Connection) {
    switch fault {
    case .tlsNeverAnswers:
      _ = connection.lasts(milliseconds: -1)
      return
    case .dropLargePackets:
      if connection.segmentSize > 1_000 {
        _ = connection.lasts(milliseconds: -1)
        return
      }
    case .resetFirst:
      if turns.next() == 1 {
        readRecord(from: connection)
        connection.resetOnClose()
        return
      }
    case .closeAnyTLS:
      readRecord(from: connection)
      return
    case .resetAfterClientHello, .closeAfterClientHello, .dropAfterClientHello:
      // A filter reads the name and leaves the hello of everybody else to the server.
      guard connection.begins(with: host.rawValue) else { break }
      readRecord(from: connection)
      if fault == .resetAfterClientHello { connection.resetOnClose() }
      if fault == .dropAfterClientHello { _ = connection.lasts(milliseconds: -1) }
      return
    default:
      break
    }
    guard let tls = TLSConnection(over: connection, identity: identity, isLimitedToTLS12: fault == .tls12Only),
      let request = HTTPRequest(reading: tls)
    else { return }

    if case .slow(let pause) = fault {
      guard connection.lasts(milliseconds: Int32(clamping: Int64((pause / .milliseconds(1)).rounded()))) else { return }
    }
    if fault == .endlessBody {
      writeEndlessBody(to: tls, over: connection)
      return
    }
    let answer = answer(to: request)
    if fault == .oldHTTP {
      _ = tls.write(answer.oldBytes)
      return
    }
    if fault == .interimResponses, !tls.write(HTTPAnswer.interimBytes) { return }
    var ahead = 0
    if case .clockAhead(let difference) = fault { ahead = Int(difference / .seconds(1)) }
    if tls.write(answer.bytes(isBodyLeftOut: request.method == "HEAD", ahead: ahead)) { tls.finish() }
  }

  private func answer(to request: HTTPRequest) -> HTTPAnswer {
    var request = request
    if fault == .ignoredRanges {
      for name in ["range", "x-ms-range"] { request.headers[name] = nil }
    }
    let usual = HTTPAnswer.usual(from: host, to: request, in: surroundings)
    return switch fault {
    case .blockPage: .blockPage(for: host)
    case .throttled: usual.throttled()
    case .failing: usual.unavailable()
    case .deniedByNetworkRules: .refusal(from: host)
    case .flippedBit: usual.flipped()
    case .plainRedirect: usual.redirectedToPlainHTTP()
    case .queueFull: Router.queueFull
    case .modelFailed: Router.modelFailed
    default: usual
    }
  }

  /// One TLS record (RFC 8446 section 5.1), unread: what is left in the queue at closing would become a reset.
  private func readRecord(from connection: Connection) {
    guard let header = connection.read(5) else { return }
    _ = connection.read(Int(header[3]) << 8 | Int(header[4]))
  }

  /// The right headers, then a kilobyte every few milliseconds for as long as the peer listens.
  private func writeEndlessBody(to tls: borrowing TLSConnection, over connection: Connection) {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n"
    let filling = [UInt8](repeating: UInt8(ascii: "."), count: 1024)
    guard tls.write(Array(head.utf8)) else { return }
    while tls.write(filling), connection.lasts(milliseconds: 5) {}
  }
}
