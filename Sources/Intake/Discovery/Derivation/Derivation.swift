import Model

/// A deployment while it is derived: each value with its origin, what documents disagree on, and what could not be used.
///
/// The first claim on a value wins, so claims are made in the order of their authority: a kubeconfig that the user named,
/// Azure's own description of a resource, what the cluster says.
struct Derivation {
  let inventory: Inventory
  /// Values that a deployment file refuses, by path, with the reason.
  let excluded: [String: String]
  var deployment = Deployment(name: "discovered")
  /// What was found but cannot be used, with the place in front.
  private(set) var notices: [String] = []
  /// Of the pools so far, in lower case and in their order.
  var poolNames: [String] = []
  /// How a value could be found, by path.
  var missing: [String: String] = [:]

  init(_ inventory: Inventory, excluding excluded: [String: String] = [:]) {
    self.inventory = inventory
    self.excluded = excluded
    cluster()
    pools()
    network()
    workspaceAndStores()
    kubernetes()
    name()
    privateEndpoints()
    findMissing()
    if deployment.origins.isEmpty { notices.append("the documents say nothing about a deployment") }
  }

  mutating func note(_ text: String, at place: SourcePlace) {
    let notice = "\(place): \(text)"
    if !notices.contains(notice), notices.count < 100 { notices.append(notice) }
  }

  // MARK: - Claims

  /// States a value that another document may have stated already.
  mutating func state<Claimed: Equatable>(
    _ path: String, _ keyPath: WritableKeyPath<Deployment, Claimed?>, _ claim: Sourced<Claimed>?,
    shown: (Claimed) -> String
  ) {
    guard let claim, excluded[path] == nil else { return }
    if let known = deployment[keyPath: keyPath] {
      if known != claim.value { contradict(path, shown(known), shown(claim.value), at: claim.place) }
    } else {
      deployment[keyPath: keyPath] = claim.value
      deployment.origins[path] = claim.place
    }
  }

  mutating func state<Claimed: Equatable & CustomStringConvertible>(
    _ path: String, _ keyPath: WritableKeyPath<Deployment, Claimed?>, _ claim: Sourced<Claimed>?
  ) {
    state(path, keyPath, claim) { $0.description }
  }

  mutating func state<Claimed: Equatable & RawRepresentable<String>>(
    _ path: String, _ keyPath: WritableKeyPath<Deployment, Claimed?>, _ claim: Sourced<Claimed>?
  ) {
    state(path, keyPath, claim) { $0.rawValue }
  }

  /// States a list; an empty one states nothing. Its order does not count.
  mutating func state<Item: Hashable & CustomStringConvertible>(
    _ path: String, _ keyPath: WritableKeyPath<Deployment, [Item]>, _ claims: [Sourced<Item>]
  ) {
    guard let first = claims.first, excluded[path] == nil else { return }
    let values = claims.map(\.value)
    let known = deployment[keyPath: keyPath]
    if known.isEmpty {
      deployment[keyPath: keyPath] = values
      deployment.origins[path] = first.place
    } else if Set(known) != Set(values) {
      contradict(path, Self.shown(known), Self.shown(values), at: first.place)
    }
  }

  private static func shown(_ values: [some CustomStringConvertible]) -> String {
    values.map(\.description).joined(separator: ", ")
  }

  private mutating func contradict(_ path: String, _ known: String, _ other: String, at place: SourcePlace) {
    guard let origin = deployment.origins[path] else { return }
    let claim = Contradiction.Claim(value: other.visible(upTo: 400), place: place)
    if let index = deployment.contradictions.firstIndex(where: { $0.path == path }) {
      if !deployment.contradictions[index].claims.contains(claim) {
        deployment.contradictions[index].claims.append(claim)
      }
    } else {
      deployment.contradictions.append(
        Contradiction(
          path: path, claims: [Contradiction.Claim(value: known.visible(upTo: 400), place: origin), claim]))
    }
  }

  // MARK: - Values of text

  mutating func range(_ text: Sourced<String>?) -> Sourced<IPPrefix>? {
    guard let text else { return nil }
    let value = text.value.filter { $0 != " " }
    if let prefix = IPPrefix(value) { return Sourced(prefix, at: text.place) }
    if let address = IPAddress(value) {
      return IPPrefix(address: address, length: address.family == .ipv4 ? 32 : 128).map { Sourced($0, at: text.place) }
    }
    note("\(text.value.quoted) is no range: \(AddressText.flaw(inRange: value) ?? "it is not used")", at: text.place)
    return nil
  }

  /// The ranges, or none if one of them is of no use: overlaps with it would go unseen.
  mutating func ranges(_ texts: [Sourced<String>]) -> [Sourced<IPPrefix>] {
    var ranges: [Sourced<IPPrefix>] = []
    for text in texts {
      if let range = range(text) { ranges.append(range) }
    }
    return ranges.count == texts.count ? ranges : []
  }

  mutating func address(_ text: Sourced<String>?) -> Sourced<IPAddress>? {
    guard let text else { return nil }
    if let address = IPAddress(text.value) { return Sourced(address, at: text.place) }
    note("\(text.value.quoted) is no address: \(AddressText.flaw(in: text.value) ?? "it is not used")", at: text.place)
    return nil
  }

  mutating func host(_ text: Sourced<String>?) -> Sourced<Host>? {
    guard let text else { return nil }
    if let host = Host(text.value), !Reading.isPlaceholder(text.value), AddressText.flaw(in: text.value) == nil {
      return Sourced(host, at: text.place)
    }
    note("\(text.value.quoted) is no host name: it is not used", at: text.place)
    return nil
  }

  mutating func domain(_ text: Sourced<String>?) -> Sourced<DomainName>? {
    host(text)?.flatMap(\.name)
  }

  /// A word of a closed set, in whatever case; one that this version does not know is said and left out.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: Sourced<String>?, as type: Choice.Type = Choice.self
  ) -> Sourced<Choice>? {
    guard let text else { return nil }
    let lower = text.value.lowercased()
    if let choice = Choice.allCases.first(where: { $0.rawValue.lowercased() == lower }) {
      return Sourced(choice, at: text.place)
    }
    let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    note("\(text.value.quoted) is none of \(known): it is not used", at: text.place)
    return nil
  }
}
