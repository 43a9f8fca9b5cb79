import Model

/// Authorities that only the user's own file has and that sign for several of Microsoft's services, which have certificates
/// of public authorities: whoever has their key opens TLS on the way. To this machine itself there is no way: what listens
/// on it stands in for services, as in a lab.
struct Interceptors {
  /// So many hosts have no authority of the user's in common by chance.
  private static let enough = 2

  var catalog: Catalog
  var evidence: EvidenceIndex

  /// Their certificates' subjects.
  var authorities: Set<String> {
    let own = Set(evidence.recording.vantage.ownAuthorities ?? []).filter { !UnknownIssuer.isPublicAuthority($0) }
    guard !own.isEmpty else { return [] }
    let microsoft = Set(catalog.endpoints.filter(\.isMicrosoft).map(\.role))
    var hosts: [String: Set<Host>] = [:]
    for planned in evidence.recording.plan.requirements {
      guard let endpoint = planned.endpoint, endpoint.trust == .public, microsoft.contains(endpoint.role) else {
        continue
      }
      for seen in evidence.evidence(of: planned.steps).handshakes
      where seen.value.chainErrors.isEmpty && !seen.value.address.address.isLoopback {
        if let authority = seen.value.authority(among: own) { hosts[authority, default: []].insert(endpoint.host) }
      }
    }
    return Set(hosts.filter { $0.value.count >= Self.enough }.keys)
  }
}

extension Handshake {
  /// Which of the authorities the chain leads to.
  func authority(among authorities: Set<String>) -> String? {
    guard isCompleted else { return nil }
    return chain.lazy.flatMap { [$0.issuer, $0.subject] }.first(where: authorities.contains)
  }
}
