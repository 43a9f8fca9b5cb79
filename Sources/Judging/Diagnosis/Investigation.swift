import Model

/// What a rule sees: the evidence, the catalog, and the complaints that no rule before it explained.
struct Investigation {
  var catalog: Catalog
  var evidence: EvidenceIndex
  var open: [Complaint]
  /// The causes that were named so far, with what they explain.
  var named: [Suspicion] = []

  /// The open complaints with one of these codes.
  func complaints(_ codes: Symptom.Code...) -> [Complaint] {
    open.filter { codes.contains($0.code) }
  }

  /// Whether Microsoft runs what plays this role, so that its certificate is never the customer's own.
  func isMicrosoft(_ role: EndpointRole) -> Bool {
    catalog.endpoints.first { $0.role == role }?.isMicrosoft ?? false
  }

  /// What the vantage's nameservers say about a name.
  func resolution(of name: DomainName, family: IPAddress.Family? = nil) -> Resolution {
    Resolution(of: name, family: family, in: evidence)
  }

  /// The zone that a complaint about a name is about: the one that denied it; the endpoint's private zone, if that is
  /// where the name leads or is declared to lead; else the domain above the name.
  func zone(of complaint: Complaint) -> String {
    if let zone = complaint.facts[.zone], !zone.isEmpty { return zone }
    guard let endpoint = complaint.endpoint else { return "" }
    let isDeclared = evidence.recording.deployment.network.privateEndpoints?.contains(endpoint.role) == true
    let leadsThere = complaint.facts[.alias].map { endpoint.pointsToPrivateZone($0) } == true
    if let zone = endpoint.privateZone, isDeclared || leadsThere { return zone.text }
    guard let labels = endpoint.host.name?.labels, labels.count > 1 else { return endpoint.host.description }
    return labels.dropFirst().joined(separator: ".")
  }
}

extension [Complaint] {
  /// Groups with the same key, in the order of their first complaint.
  func grouped<Key: Hashable>(by key: (Complaint) -> Key) -> [(key: Key, complaints: [Complaint])] {
    let groups = Dictionary(grouping: self, by: key)
    return map(key).uniqued().map { ($0, groups[$0] ?? []) }
  }

  /// Different hosts among them, in order.
  var hosts: [String] { map(\.host).uniqued() }
}
