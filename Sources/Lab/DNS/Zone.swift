import Model

/// Every name that the lab's nameservers know, and what it leads to.
struct Zone: Sendable {
  enum Entry: Sendable {
    case alias(String)
    case addresses([IPAddress])
  }

  /// What a name comes to when all its aliases have been followed.
  struct Resolution {
    /// Owner and target, in order.
    var aliases: [(owner: String, target: String)]
    /// The last name of the chain.
    var name: String
    /// Empty if the name has none, or does not exist.
    var addresses: [IPAddress]
    var exists: Bool
  }

  private var entries: [String: Entry] = [:]
  private let wildcardDomain: String?
  /// Where a wildcard leads.
  static let wildcardAddress = IPAddress.v4(0x7F50_09FD)

  /// The names of every host, as the scenario has them.
  init(for scenario: Scenario) {
    wildcardDomain = scenario.wildcardDomain
    for host in LabHost.allCases {
      let fault = scenario.nameFaults[host]
      let isSecond = scenario.secondAddresses.keys.contains(host)
      let isPrivate = host.isPrivate(in: scenario)
      let addresses =
        [host.address(privately: isPrivate, second: false)]
        + (isSecond ? [host.address(privately: isPrivate, second: true)] : [])
      guard let privateName = host.privateName, let publicName = host.publicName else {
        entries[host.rawValue] = .addresses(addresses)
        continue
      }
      entries[host.rawValue] = .alias(privateName)
      if fault == .zoneNotLinked {
        entries[privateName] = .alias(publicName)
        entries[publicName] = .addresses(addresses)
      } else if fault != .recordMissing {
        entries[privateName] = .addresses(addresses)
      }
    }
  }

  /// Follows the aliases of a name, given in lower case without a final dot.
  func resolution(of name: String) -> Resolution {
    var aliases: [(owner: String, target: String)] = []
    var current = name
    while true {
      switch entries[current] {
      case .alias(let target):
        aliases.append((current, target))
        current = target
      case .addresses(let addresses):
        return Resolution(aliases: aliases, name: current, addresses: addresses, exists: true)
      case nil where wildcardDomain.map { current.hasSuffix("." + $0) } == true:
        return Resolution(aliases: aliases, name: current, addresses: [Self.wildcardAddress], exists: true)
      case nil:
        // A name with existing names below it exists (RFC 8020 section 2).
        let exists = current.isEmpty || entries.keys.contains { $0.hasSuffix("." + current) }
        return Resolution(aliases: aliases, name: current, addresses: [], exists: exists)
      }
    }
  }

  /// The zone whose SOA record says that a name has no such record: the private zone, or the last two
  /// labels; always above the name, unless it is a private zone itself.
  func apex(of name: String) -> String {
    let labels = name.split(separator: ".")
    if let link = labels.firstIndex(of: "privatelink") { return labels[link...].joined(separator: ".") }
    return labels.dropFirst().suffix(2).joined(separator: ".")
  }
}

extension LabHost {
  /// Whether the host answers at its private endpoint's address.
  func isPrivate(in scenario: Scenario) -> Bool {
    hasPrivateEndpoint && scenario.nameFaults[self] != .zoneNotLinked
  }
}
