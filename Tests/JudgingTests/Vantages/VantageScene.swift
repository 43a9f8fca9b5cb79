import Judging
import Model
import TestSupport

/// Reports of many vantages, built from values.
enum VantageScene {
  typealias Facts = [Vantage.Place.Attribute: String]

  /// The report of one vantage, at which these endpoints are silent and the others answer.
  static func report(
    _ id: String, kind: Vantage.Kind = .node, _ facts: Facts = [:], silent: Set<EndpointRole> = [],
    nameservers: [SocketAddress] = [.firstNameserver], deployment: Deployment = .with(),
    at start: Timestamp = .testStart, omissions: [Omission] = []
  ) -> Report {
    var vantage = Vantage(id: id, kind: kind, nameservers: nameservers)
    vantage.place = Vantage.Place(facts: facts.mapValues { .init($0, from: "the test") })
    let visits = [Endpoint.mcr, .acrData, .blobStorage].map { endpoint -> Visit in
      let lookups = nameservers.flatMap {
        Evidence.lookups(endpoint.host.description, at: $0, addresses: ["20.61.0.1"])
      }
      return silent.contains(endpoint.role)
        ? .of(endpoint, lookups: lookups, connection: .unanswered(after: .fiveSeconds))
        : .of(endpoint, lookups: lookups)
    }
    return Judge(catalog: .with()).report(
      on: .with(visits, omissions: omissions, deployment: deployment, vantage: vantage, startedAt: start))
  }

  static func merged(_ reports: [Report], expecting expected: ExpectedVantages = .declared) -> MergedReport {
    VantageMerge(catalog: .with()).merged(reports, expecting: expected)
  }

  static let mcrAnswers = Requirement.ID(rawValue: "cluster-creation/mcr-answers")
}
