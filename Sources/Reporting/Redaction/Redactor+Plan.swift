internal import Model

extension Redactor {
  mutating func vantage(_ old: Vantage) -> Vantage {
    var new = old
    if old.id != old.kind.rawValue { new.id = word(old.id) }
    new.place = old.place.map { Vantage.Place(facts: facts($0.facts)) }
    new.nameservers = old.nameservers.map { place($0) }
    new.search?.domains = old.search?.domains.map { name($0) } ?? []
    new.proxy = old.proxy.map { proxy($0) }
    new.hosts?.entries = (old.hosts?.entries ?? []).map { entry in
      HostsFile.Entry(name: name(entry.name), address: address(entry.address), line: entry.line)
    }
    new.ownAuthorities = old.ownAuthorities.map { authorities in authorities.map { distinguishedName($0) }.sorted() }
    new.trustStore = trustStore(old.trustStore)
    new.clusterAccess = old.clusterAccess.map { clusterAccess($0) }
    if old.nameserversFrom.contains("/"), old.nameserversFrom != "/etc/resolv.conf" {
      new.nameserversFrom = file(old.nameserversFrom)
    }
    return new
  }

  /// What is known of a place; names that the customer chose and ranges are replaced, images and kernels stay.
  mutating func facts(
    _ old: [Vantage.Place.Attribute: Vantage.Place.Fact]
  ) -> [Vantage.Place.Attribute: Vantage.Place.Fact] {
    var new = old
    for (attribute, fact) in old.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      switch attribute {
      case .node, .pod, .namespace, .nodePool: new[attribute]?.value = word(fact.value)
      case .subnet:
        new[attribute]?.value = fact.value.split(separator: ", ").map { text in
          IPPrefix(String(text)).map { prefix($0).description } ?? word(String(text))
        }.joined(separator: ", ")
      case .nodeImage, .operatingSystem, .kernel, .zone: new[attribute]?.value = text(fact.value)
      case .networkMode: break
      }
    }
    return new
  }

  /// `system trust store and corp-ca.pem`: the file's name is the customer's.
  private mutating func trustStore(_ text: String) -> String {
    let system = "system trust store"
    let own = "\(system) and the lab's own authority"
    guard hidesNames, text != system, text != own else { return text }
    let lead = "\(system) and "
    return text.hasPrefix(lead) ? lead + file(String(text.dropFirst(lead.count))) : file(text)
  }

  mutating func endpoint(_ old: Endpoint) -> Endpoint {
    var new = old
    if old.role == .dependency { new.variant = word(old.variant) }
    new.host = host(old.host)
    new.path = path(old.path)
    new.privateZone = old.privateZone.map { name($0) }
    return new
  }

  mutating func plan(_ old: Plan) -> Plan {
    var new = old
    for (index, planned) in old.requirements.enumerated() {
      new.requirements[index].endpoint = planned.endpoint.map { endpoint($0) }
      new.requirements[index].requirement = requirement(planned.requirement)
    }
    for (index, omission) in old.omissions.enumerated() {
      new.omissions[index].requirement = requirement(omission.requirement)
      new.omissions[index].reason = reason(omission.reason)
    }
    for (index, step) in old.steps.enumerated() {
      switch step.probe {
      case .lookUp(let name): new.steps[index].probe = .lookUp(name: self.name(name))
      case .reach(let endpoint, let rung, .direct):
        new.steps[index].probe = .reach(endpoint: self.endpoint(endpoint), upTo: rung, route: .direct)
      case .reach(let endpoint, let rung, .proxy(let proxy)):
        new.steps[index].probe = .reach(
          endpoint: self.endpoint(endpoint), upTo: rung, route: .proxy(self.proxy(proxy)))
      case .ask(let name, let type, let nameserver, let transport):
        new.steps[index].probe = .ask(
          name: self.name(name), type: type, nameserver: place(nameserver), transport: transport)
      case .attempt(let endpoint, let addresses, let rung, let segmentLimit):
        new.steps[index].probe = .attempt(
          endpoint: self.endpoint(endpoint), addresses: addresses.map { address($0) }, upTo: rung,
          segmentLimit: segmentLimit)
      case .readCluster(let read): new.steps[index].probe = .readCluster(clusterRead(read))
      case .converse(let conversation, .direct):
        new.steps[index].probe = .converse(with: self.conversation(conversation), route: .direct)
      case .converse(let conversation, .proxy(let proxy)):
        new.steps[index].probe = .converse(
          with: self.conversation(conversation), route: .proxy(self.proxy(proxy)))
      }
    }
    return new
  }

  private mutating func requirement(_ old: Requirement) -> Requirement {
    var new = old
    if old.role == .dependency { new.variant = word(old.variant) }
    new.title = text(old.title)
    new.without = text(old.without)
    return new
  }

  private mutating func reason(_ reason: Omission.Reason) -> Omission.Reason {
    switch reason {
    case .leftToProxy(let proxy): .leftToProxy(proxy: text(proxy, from: .foreign))
    case .notSelected(let by): .notSelected(by: text(by))
    case .notKnownBeforehand(let pattern): .notKnownBeforehand(pattern: text(pattern))
    case .variableNotSet(let name): .variableNotSet(name: text(name))
    case .notOffered(let name): .notOffered(name: text(name))
    case .needsRight(let right): .needsRight(right: text(right))
    case .doesNotApply, .notDeclared, .notVisible, .notInCloud, .notInRules, .dataNotGiven, .nothingDeclared,
      .nothingFound, .credentialNotDeclared, .notOnAzure:
      reason
    }
  }
}
