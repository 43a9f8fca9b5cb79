import Foundation
import TestSupport

/// A report as a script reads it, by the names of its JSON and no type of the program.
struct RunReport: Decodable {
  struct Summary: Decodable {
    var outcome: String
    var exitStatus: Int32
    var firstBrokenPhase: String?
  }
  struct Phase: Decodable {
    var id: String
    var requirements: [Requirement]
  }
  struct Requirement: Decodable {
    struct Subject: Decodable {
      var role: String
      var variant: String?
      var host: String?
      var port: Int?
    }
    var id: String
    var need: String
    var outcome: String
    var subject: Subject
    var blockedBy: [String]
  }
  struct Finding: Decodable {
    struct Subject: Decodable {
      var kind: String
      var id: String
      var detail: String?
      var members: [String]?
    }
    var cause: String
    var severity: String
    var subject: Subject
  }
  var summary: Summary
  var phases: [Phase]
  var findings: [Finding]

  var requirements: [Requirement] { phases.flatMap(\.requirements) }

  var causes: [String] { findings.map(\.cause) }

  /// Hosts of the requirements with one of the outcomes, each once.
  func hosts(_ outcomes: String...) -> Set<String> {
    Set(requirements.filter { outcomes.contains($0.outcome) }.compactMap(\.subject.host))
  }

  /// What is shown when an expectation fails: everything that is not a pass, and the causes.
  var remarks: String {
    (requirements.filter { $0.outcome != "pass" }.map { "\($0.outcome) \($0.id) \($0.subject.host ?? "")" }
      + findings.map { "\($0.severity) \($0.cause) \($0.subject)" }).joined(separator: "\n")
  }
}
