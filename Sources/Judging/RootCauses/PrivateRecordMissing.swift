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

  /// Whether the name that is missing, the alias that leads to it or the zone that denies it is private.
  private static func isInPrivateZone(_ complaint: Complaint) -> Bool {
    guard let endpoint = complaint.endpoint else { return false }
    let names = [complaint.facts[.alias], complaint.facts[.zone], endpoint.host.name?.text]
    return names.contains { $0.map { endpoint.pointsToPrivateZone($0) } == true }
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
