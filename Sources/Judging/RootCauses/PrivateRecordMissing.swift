import Model

/// A private zone that answers but lacks the name: the private endpoint's record was not made, or the zone belongs to
/// somebody else's resource. A registry needs one for its data host besides its own.
struct PrivateRecordMissing: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(.nameDoesNotExist, .nameHasNoAddress).filter(Self.isInPrivateZone)
    return complaints.grouped { Self.zone(of: $0, in: investigation) }.map { zone, complaints in
      let isData = complaints.allSatisfy { $0.endpoint?.role == .acrData } && Self.registryResolves(investigation)
      let deniedByZone = complaints.contains { complaint in
        complaint.facts[.zone].map { complaint.endpoint?.pointsToPrivateZone($0) == true } == true
      }
      return Suspicion(
        cause: isData ? .privateLinkDataRecordMissing : .privateLinkRecordMissing,
        confidence: deniedByZone ? .proved : .supported, subject: .endpoints(complaints, detail: zone),
        complaints: complaints, facts: [.zone: zone])
    }
  }

  /// Whether an alias leads into a private zone, or a private zone denies the name. A private name that a public zone
  /// denies is not this: there the private zone is not seen at all.
  private static func isInPrivateZone(_ complaint: Complaint) -> Bool {
    guard let endpoint = complaint.endpoint else { return false }
    func isPrivate(_ name: String?) -> Bool { name.map { endpoint.pointsToPrivateZone($0) } == true }
    if isPrivate(complaint.facts[.alias]) || isPrivate(complaint.facts[.zone]) { return true }
    return complaint.facts[.zone] == nil && isPrivate(endpoint.host.name?.text)
  }

  private static func zone(of complaint: Complaint, in investigation: Investigation) -> String {
    let endpoint = complaint.endpoint
    if let zone = complaint.facts[.zone], endpoint?.pointsToPrivateZone(zone) == true { return zone }
    if let zone = endpoint?.privateZone?.text { return zone }
    return investigation.zone(of: complaint)
  }

  private static func registryResolves(_ investigation: Investigation) -> Bool {
    let registries = investigation.evidence.recording.plan.requirements.compactMap(\.endpoint).filter {
      $0.role == .acr
    }
    let names = registries.compactMap(\.host.name).uniqued()
    return !names.isEmpty && names.allSatisfy { !investigation.resolution(of: $0).addresses.isEmpty }
  }
}
