internal import Model

extension EvidenceMarkup {
  // MARK: - TLS

  /// What came of each handshake, and each chain that was presented, once.
  var handshakes: Markup {
    let seen = observations.compactMap { observation -> (Observation, Handshake)? in
      if case .handshake(let handshake) = observation.evidence { (observation, handshake) } else { nil }
    }
    let rows = seen.map { observation, handshake -> Markup in
      """
      <tr\(index.anchor(observation.id, in: requirement))><td>\(handshake.address.description)</td>\
      <td>\(Self.ending(handshake))</td><td>\(Self.trust(handshake))</td>\
      <td class="number">\(observation.duration.description)</td></tr>
      """
    }
    let chains = seen.map(\.1.chain).filter { !$0.isEmpty }.uniqued()
    let lists = chains.prefix(4).map { chain -> Markup in
      let certificates = HTMLRenderer.list(chain, limit: Handshake.certificateLimit, by: "\n", Self.certificate)
      return """
        <div class="evidence"><p class="label">Certificates as presented</p><ol class="chain" start="0">
        \(certificates)
        </ol></div>

        """
    }
    return Self.table("TLS handshakes", ["Address", "What came of it", "Certificate", "Time"], rows) + .joined(lists)
  }

  private static func ending(_ handshake: Handshake) -> Markup {
    switch handshake.ending {
    case .completed(let session):
      let version = session.protocolVersion
      let name = version.hasPrefix("TLSv") ? "TLS " + version.dropFirst(4) : version
      return "<b>\(name)</b> \(session.cipher)\(session.applicationProtocol.map { ", \($0)" } ?? .empty)"
    case .alerted(let alert, _): return "<b>alert</b> \(alert)"
    case .reset(let after): return "<b>reset</b> after \(after.description)"
    case .closed(let after): return "<b>closed</b> after \(after.description)"
    case .unanswered(let after): return "<b>no answer</b> in \(after.description)"
    case .notTLS(let reason, _): return "<b>not TLS</b>: \(reason)"
    case .unsupported(let reason, _): return "<b>unsupported</b>: \(reason)"
    case .notTried(let error): return "<b>not tried</b>: \(error.action): \(error.reason)"
    }
  }

  private static func trust(_ handshake: Handshake) -> Markup {
    guard !handshake.chain.isEmpty else { return "none seen" }
    let name: Markup =
      switch handshake.nameMatches {
      case true: "is for \(handshake.serverName.description)"
      case false: "<b>is not for \(handshake.serverName.description)</b>"
      case nil: "name not compared"
      }
    guard !handshake.chainErrors.isEmpty else { return "\(name)<br>verifies" }
    let errors = HTMLRenderer.list(handshake.chainErrors, limit: 6, by: "<br>") { error in
      let detail: Markup = error.detail.isEmpty ? "\(error.reason.rawValue)" : "\(error.detail)"
      return "<b>\(detail)</b> (certificate \(error.depth))"
    }
    return "\(name)<br>\(errors)"
  }

  private static func certificate(_ certificate: Certificate) -> Markup {
    let names = HTMLRenderer.list(certificate.alternativeNames, limit: 8) { "\($0)" }
    return """
      <li><code>\(certificate.subject)</code><dl class="small">\(HTMLRenderer.item("Issuer", "\(certificate.issuer)"))\
      \(HTMLRenderer.item("Valid", "\(certificate.notBefore.day) to \(certificate.notAfter.day)"))\
      \(HTMLRenderer.item("Names", names))\(HTMLRenderer.item("Key", "\(certificate.publicKey)"))\
      \(HTMLRenderer.item("SHA-256", "\(certificate.fingerprint)"))</dl></li>
      """
  }

  // MARK: - HTTP

  /// What came of each request.
  var responses: Markup {
    let rows = observations.compactMap { observation -> Markup? in
      guard case .response(let response) = observation.evidence else { return nil }
      return """
        <tr\(index.anchor(observation.id, in: requirement))><td>\(response.address.description)</td>\
        <td>GET \(response.url)</td><td>\(Self.ending(response.ending))</td>\
        <td class="number">\((response.answer?.total ?? observation.duration).description)</td></tr>
        """
    }
    return Self.table("HTTP exchanges", ["Address", "Request", "Response", "Time"], rows)
  }

  static func ending(_ ending: Response.Ending) -> Markup {
    switch ending {
    case .answered(let answer):
      let headers = HTMLRenderer.list(answer.headers, limit: 20, by: "") { "<br>\($0.name): \($0.value)" }
      return "<b>\(answer.status)</b>\(headers)\(body(answer))"
    case .unanswered(let after): return "<b>no answer</b> in \(after.description)"
    case .reset(let after): return "<b>reset</b> after \(after.description)"
    case .closed(let after): return "<b>closed</b> after \(after.description)"
    case .notHTTP(let reason, _): return "<b>not HTTP</b>: \(reason)"
    case .notTried(let error): return "<b>not sent</b>: \(error.action): \(error.reason)"
    }
  }

  // MARK: - Time

  /// What each time server said.
  var times: Markup {
    let rows = observations.compactMap { observation -> Markup? in
      guard case .time(let exchange) = observation.evidence else { return nil }
      return """
        <tr\(index.anchor(observation.id, in: requirement))><td>\(exchange.address.description)</td>\
        <td>\(Wording.ending(exchange))</td><td class="number">\(observation.duration.description)</td></tr>
        """
    }
    return Self.table("Time servers (NTP)", ["Address", "What came of it", "Time"], rows)
  }

  /// The beginning of what came after the headers.
  private static func body(_ answer: Response.Answer) -> Markup {
    guard answer.bodyBytes > 0 || !answer.body.isEmpty else { return .empty }
    let extent = answer.bodyIsComplete ? "\(answer.bodyBytes) bytes" : "\(answer.bodyBytes) bytes read, not all"
    // A line's end at the end says nothing.
    let ends = answer.body.reversed().prefix { $0.isNewline }.count
    let body = String(answer.body.dropLast(ends))
    return body.isEmpty ? "<br>\(extent)" : "<br>\(extent): <q>\(body)</q>"
  }
}
