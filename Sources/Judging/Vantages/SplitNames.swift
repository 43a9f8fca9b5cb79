import Model

/// Compares what pods and nodes of one cluster are told about names. They ask different nameservers: pods the cluster's own,
/// nodes those of the network, and each should lead to the same place.
///
/// Other addresses of a public service are no disagreement: each answer of a service that is spread over the world may name
/// others. Private against public ones are, and private ones that have nothing in common, and none against some.
struct SplitNames {
  private let sightings: [MergedReport.Sighting]

  init(_ sightings: [MergedReport.Sighting]) {
    self.sightings = sightings
  }

  /// Sorted by name.
  var all: [SplitName] {
    guard Set(sightings.map(\.report.recording.vantage.kind)).isSuperset(of: [.node, .pod]) else { return [] }
    let ranges = sightings.first?.report.recording.deployment.network.privateRanges ?? []
    var told: [DomainName: [Told]] = [:]
    for sighting in sightings {
      for item in answers(of: sighting) { told[item.name, default: []].append(item.told) }
    }
    return told.compactMap { name, told in split(name, told, privateRanges: ranges) }
      .sorted { $0.name.text < $1.name.text }
  }

  /// What one vantage was told about a name.
  private struct Told {
    var label: String
    var kind: Vantage.Kind
    var nameserver: SocketAddress
    var addresses: [IPAddress]
  }

  /// What the first nameserver that answered says of each name of the plan, as programs take it.
  private func answers(of sighting: MergedReport.Sighting) -> [(name: DomainName, told: Told)] {
    let recording = sighting.report.recording
    let vantage = recording.vantage
    // A pod in its node's network may ask either's nameservers.
    guard vantage.kind == .node || (vantage.kind == .pod && vantage.place?[.networkMode] != "host") else { return [] }
    let followUps = Set(recording.plan.steps.filter { $0.origin != nil }.map(\.id))
    var order: [DomainName] = []
    var found: [DomainName: [SocketAddress: [IPAddress]]] = [:]
    for observation in recording.observations where !followUps.contains(observation.step) {
      guard case .lookup(let lookup) = observation.evidence, let message = lookup.message,
        message.code == .noError || message.code == .nameError
      else { continue }
      if found[lookup.name] == nil { order.append(lookup.name) }
      found[lookup.name, default: [:]][lookup.nameserver, default: []] += message.addresses
    }
    return order.compactMap { name in
      guard let server = vantage.nameservers.first(where: { found[name]?[$0] != nil }),
        let addresses = found[name]?[server]
      else { return nil }
      let told = Told(
        label: sighting.label, kind: vantage.kind, nameserver: server,
        addresses: Set(addresses).sorted { $0.description < $1.description })
      return (name, told)
    }
  }

  private func split(_ name: DomainName, _ told: [Told], privateRanges: [IPPrefix]) -> SplitName? {
    let (pods, nodes) = (told.filter { $0.kind == .pod }, told.filter { $0.kind == .node })
    let differs = pods.contains { pod in
      nodes.contains { Self.isElsewhere(pod.addresses, $0.addresses, privateRanges: privateRanges) }
    }
    guard differs else { return nil }
    let sides = told.grouped { [$0.nameserver.description] + $0.addresses.map(\.description) }.map { _, told in
      SplitName.Side(
        nameserver: told[0].nameserver, addresses: told[0].addresses, vantages: Set(told.map(\.label)).sorted())
    }
    return SplitName(
      name: name,
      sides: sides.sorted {
        ($0.nameserver.description, $0.addresses.description) < ($1.nameserver.description, $1.addresses.description)
      })
  }

  /// Whether two answers lead to different places.
  private static func isElsewhere(_ one: [IPAddress], _ other: [IPAddress], privateRanges: [IPPrefix]) -> Bool {
    guard !one.isEmpty || !other.isEmpty else { return false }
    guard !one.isEmpty, !other.isEmpty else { return true }
    guard Set(one).isDisjoint(with: other) else { return false }
    let isPrivate = (one + other).map { $0.isPrivate(including: privateRanges) }
    return isPrivate.contains(true)
  }
}
