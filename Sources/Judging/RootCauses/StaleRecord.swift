import Model

/// An address at which nobody is, with evidence that the record is out of date: another nameserver knows an address that
/// works, or it lies outside every network that the deployment declares. Without such evidence, whatever is silent may
/// just as well be blocked.
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

    // Outside every network that could hold a private endpoint.
    let ranges = network.vnetAddressSpace + network.peeredAddressSpaces + network.privateRanges
    guard kind.cause == .privateLinkRecordStale, !network.vnetAddressSpace.isEmpty, alive.isEmpty,
      addresses.allSatisfy({ address in !ranges.contains { $0.contains(address) } })
    else { return nil }
    let facts: [Symptom.Fact: String] = [
      .nameserver: answers.map(\.nameserver.nameserverText).joined(separator: ", "),
      .expected: ranges.map(\.description).joined(separator: ", "),
      .reason: "it lies outside the networks that are declared",
    ]
    return Stale(
      kind: kind, confidence: .supported, facts: facts, evidence: answers.flatMap(\.observations))
  }
}
