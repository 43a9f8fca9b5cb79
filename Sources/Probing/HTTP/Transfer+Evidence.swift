import Execution
import Model

extension Transfer {
  /// What the transfer saw, rung by rung, once it ended at `end`. A rung is told by what was reached, its failure by `how`.
  func evidence(_ how: TransferEnd, at end: ContinuousClock.Instant, parsing cache: inout CertificateCache)
    -> [Gathered]
  {
    var gathered: [Gathered] = []
    func add(_ evidence: Evidence?, from start: ContinuousClock.Instant, to end: ContinuousClock.Instant) {
      guard let evidence else { return }
      gathered.append(Gathered(evidence, start: start, duration: Milliseconds(end - start)))
    }

    if request.opensTunnel {
      let tunnelEnd = stage == .tunnel ? end : tunnelEnd
      add(tunnel(how, after: Milliseconds(tunnelEnd - start)), from: start, to: tunnelEnd)
      if stage == .tunnel { return gathered }
    }
    if request.shakesHands {
      let handshakeEnd = stage == .handshake ? end : handshakeEnd
      let ending = handshakeEnding(how, after: Milliseconds(handshakeEnd - tunnelEnd))
      add(.handshake(handshake(ending, parsing: &cache)), from: tunnelEnd, to: handshakeEnd)
      if stage == .handshake { return gathered }
    }
    if request.sendsRequest, !isWithheld {
      add(response(how, at: end), from: handshakeEnd, to: end)
    }
    return gathered
  }

  /// What came to the order, if there is one and its request was reached.
  func received(_ how: TransferEnd, at end: ContinuousClock.Instant) -> TransferResult.Received? {
    guard let reading, stage == .request else { return nil }
    let bodyEnd: Exchange.Content.End =
      switch how {
      case .completed: .whole
      case .stopped: .stopped
      case .timedOut, .interrupted: .silent
      case .reset, .closed, .failedHere, .brokenTLS: .cut
      case .notHTTP: .malformed
      }
    let start = firstByte ?? handshakeEnd
    return TransferResult.Received(
      isWithheld: isWithheld, headers: head.allHeaders, body: reading.kept,
      content: reading.content(end: bodyEnd, at: end, since: start))
  }

  // MARK: Tunnel

  /// `nil` if an error of this side, or the end of the run, kept us from seeing what the proxy does.
  private func tunnel(_ how: TransferEnd, after: Milliseconds) -> Evidence? {
    guard let proxy = request.proxy else { return nil }
    let ending: Tunnel.Ending
    if stage != .tunnel {
      ending = .opened(after: after)
    } else if let status = tunnelHead.status, !tunnelHead.isSuccessful {
      ending = .denied(status: status, after: after)
    } else {
      switch how {
      case .timedOut: ending = .unanswered(after: after)
      case .reset: ending = .failed(reason: "the proxy reset the connection", after: after)
      case .closed: ending = .failed(reason: "the proxy closed the connection without an answer", after: after)
      case .stopped, .completed, .notHTTP, .brokenTLS:
        ending = .failed(reason: "the proxy's answer is not HTTP", after: after)
      case .interrupted, .failedHere: return nil
      }
    }
    return .tunnel(Tunnel(proxy: proxy.hostAndPort, target: request.endpoint.hostAndPort, ending: ending))
  }

  // MARK: Handshake

  private func handshake(_ ending: Handshake.Ending, parsing cache: inout CertificateCache) -> Handshake {
    Handshake(
      address: request.address, serverName: request.endpoint.host, ending: ending,
      chain: cache.certificates(from: watch.chain), chainIsCut: watch.chainIsCut, chainErrors: watch.chainErrors,
      nameMatches: watch.nameMatches)
  }

  private func handshakeEnding(_ how: TransferEnd, after: Milliseconds) -> Handshake.Ending {
    if stage == .request, let session = watch.session {
      return .completed(
        session:
          Handshake.Session(
            protocolVersion: session.protocolVersion, cipher: session.cipher,
            applicationProtocol: session.applicationProtocol, duration: after))
    }
    if let alert = watch.alert { return .alerted(alert: AlertName.name(of: alert), after: after) }
    if let foreign = watch.foreignProtocol { return .notTLS(reason: foreign, after: after) }
    switch how {
    case .timedOut: return .unanswered(after: after)
    case .reset: return .reset(after: after)
    case .closed: return .closed(after: after)
    case .brokenTLS(let reason): return .unsupported(reason: watch.outdatedVersion ?? reason, after: after)
    case .interrupted: return .notTried(error: .interrupted("complete the TLS handshake"))
    case .failedHere(let reason), .notHTTP(let reason):
      return .notTried(error: SystemError(action: "complete the TLS handshake", reason: reason))
    case .completed, .stopped:
      return .notTried(error: SystemError(action: "complete the TLS handshake", reason: easy.errorMessage))
    }
  }

  // MARK: Response

  private func response(_ how: TransferEnd, at end: ContinuousClock.Instant) -> Evidence {
    let after = Milliseconds(end - handshakeEnd)
    if let status = head.status, let proxy = request.proxy, isProxyRefusal(status) {
      return .tunnel(
        Tunnel(
          proxy: proxy.hostAndPort, target: request.endpoint.hostAndPort, ending: .denied(status: status, after: after))
      )
    }
    return .response(
      Response(address: request.address, url: request.url, ending: responseEnding(how, after: after)))
  }

  /// Whether an answer to a request that a proxy forwards comes from the proxy itself: it asks for its own credentials
  /// (RFC 9110 section 15.5.8), or says that its rules forbid it (squid).
  private func isProxyRefusal(_ status: Int) -> Bool {
    guard !request.opensTunnel else { return false }
    return status == 407
      || head.headers.contains { $0.name == "x-squid-error" && $0.value.contains("ACCESS_DENIED") }
  }

  /// What is kept of the body as evidence. Of an ordered answer only what an error says: a token, or a signature in a
  /// redirection, stands in the bodies of the others.
  private func bodyText(of status: Int) -> String {
    guard let reading else { return body.text }
    guard status >= 400 else { return "" }
    var text = ResponseBody()
    _ = text.take(reading.kept)
    return text.text
  }

  private func responseEnding(_ how: TransferEnd, after: Milliseconds) -> Response.Ending {
    if request.order != nil, !head.isComplete, head.isTooLong {
      return .notHTTP(reason: "more than \(ResponseHead.byteLimit >> 10) KiB of headers", after: after)
    }
    if let status = head.status {
      return .answered(
        answer: Response.Answer(
          status: status, headers: head.headers, body: bodyText(of: status),
          bodyBytes: reading?.byteCount ?? body.byteCount, bodyIsComplete: how == .completed,
          firstByte: firstByte.map { Milliseconds($0 - handshakeEnd) } ?? after,
          total: after))
    }
    switch how {
    case .timedOut: return .unanswered(after: after)
    case .reset: return .reset(after: after)
    // A TLS alert after the handshake (a client certificate is missing, say) ends the connection as a close does.
    case .closed, .completed, .brokenTLS: return .closed(after: after)
    case .notHTTP(let reason): return .notHTTP(reason: reason, after: after)
    case .stopped: return .notHTTP(reason: "the first line is not a status line", after: after)
    case .interrupted: return .notTried(error: .interrupted("read the response"))
    case .failedHere(let reason): return .notTried(error: SystemError(action: "read the response", reason: reason))
    }
  }
}
