import Model

/// An address at which nobody is, with evidence that the record is out of date: another nameserver knows an address that
/// works, it lies outside every network that the deployment declares, or other names of the same private zone lead to
/// addresses that work. Without such evidence, whatever is silent may just as well be blocked.
struct StaleRecord: RootCauseRule {
  private struct Kind: Hashable {
    var cause: Cause
    var zone: String
  }

  private struct Stale {
    var kind: Kind
    var confidence: Finding.Confidence
    var facts: [Symptom.Fact: String]
    var evidence: [Observation.ID]
  }

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let dead = investigation.complaints(
      .connectionUnanswered, .connectionUnreachable, .connectionRefused, .addressDead)
    let stale = dead.compactMap { complaint in
      Self.stale(complaint, in: investigation).map { (complaint, $0) }
    }
    return stale.map(\.1.kind).uniqued().compactMap { kind in
      let own = stale.filter { $0.1.kind == kind }
      guard let first = own.first?.1 else { return nil }
      let complaints = own.map(\.0)
      return Suspicion(
        cause: kind.cause, confidence: first.confidence, subject: .endpoints(complaints, detail: kind.zone),
        complaints: complaints, facts: first.facts.merging([.zone: kind.zone]) { $1 },
        evidenceFor: own.flatMap(\.1.evidence))
    }
  }

  private static func stale(_ complaint: Complaint, in investigation: Investigation) -> Stale? {
    guard let endpoint = complaint.endpoint, let name = endpoint.host.name else { return nil }
    let network = investigation.evidence.recording.deployment.network
    let addresses = (complaint.facts[.address] ?? "").listed.compactMap(IPAddress.init)
    guard !addresses.isEmpty else { return nil }
    let answers = investigation.resolution(of: name, family: endpoint.family).answers.filter { !$0.addresses.isEmpty }
    let isPrivate = addresses.allSatisfy { $0.isPrivate(including: network.privateRanges) }
    let kind = Kind(
      cause: isPrivate && endpoint.privateZone != nil ? .privateLinkRecordStale : .dnsRecordStale,
      zone: investigation.zone(of: complaint))

    // One nameserver knows only dead addresses, another one that works.
    let seen = investigation.evidence.evidence(of: complaint.planned.steps)
    let alive = Set(seen.connections.filter(\.value.isConnected).map(\.value.address.address))
    let outdated = answers.filter { Set($0.addresses).isSubset(of: addresses) }
    let current = answers.filter {
      !alive.isDisjoint(with: $0.addresses) && Set($0.addresses).isDisjoint(with: addresses)
    }
    // Microsoft's names have many addresses, of which nameservers know different ones; a rule may know only some.
    let isOwn = isPrivate || !investigation.isMicrosoft(endpoint.role)
    if isOwn, !outdated.isEmpty, let other = current.first {
      let facts: [Symptom.Fact: String] = [
        .nameserver: outdated.map(\.nameserver.nameserverText).joined(separator: ", "),
        .expected: other.addresses.map(\.description).joined(separator: ", "),
        .reason: "\(other.nameserver.nameserverText) has an address that works",
      ]
      return Stale(
        kind: kind, confidence: .supported, facts: facts, evidence: (outdated + current).flatMap(\.observations))
    }

    guard kind.cause == .privateLinkRecordStale, alive.isEmpty else { return nil }
    let told = answers.map(\.nameserver.nameserverText).joined(separator: ", ")
    // Outside every network that could hold a private endpoint.
    let ranges = network.vnetAddressSpace + network.peeredAddressSpaces + network.privateRanges
    if !network.vnetAddressSpace.isEmpty,
      addresses.allSatisfy({ address in !ranges.contains { $0.contains(address) } })
    {
      let facts: [Symptom.Fact: String] = [
        .nameserver: told, .expected: ranges.map(\.description).joined(separator: ", "),
        .reason: "it lies outside the networks that are declared",
      ]
      return Stale(kind: kind, confidence: .supported, facts: facts, evidence: answers.flatMap(\.observations))
    }

    // Other names of the zone lead to addresses that work. A rule for one address would look the same.
    let neighbors = Self.neighbors(of: complaint, in: investigation)
    guard !neighbors.isEmpty, Set(neighbors.map(\.value.address.address)).isDisjoint(with: addresses),
      Self.isNobodyThere(complaint, in: investigation)
    else { return nil }
    let facts: [Symptom.Fact: String] = [
      .nameserver: told, .reason: "other names of the zone lead to addresses that work",
    ]
    return Stale(
      kind: kind, confidence: .suspected, facts: facts,
      evidence: answers.flatMap(\.observations) + neighbors.map(\.id))
  }

  /// Connections that other names of the same private zone led to, at private addresses.
  private static func neighbors(of complaint: Complaint, in investigation: Investigation) -> [Seen<Connection>] {
    let ranges = investigation.evidence.recording.deployment.network.privateRanges
    let others = investigation.evidence.recording.plan.requirements.filter { planned in
      planned.endpoint?.privateZone != nil && planned.endpoint?.privateZone == complaint.endpoint?.privateZone
        && planned.endpoint?.host != complaint.endpoint?.host && planned.endpoint?.host.name != nil
    }
    return investigation.evidence.evidence(of: others.flatMap(\.steps)).connections.filter { seen in
      seen.value.isConnected && !seen.value.isToProxy && seen.value.address.address.isPrivate(including: ranges)
    }
  }

  /// Whether nothing at all came back from the address, at any port.
  private static func isNobodyThere(_ complaint: Complaint, in investigation: Investigation) -> Bool {
    guard complaint.code == .connectionUnanswered || complaint.code == .connectionUnreachable else { return false }
    return !investigation.trials(.otherPort, after: [complaint]).contains(where: \.heardAddress)
  }
}
