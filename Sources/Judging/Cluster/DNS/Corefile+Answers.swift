import Model

extension Corefile {
  /// What becomes of a question for a name.
  enum Fate: Hashable {
    /// Forwarded to these, as written: addresses, or a file such as `/etc/resolv.conf`.
    case forwarded(to: [String])
    /// Answered with fixed addresses.
    case answered([IPAddress])
    /// Answered with an error: NXDOMAIN, SERVFAIL, REFUSED.
    case denied(code: String)
    /// Asked for under another name.
    case rewritten(to: String)
    /// Something that is not known here decides: a file, an import, a plugin.
    case unknown
  }

  /// The block that answers for a name: the one with the longest zone that the name lies in. Of two with the same zone
  /// the first.
  func block(for name: DomainName) -> (zone: String, block: Block)? {
    var best: (zone: String, block: Block)?
    for block in blocks {
      for zone in block.zones where Self.lies(name.text, in: zone) && zone.utf8.count > (best?.zone.utf8.count ?? -1) {
        best = (zone, block)
      }
    }
    return best
  }

  static func lies(_ name: String, in zone: String) -> Bool {
    zone.isEmpty || name == zone || name.hasSuffix(".\(zone)")
  }
}

extension Corefile.Block {
  /// Plugins that change or make no answers for needed names.
  private static let neutral: Set<String> = [
    "errors", "log", "health", "ready", "prometheus", "cache", "loop", "reload", "loadbalance", "bufsize", "debug",
    "bind",
    "metadata", "trace", "pprof", "root", "any", "dns64", "autopath", "minimal", "nsid", "cancel", "local", "ready",
    "header", "chaos", "lameduck", "kubernetes", "tls", "whoami",
  ]

  /// What becomes of a question for the name; plugins are asked in the order that CoreDNS compiled in, of which those here
  /// come as: rewrite, template, hosts, file, forward.
  func fate(of name: DomainName) -> Corefile.Fate? {
    var isUnknown = false
    for directive in directives where directive.name == "rewrite" {
      if let target = directive.rewrites(name) { return .rewritten(to: target) }
    }
    for directive in directives where directive.name == "template" {
      switch directive.template(for: name) {
      case nil: continue
      case .unknown?: isUnknown = true
      case let fate?: return fate
      }
    }
    for directive in directives where directive.name == "hosts" {
      switch directive.hosts(name) {
      case nil: continue
      case .unknown?: isUnknown = true
      case let fate?: return fate
      }
    }
    for directive in directives where ["forward", "proxy"].contains(directive.name) {
      if isUnknown { return .unknown }
      if let fate = directive.forwards(name) { return fate }
    }
    let others = directives.map(\.name).filter {
      !Self.neutral.contains($0) && !["rewrite", "template", "hosts", "forward", "proxy"].contains($0)
    }
    if isUnknown || !others.isEmpty { return .unknown }
    return nil
  }
}

extension Corefile.Directive {
  /// `rewrite name FROM TO`, `rewrite stop { name exact FROM TO … }`.
  fileprivate func rewrites(_ name: DomainName) -> String? {
    let rules = [arguments] + lines
    for rule in rules {
      var words = rule
      if let first = words.first, ["stop", "continue"].contains(first) { words.removeFirst() }
      guard words.first == "name" else { continue }
      words.removeFirst()
      var kind = "exact"
      if let first = words.first, ["exact", "prefix", "suffix", "substring", "regex"].contains(first) {
        kind = first
        words.removeFirst()
      }
      guard words.count >= 2 else { continue }
      let from = words[0].lowercased().hasSuffix(".") ? String(words[0].dropLast()).lowercased() : words[0].lowercased()
      let isMeant =
        switch kind {
        case "exact": name.text == from
        case "prefix": name.text.hasPrefix(from)
        case "suffix": name.text.hasSuffix(from)
        case "substring": name.text.contains(from)
        default: false
        }
      if isMeant { return words[1] }
    }
    return nil
  }

  /// `template CLASS TYPE [ZONE…] { match REGEX, answer RR, rcode CODE, fallthrough }`.
  fileprivate func template(for name: DomainName) -> Corefile.Fate? {
    guard arguments.count >= 2, ["IN", "ANY"].contains(arguments[0].uppercased()),
      ["A", "ANY"].contains(arguments[1].uppercased())
    else { return nil }
    let zones = arguments.dropFirst(2).map { zone in
      (zone.hasSuffix(".") ? String(zone.dropLast()) : zone).lowercased()
    }
    guard zones.isEmpty || zones.contains(where: { Corefile.lies(name.text, in: $0) }) else { return nil }
    // Which names an expression means is not worked out; where zones are named too, it only narrows them.
    let isNarrowed = lines.contains { $0.first == "match" }
    if isNarrowed { return zones.isEmpty ? nil : .unknown }
    if let code = lines.first(where: { $0.first == "rcode" })?.dropFirst().first, code.uppercased() != "NOERROR" {
      return .denied(code: code.uppercased())
    }
    var answers: [IPAddress] = []
    for line in lines where line.first == "answer" {
      let words = line.dropFirst().joined(separator: " ").split(separator: " ")
      answers += words.compactMap { IPAddress(String($0)) }
    }
    return answers.isEmpty ? .unknown : .answered(answers)
  }

  /// `hosts [FILE [ZONES…]] { ADDRESS NAME…, fallthrough }`.
  fileprivate func hosts(_ name: DomainName) -> Corefile.Fate? {
    let own = lines.filter { line in
      line.dropFirst().contains { $0.lowercased() == name.text }
    }.compactMap { line in line.first.map { IPAddress($0) } ?? nil }
    if !own.isEmpty { return .answered(own) }
    if let file = arguments.first, file.contains("/") { return .unknown }
    return nil
  }

  /// `forward FROM TO… { except NAMES }`.
  fileprivate func forwards(_ name: DomainName) -> Corefile.Fate? {
    guard let from = arguments.first else { return nil }
    let zone = from.hasSuffix(".") ? String(from.dropLast()) : from
    guard Corefile.lies(name.text, in: zone.lowercased()) else { return nil }
    let exceptions = lines.filter { $0.first == "except" }.flatMap { $0.dropFirst() }
    guard !exceptions.contains(where: { Corefile.lies(name.text, in: $0.lowercased()) }) else { return nil }
    return .forwarded(to: Array(arguments.dropFirst()))
  }
}
