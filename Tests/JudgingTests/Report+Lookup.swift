import Judging
import Model
import TestSupport

extension Report {
  /// What the judge makes of these visits.
  static func on(
    _ visits: Visit..., asksForNameservers: Bool = true, omissions: [Omission] = [],
    nameservers: [SocketAddress] = [.firstNameserver], deployment: Deployment = .with(),
    interruption: Recording.Interruption? = nil, catalog: Catalog = .with()
  ) -> Report {
    on(
      visits, asksForNameservers: asksForNameservers, omissions: omissions, nameservers: nameservers,
      deployment: deployment, interruption: interruption, catalog: catalog)
  }

  static func on(
    _ visits: [Visit], asksForNameservers: Bool = true, omissions: [Omission] = [],
    nameservers: [SocketAddress] = [.firstNameserver], deployment: Deployment = .with(),
    interruption: Recording.Interruption? = nil, catalog: Catalog = .with()
  ) -> Report {
    let recording = Recording.with(
      visits, asksForNameservers: asksForNameservers, omissions: omissions, deployment: deployment,
      vantage: .with(nameservers: nameservers), interruption: interruption)
    return Judge(catalog: catalog).report(on: recording)
  }

  subscript(id: Requirement.ID) -> Verdict { verdicts.first { $0.requirement == id }! }

  /// The codes of one verdict's symptoms.
  func codes(_ id: Requirement.ID) -> [Symptom.Code] { self[id].symptoms.map(\.code) }

  var causes: [Cause] { findings.map(\.cause) }
}
