import Model

extension NetworkPolicy {
  /// What cannot be understood makes the whole policy none: half of a policy would say something else than all of it.
  init?(_ json: JSONValue) {
    guard let name = json.name, let spec = json["spec"] else { return nil }
    var types: [Direction]?
    if let items = spec["policyTypes"]?.items {
      let directions = items.compactMap(\.text).compactMap { Direction(rawValue: $0) }
      guard directions.count == items.count else { return nil }
      types = directions
    }
    guard let ingress = Self.rules(spec["ingress"], peers: "from"), let egress = Self.rules(spec["egress"], peers: "to")
    else { return nil }
    self.init(
      namespace: json.namespace, name: name, podSelector: spec.selector("podSelector") ?? LabelSelector(),
      policyTypes: types, ingress: ingress.rules, egress: egress.rules)
  }

  /// The rules of one direction, if there are any; `nil` for what cannot be understood.
  private static func rules(_ json: JSONValue?, peers key: String) -> (rules: [Rule]?, Void)? {
    guard let json else { return (nil, ()) }
    guard case .list(let items) = json else { return nil }
    var rules: [Rule] = []
    for item in items {
      var rule = Rule()
      if let peers = item[key] {
        rule.peers = peers.items.compactMap(PolicyPeer.init)
        guard rule.peers?.count == peers.items.count else { return nil }
      }
      if let ports = item["ports"] {
        rule.ports = ports.items.compactMap(PolicyPort.init)
        guard rule.ports?.count == ports.items.count else { return nil }
      }
      rules.append(rule)
    }
    return (rules, ())
  }
}

extension PolicyPeer {
  fileprivate init?(_ json: JSONValue) {
    self.init(podSelector: json.selector("podSelector"), namespaceSelector: json.selector("namespaceSelector"))
    if let block = json["ipBlock"] {
      guard let range = block["cidr"]?.text.flatMap({ IPPrefix($0) }) else { return nil }
      let except = block["except"]?.items ?? []
      let ranges = except.compactMap(\.text).compactMap { IPPrefix($0) }
      guard ranges.count == except.count else { return nil }
      self.block = Block(range: range, except: ranges)
    }
    guard podSelector != nil || namespaceSelector != nil || block != nil else { return nil }
  }
}

extension PolicyPort {
  fileprivate init?(_ json: JSONValue) {
    self.init(transport: json.transport("protocol"), endPort: json.port("endPort"))
    switch json["port"] {
    case .number(let spelling)?:
      guard let number = UInt16(spelling) else { return nil }
      port = number
    case .text(let text)?: name = text.shown(upTo: 64)
    case nil: break
    case .null?, .boolean?, .list?, .object?: return nil
    }
  }
}
