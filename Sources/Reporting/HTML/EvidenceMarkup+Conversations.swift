internal import Model

extension EvidenceMarkup {
  /// What came of each request of a conversation, in its order.
  var exchanges: Markup {
    let rows = observations.compactMap { observation -> Markup? in
      guard case .exchange(let exchange) = observation.evidence else { return nil }
      let origin: Markup = exchange.origin.map { "<br>via \($0.status) from \($0.from)" } ?? .empty
      let range: Markup = exchange.range.map { "<br>the first \($0) bytes" } ?? .empty
      return """
        <tr\(index.anchor(observation.id, in: requirement))><td>\(exchange.number). \(Wording.purpose(exchange.purpose))\
        \(origin)</td><td>\(exchange.method.rawValue) \(exchange.url)\(range)<br>\
        \(Wording.authorization(exchange.authorization))</td>\
        <td>\(Self.ending(exchange))</td><td class="number">\(observation.duration.description)</td></tr>
        """
    }
    return Self.table("Conversation", ["Step", "Request", "What came of it", "Time"], rows)
  }

  private static func ending(_ exchange: Exchange) -> Markup {
    // The size stands before the body already, where all of it was kept.
    let told = exchange.answer.flatMap { $0.bodyIsComplete ? "\($0.bodyBytes) bytes" : nil }
    let news = (exchange.content.map(Wording.facts) ?? []).filter { $0 != told || $0 == "0 bytes" }
    let facts = HTMLRenderer.list(news, limit: 12, by: "") { "<br>\($0)" }
    switch exchange.ending {
    case .sent(let ending, let address): return "\(Self.ending(ending))\(facts)<br>at \(address.description)"
    case .unreached, .withheld: return "<b>\(Wording.ending(exchange))</b>"
    }
  }
}
