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

/// Numbers that look random and are the same every time (splitmix64, public domain).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
