import Model

/// Fills in the values that the catalog's texts name: of the endpoint, of the symptoms, of the deployment.
struct FindingFacts {
  var catalog: Catalog
  var evidence: EvidenceIndex

  /// Facts whose values are told together if the complaints differ in them.
  private static let joined: Set<Symptom.Fact> = [.address, .addresses, .nameserver, .nameservers, .alias]

  func facts(of suspicion: Suspicion) -> [Symptom.Fact: String] {
    let deployment = evidence.recording.deployment
    var facts: [Symptom.Fact: String] = [.deployment: deployment.name]
    facts = facts.with(.region, deployment.workspace.region ?? deployment.cluster.region)
    if let endpoint = suspicion.complaints.first?.endpoint { facts.merge(self.facts(of: endpoint)) { $1 } }
    // Several endpoints: one of them stands for all in the sentence, the members name them.
    let symptoms = suspicion.complaints.filter { $0.host == suspicion.complaints.first?.host }.map(\.sign.symptom)
    facts.merge(symptoms.mergedFacts(joining: Self.joined)) { $1 }
    facts = facts.with(.addresses, facts[.addresses] ?? facts[.address])
    facts = facts.with(.nameservers, facts[.nameservers] ?? facts[.nameserver])
    facts = facts.with(.nameserver, facts[.nameserver] ?? facts[.nameservers])
    if !suspicion.subject.members.isEmpty {
      facts[.members] = suspicion.subject.members.joined(separator: ", ")
    }
    return facts.merging(suspicion.facts) { $1 }
  }

  private func facts(of endpoint: Endpoint) -> [Symptom.Fact: String] {
    let template = catalog.endpoints.first { $0.role == endpoint.role }
    return [
      .host: endpoint.host.description, .port: String(endpoint.port), .endpoint: endpoint.hostAndPort,
      .role: endpoint.role.rawValue,
      .title: template?.title ?? endpoint.variant ?? endpoint.role.rawValue,
    ].with(.zone, endpoint.privateZone?.text).with(.publicZone, endpoint.publicZone).with(
      .serviceTag, template?.serviceTag.flatMap(filled)
    )
    .with(.addresses, endpoint.host.name == nil ? endpoint.host.description : nil)
  }

  /// A service tag with its placeholders filled in; without its last part where a value is unknown, since a tag without
  /// a region names the service everywhere (`Storage.westeurope`, `Storage`).
  private func filled(_ tag: String) -> String? {
    let deployment = evidence.recording.deployment
    let region = deployment.workspace.region ?? deployment.cluster.region
    let clusterRegion = deployment.cluster.region ?? deployment.workspace.region
    let parts = tag.split(separator: ".").compactMap { part -> String? in
      switch part {
      case "{\(HostPlaceholder.region.rawValue)}": region
      case "{\(HostPlaceholder.clusterRegion.rawValue)}": clusterRegion
      default: part.contains("{") ? nil : String(part)
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: ".")
  }
}

extension Endpoint {
  /// The zone above the private one (`azurecr.io` for `privatelink.azurecr.io`), else the domain above the host.
  fileprivate var publicZone: String? {
    let above = privateZone ?? host.name
    guard let labels = above?.labels, labels.count > 2 else { return above?.text }
    return labels.dropFirst().joined(separator: ".")
  }
}
