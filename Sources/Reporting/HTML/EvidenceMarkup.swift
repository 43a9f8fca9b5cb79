internal import Model

/// The evidence of one requirement as tables.
struct EvidenceMarkup {
  let observations: [Observation]
  let requirement: Int
  let index: ReportIndex

  /// Rows of one table.
  static let rowLimit = 40

  // MARK: - Names

  /// What each nameserver said.
  var lookups: Markup {
    let rows = observations.compactMap { observation -> Markup? in
      guard case .lookup(let lookup) = observation.evidence else { return nil }
      let time = lookup.roundTrip ?? observation.duration
      return """
        <tr\(index.anchor(observation.id, in: requirement))><td>\(Self.place(lookup.nameserver))</td>\
        <td>\(lookup.name.description) \(lookup.type.description)</td><td>\(Self.ending(lookup))</td>\
        <td>\(Self.records(lookup.message?.answers ?? []))</td><td class="number">\(time.description)</td></tr>
        """
    }
    return Self.table(
      "Lookups", ["Nameserver", "Question", "Answer", "Aliases, addresses, TTL", "Time"], rows)
  }

  private static func ending(_ lookup: Lookup) -> Markup {
    let attempts: Markup = lookup.attempts > 1 ? "<br>asked \(lookup.attempts) times" : .empty
    switch lookup.ending {
    case .answered(let message):
      let flags = [
        message.isAuthoritative ? "authoritative" : nil, message.isTruncated ? "truncated" : nil,
        message.recursionAvailable ? nil : "no recursion",
      ].compactMap { $0 }
      let flagged: Markup = flags.isEmpty ? .empty : "<br>\(flags.joined(separator: ", "))"
      let zone: Markup = message.negativeZone.map { "<br>zone \($0)" } ?? .empty
      let extended = HTMLRenderer.list(message.extendedErrors, limit: 3, by: "") { "<br>\(Int($0.code)) \($0.text)" }
      return "<b>\(message.code.description)</b>\(flagged)\(zone)\(extended)\(retry(lookup.retryOverTCP))\(attempts)"
    case .unanswered(let after): return "<b>no answer</b> in \(after.description)\(attempts)"
    case .refused(let after): return "<b>nobody listens</b>, after \(after.description)"
    case .malformed(let reason, _): return "<b>unreadable</b>: \(reason)"
    case .notAsked(let error): return "<b>not asked</b>: \(error.action): \(error.reason)"
    }
  }

  private static func retry(_ retry: Lookup.Retry) -> Markup {
    switch retry {
    case .notNeeded: .empty
    case .answered(let after): "<br>whole over TCP, after \(after.description)"
    case .unanswered(let after): "<br>no answer over TCP in \(after.description)"
    case .refused(let after): "<br>TCP refused, after \(after.description)"
    case .malformed(let reason): "<br>unreadable over TCP: \(reason)"
    case .notTried(let error): "<br>TCP not tried: \(error.reason)"
    }
  }

  private static func records(_ records: [ResourceRecord]) -> Markup {
    HTMLRenderer.list(records, limit: 24, by: "<br>") { record in
      let data: Markup =
        switch record.data {
        case .alias(let target): "→ \(target)"
        case .address(let address): "<b>\(address.description)</b>"
        case .startOfAuthority(let primary): "SOA \(primary)"
        case .other: "\(record.type.description)"
        }
      return "\(data) <span class=\"ttl\">\(Int(record.ttl)) s</span>"
    }
  }

  // MARK: - Connections

  /// What came of each attempt to connect.
  var connections: Markup {
    let rows = observations.compactMap { observation -> Markup? in
      guard case .connection(let connection) = observation.evidence else { return nil }
      return """
        <tr\(index.anchor(observation.id, in: requirement))><td>\(connection.address.description)\
        \(" (proxy)", if: connection.isToProxy)</td><td>\(Self.ending(connection))</td>\
        <td class="number">\(observation.duration.description)</td></tr>
        """
    }
    return Self.table("Connections", ["Address", "What came of it", "Time"], rows)
  }

  private static func ending(_ connection: Connection) -> Markup {
    switch connection.ending {
    case .connected(_, let roundTrip):
      "<b>connected</b>\(roundTrip.map { ", round trip \($0.description)" } ?? .empty)"
    case .refused: "<b>refused</b>: a reset answered"
    case .unreachable(.host, _): "<b>no route to the host</b>"
    case .unreachable(.network, _): "<b>no route to the network</b>"
    case .unreachable(.prohibited, _): "<b>prohibited</b> by a device on the way"
    case .unanswered(let after): "<b>no answer</b> in \(after.description)"
    case .notTried(let error): "<b>not tried</b>: \(error.action): \(error.reason)"
    }
  }

  /// What proxies made of it.
  var tunnels: Markup {
    let rows = observations.compactMap { observation -> Markup? in
      guard case .tunnel(let tunnel) = observation.evidence else { return nil }
      return """
        <tr\(index.anchor(observation.id, in: requirement))><td>\(tunnel.proxy)</td><td>\(tunnel.target)</td>\
        <td>\(Self.ending(tunnel))</td><td class="number">\(observation.duration.description)</td></tr>
        """
    }
    return Self.table("Through the proxy", ["Proxy", "To", "What it said", "Time"], rows)
  }

  private static func ending(_ tunnel: Tunnel) -> Markup {
    switch tunnel.ending {
    case .opened: "<b>opened</b>"
    case .denied(let status, _): "<b>denied</b>, status \(status)"
    case .proxyUnresolved: "<b>its name has no address</b>"
    case .unanswered(let after): "<b>no answer</b> in \(after.description)"
    case .failed(let reason, _): "<b>failed</b>: \(reason)"
    }
  }

  // MARK: - The cluster

  /// What the Kubernetes API was asked, and what came of it.
  var reads: Markup {
    let rows = observations.compactMap { observation -> Markup? in
      guard case .cluster(let answer) = observation.evidence else { return nil }
      return """
        <tr\(index.anchor(observation.id, in: requirement))><td>\(Wording.text(answer.read))</td>\
        <td>\(Wording.ending(answer))</td><td class="number">\(answer.requests)</td>\
        <td class="number">\(observation.duration.description)</td></tr>
        """
    }
    return Self.table("Kubernetes API", ["Asked", "Answer", "Requests", "Time"], rows)
  }

  // MARK: - Tables

  /// A nameserver; port 53 goes without saying.
  private static func place(_ address: SocketAddress) -> String {
    address.port == 53 ? address.address.description : address.description
  }

  /// A table that scrolls in itself where it is wider than the page; nothing without rows. `counts` are the heads of
  /// further columns with numbers.
  static func table(_ caption: Markup, _ heads: [Markup], counts: [Markup] = [], _ rows: [Markup], stacks: Bool = true)
    -> Markup
  {
    guard !rows.isEmpty else { return .empty }
    let head = Markup.joined(
      (heads + counts).map { name -> Markup in
        "<th scope=\"col\"\(" class=\"number\"", if: name == "Time" || counts.contains(name))>\(name)</th>"
      })
    let more = rows.count - rowLimit
    let rest: Markup =
      more > 0 ? "\n<tr><td colspan=\"\(heads.count + counts.count)\">and \(more) more</td></tr>" : .empty
    return """
      <div class="evidence scroll\(" stack", if: stacks)" role="group" tabindex="0" aria-label="\(caption)"><table>
      <caption>\(caption)</caption>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(Markup.joined(rows.prefix(rowLimit), by: "\n"))\(rest)
      </tbody></table></div>

      """
  }
}
