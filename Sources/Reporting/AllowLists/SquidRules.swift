internal import Model

/// Access rules of squid for what the cluster asks over HTTP: to be included before the rule that denies the rest.
enum SquidRules {
  static func render(_ list: AllowList) -> String {
    let declaresProxy = list.entries.contains { $0.proxy != nil }
    let asked = list.entries.filter { entry in
      guard !entry.isInbound, entry.transport == .https || entry.transport == .http else { return false }
      return declaresProxy ? entry.proxy != nil : true
    }
    var lines = [
      "# Whom \(TerminalText.safe(list.deployment)) must be let out to. Include this before \"http_access deny all\"."
    ]
    let clients = list.ranges.isEmpty ? "" : " aml_clients"
    lines += list.ranges.map { "acl aml_clients src \($0)" }
    for port in Set(asked.map(\.port)).sorted() {
      for (transport, manner) in [(AllowList.Transport.https, "CONNECT"), (.http, "!CONNECT")] {
        let entries = asked.filter { $0.port == port && $0.transport == transport }
        guard !entries.isEmpty else { continue }
        let group = "aml_\(transport.rawValue)_\(port)"
        lines += ["", "acl \(group)_port port \(port)"]
        let names = entries.compactMap { domain(of: $0, in: list) }
        let addresses = entries.compactMap { entry in
          if case .host(.address(let address)) = entry.target { address } else { nil }
        }
        lines += names.map { "acl \(group)_names dstdomain \($0)" }
        lines += addresses.map { "acl \(group)_addresses dst \($0)" }
        let method = "\(manner.hasPrefix("!") ? "!" : "")aml_connect"
        if !names.isEmpty { lines.append("http_access allow \(method) \(group)_names \(group)_port\(clients)") }
        if !addresses.isEmpty { lines.append("http_access allow \(method) \(group)_addresses \(group)_port\(clients)") }
      }
    }
    if lines.contains(where: { $0.contains(" aml_connect ") })
      || lines.contains(where: { $0.contains("!aml_connect ") })
    {
      lines.insert("acl aml_connect method CONNECT", at: 1)
    }
    let others = list.entries.filter { entry in !asked.contains(entry) && !entry.isInbound }
    if !others.isEmpty {
      lines += ["", "# Not through a proxy for HTTP:"]
      lines += others.map { "#   \(TerminalText.safe($0.targetAndPort)) \($0.transport.rawValue)" }
    }
    if !list.gaps.isEmpty {
      lines += ["", "# Not in the list:"] + list.gaps.map { "#   \(TerminalText.safe($0.text))" }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// As squid writes it: a domain with a dot before it is that domain and all below, and then names below it must not
  /// stand beside it.
  private static func domain(of entry: AllowList.Entry, in list: AllowList) -> String? {
    switch entry.target {
    case .pattern(let domain): "." + domain.text
    case .host(.name(let name)): list.covers(name, port: entry.port) ? nil : name.text
    case .host(.address), .range, .serviceTag: nil
    }
  }
}
