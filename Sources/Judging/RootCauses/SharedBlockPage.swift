import Model

/// Names of Microsoft's that have nothing to do with each other, sent straight to one address at which none of them is
/// served: a filter's page. What several services really share, as they do Azure Front Door, they reach by an alias, and
/// it answers as each of them.
struct SharedBlockPage: RootCauseRule {
  /// So many domains of public services do not share a private address by chance.
  private static let enough = 2
  /// So many do not share a public one, or are all that a nameserver was asked for, if it has one address for everything.
  private static let many = 3

  private struct Place: Hashable {
    var nameserver: SocketAddress
    var addresses: Set<IPAddress>
  }

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let evidence = investigation.evidence
    let endpoints = evidence.recording.plan.requirements.compactMap(\.endpoint).filter { $0.host.name != nil }.uniqued()
    var places: [(place: Place, endpoint: Endpoint)] = []
    for endpoint in endpoints {
      for lookup in evidence.lookups where lookup.value.name == endpoint.host.name && lookup.value.type == .a {
        guard let message = lookup.value.message, message.aliases.isEmpty, !message.addresses.isEmpty else { continue }
        places.append((Place(nameserver: lookup.value.nameserver, addresses: Set(message.addresses)), endpoint))
      }
    }
    return places.map(\.place).uniqued().compactMap { place in
      let group = places.filter { $0.place == place }.map(\.endpoint).uniqued()
      return suspicion(at: place, of: group, in: investigation)
    }
  }

  private func suspicion(at place: Place, of group: [Endpoint], in investigation: Investigation) -> Suspicion? {
    let microsoft = group.filter { investigation.isMicrosoft($0.role) }
    let domains = Set(microsoft.map(\.registeredDomain)).count
    let ranges = investigation.evidence.recording.deployment.network.privateRanges
    let isPrivate = place.addresses.allSatisfy { $0.isPrivate(including: ranges) }
    guard domains >= (isPrivate ? Self.enough : Self.many) else { return nil }
    let hosts = Set(group.map(\.host))
    let complaints = investigation.open.filter { complaint in
      guard let endpoint = complaint.endpoint, hosts.contains(endpoint.host) else { return false }
      return complaint.isAbout(place.addresses)
    }
    // None is served there, and somebody else says something.
    let strangers = complaints.filter { Self.isForeign($0.code) }
    let isNobodysOwn = group.allSatisfy { endpoint in
      strangers.contains { $0.endpoint?.host == endpoint.host }
        || !investigation.isMicrosoft(endpoint.role) || !Self.isServed(endpoint, despite: complaints, in: investigation)
    }
    guard isNobodysOwn, !strangers.isEmpty else { return nil }
    let lookups = investigation.evidence.lookups.filter { seen in
      seen.value.nameserver == place.nameserver && seen.value.type == .a
        && hosts.contains(.name(seen.value.name))
    }
    let asked = investigation.evidence.lookups.filter {
      $0.value.nameserver == place.nameserver && $0.value.type == .a && $0.value.message?.addresses.isEmpty == false
    }
    let isForAll =
      asked.allSatisfy { $0.value.message.map { Set($0.addresses) } == place.addresses }
      && domains >= Self.many
    let subject: Finding.Subject =
      isForAll ? .nameserver(place.nameserver, sending: complaints) : .endpoints(complaints)
    return Suspicion(
      cause: .dnsSinkhole, confidence: .supported, subject: subject, complaints: complaints,
      facts: [
        .nameserver: place.nameserver.nameserverText,
        .address: place.addresses.sorted().map(\.description).joined(separator: ", "),
      ], evidenceFor: lookups.map(\.id))
  }

  /// Whether the service itself seems to answer: a request, or a handshake with nothing wrong where no request was made.
  private static func isServed(
    _ endpoint: Endpoint, despite complaints: [Complaint], in investigation: Investigation
  ) -> Bool {
    let steps = investigation.evidence.recording.plan.requirements.filter { $0.endpoint?.host == endpoint.host }
      .flatMap(\.steps)
    let seen = investigation.evidence.evidence(of: steps)
    if seen.responses.contains(where: { $0.value.answer != nil }) { return true }
    let isStrange = complaints.contains { $0.endpoint?.host == endpoint.host && Self.isStrange($0.code) }
    return seen.handshakes.contains(where: \.value.isCompleted) && !isStrange
  }

  private static func isForeign(_ code: Symptom.Code) -> Bool {
    switch code {
    case .foreignAnswer, .notHTTP, .notTLS: true
    default: false
    }
  }

  /// Whether the service itself would not have this certificate.
  private static func isStrange(_ code: Symptom.Code) -> Bool {
    switch code {
    case .issuerUnknown, .nameMismatch, .chainInvalid: true
    default: false
    }
  }
}

extension Complaint {
  /// The addresses that it names.
  var addresses: [IPAddress] {
    ((facts[.address] ?? "").listed + (facts[.addresses] ?? "").listed).compactMap(IPAddress.init)
  }

  /// Whether it names none but these, or ones of IPv6 that there is no way to beside them.
  func isAbout(_ some: Set<IPAddress>) -> Bool {
    !addresses.isEmpty
      && addresses.allSatisfy { some.contains($0) || ($0.family == .ipv6 && code == .connectionUnreachable) }
  }
}

extension Endpoint {
  /// The two last labels of the host's name (`microsoft.com`).
  fileprivate var registeredDomain: String {
    (host.name?.labels.suffix(2) ?? []).joined(separator: ".")
  }
}

extension Finding.Subject {
  /// A nameserver that sends every name to one place; the endpoints that complain are its members.
  static func nameserver(_ nameserver: SocketAddress, sending complaints: [Complaint]) -> Finding.Subject {
    Finding.Subject(
      kind: .nameserver, id: nameserver.address.description, members: members(of: complaints))
  }
}
