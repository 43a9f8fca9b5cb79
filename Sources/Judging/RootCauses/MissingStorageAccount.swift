import Model

/// A storage account none of whose names exists in the public zones, though the nameserver finds others: it was deleted,
/// renamed, or never made.
struct MissingStorageAccount: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let roles: Set<EndpointRole> = [.blobStorage, .tableStorage]
    let hosts = investigation.evidence.recording.plan.requirements.compactMap(\.endpoint)
      .filter { roles.contains($0.role) }.uniqued()
    let missing = investigation.complaints(.nameDoesNotExist).filter { complaint in
      guard let endpoint = complaint.endpoint, roles.contains(endpoint.role) else { return false }
      // An alias shows that the account is there, and a private zone says nothing of it.
      let leads = complaint.facts[.alias].map { endpoint.pointsToPrivateZone($0) } == true
      let isPrivateZone = complaint.facts[.zone].map { endpoint.pointsToPrivateZone($0) } == true
      return !leads && !isPrivateZone
    }
    return missing.grouped(by: Self.account).compactMap { account, complaints in
      let own = hosts.filter { $0.host.name?.labels.first.map(String.init) == account }
      let zones = complaints.compactMap { complaint in
        complaint.facts[.zone].flatMap(DomainName.init).map { zone in
          complaint.endpoint?.host.name?.isWithin(zone) == true && zone.labels.count > 1
        }
      }
      guard own.count >= 2, Set(complaints.map(\.hostAndPort)) == Set(own.map(\.hostAndPort)), zones.contains(true)
      else { return nil }
      return Suspicion(
        cause: .storageAccountMissing, confidence: .supported, subject: .endpoints(complaints), complaints: complaints,
        facts: [.subject: account])
    }
  }

  /// The account is the first label of its hosts (`mystore.blob.core.windows.net`).
  private static func account(of complaint: Complaint) -> String {
    complaint.endpoint?.host.name?.labels.first.map(String.init) ?? complaint.hostAndPort
  }
}
