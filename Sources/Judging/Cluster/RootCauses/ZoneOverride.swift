import Model

/// The cluster's own DNS answers a needed zone, or sends it elsewhere. Seen from a pod that asks this DNS, what is wrong
/// with names of the zone follows from it.
struct ZoneOverride: RootCauseRule {
  /// What a changed zone shows itself as.
  private static let symptoms: Set<Symptom.Code> = [
    .nameDoesNotExist, .nameHasNoAddress, .nameserverFails, .nameserverRefuses, .nameserverSilent, .sinkholeAddress,
    .addressIsPublic, .addressIsPrivate,
  ]

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let overrides = investigation.complaints(.zoneOverridden, .forwarderDiffers)
    guard !overrides.isEmpty, investigation.asksClusterDNS else { return [] }
    return overrides.compactMap { override in
      guard let zone = override.facts[.zone], let subject = override.sign.subject else { return nil }
      let names = Set(subject.members.isEmpty ? override.facts[.names].map { [$0] } ?? [] : subject.members)
      let followers = investigation.open.filter { complaint in
        guard Self.symptoms.contains(complaint.code), let name = complaint.endpoint?.host.name else { return false }
        return names.contains(name.text) || (zone != "." && DomainName(zone).map(name.isWithin) == true)
      }
      // Without anything that fails it remains for the last rules.
      guard !followers.isEmpty else { return nil }
      return Suspicion(
        cause: .dnsZoneOverride, confidence: .supported, subject: subject, complaints: [override] + followers)
    }
  }
}

extension Investigation {
  /// Whether the names were asked of the cluster's own DNS: from a pod, at the address of its Service, or with a search
  /// list that only pods have.
  fileprivate var asksClusterDNS: Bool {
    let vantage = evidence.recording.vantage
    guard vantage.kind == .pod else { return false }
    let services = ClusterState(evidence).services(.dnsService).objects.flatMap(\.clusterIPs)
    if vantage.nameservers.contains(where: { services.contains($0.address) }) { return true }
    // The node's own cache asks it in turn.
    if vantage.nameservers.contains(where: { NodeResolver($0.address)?.asksClusterDNS == true }) { return true }
    return vantage.search?.domains.contains { $0.text.hasPrefix("svc.") || $0.text.contains(".svc.") } ?? false
  }
}
