import Foundation
import Model

/// What a run against a registry printed and wrote, and what arrived at the servers.
struct PullReport: Decodable {
  struct Requirement: Decodable {
    struct Reason: Decodable { var code: String }
    var id: String
    var outcome: String
    var reason: Reason?
    var seen: String
  }
  struct Finding: Decodable {
    struct Subject: Decodable { var detail: String? }
    var cause: String
    var severity: String
    var subject: Subject
  }
  /// One request as a server of the tests' own logged it.
  struct Request: Decodable {
    var role: String
    var method: String
    var path: String
    var authorization: String
  }
  private struct Phase: Decodable { var requirements: [Requirement] }
  private struct Recording: Decodable { var observations: [Observation] }
  private enum CodingKeys: CodingKey { case phases, findings, recording }

  var requirement: Requirement
  var findings: [Finding]
  var observations: [Observation]
  var status: Int32 = 0
  /// Everything that was printed or written.
  var texts: [String] = []
  var requests: [Request] = []

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let all = try container.decode([Phase].self, forKey: .phases).flatMap(\.requirements)
    guard let own = all.first(where: { $0.id == "model-deployment/acr-pulls" }) else {
      throw DecodingError.valueNotFound(Requirement.self, .init(codingPath: [], debugDescription: "acr-pulls"))
    }
    requirement = own
    findings = try container.decode([Finding].self, forKey: .findings)
    observations = try container.decode(Recording.self, forKey: .recording).observations
  }

  var exchanges: [Exchange] {
    observations.compactMap { if case .exchange(let exchange) = $0.evidence { exchange } else { nil } }
  }

  func exchange(_ purpose: Exchange.Purpose) -> Exchange? { exchanges.last { $0.purpose == purpose } }

  /// The step at which it ended, and the host that it asked there.
  var end: (purpose: Exchange.Purpose?, host: String?) {
    (exchanges.last?.purpose, exchanges.last?.endpoint.host.description)
  }

  var remarks: String {
    "\(requirement) \(findings.map { "\($0.severity) \($0.cause) \($0.subject.detail ?? "")" })"
  }
}
