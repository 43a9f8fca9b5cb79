import Foundation
import Model

/// A cause with the thing at fault, as a report names them. A subject of `nil` stands for any.
struct Named: Hashable, Sendable, CustomStringConvertible {
  var cause: String
  var subject: String?

  init(_ cause: String, _ subject: String?) { (self.cause, self.subject) = (cause, subject) }

  var description: String { subject.map { "\(cause) (\($0))" } ?? cause }
}

/// A report as a script reads it, with the recording for those who decide otherwise.
struct Report: Decodable, Sendable {
  struct Summary: Decodable, Sendable {
    var outcome: String
    var exitStatus: Int32
    var counts: [String: Int]
  }
  struct Phase: Decodable, Sendable {
    var requirements: [Requirement]
  }
  struct Requirement: Decodable, Sendable {
    struct Subject: Decodable, Sendable {
      var host: String?
    }
    var id: String
    var outcome: String
    var subject: Subject
  }
  struct Finding: Decodable, Sendable {
    struct Subject: Decodable, Sendable {
      var kind: String
      var id: String
      var detail: String?
      var members: [String]?
    }
    var cause: String
    var severity: String
    var confidence: String
    var subject: Subject
  }
  var summary: Summary
  var phases: [Phase]
  var findings: [Finding]
  var recording: Recording
}

/// What a run came to.
struct Outcome: Sendable {
  var report: Report
  var status: Int32
  var took: Duration
  /// The addresses of the nameservers given, in order.
  var nameservers: [String]

  var found: [Named] { report.findings.map { Named($0.cause, $0.subject.id) } }

  /// Whether exactly these causes were found, each once. `{0}` in a subject is the first nameserver, and so on.
  func shows(_ expected: [Named]) -> Bool {
    var left = found
    for one in expected.sorted(by: { ($0.subject ?? "~") < ($1.subject ?? "~") }) {
      let subject = one.subject.map { subject in
        nameservers.enumerated().reduce(subject) { $0.replacing("{\($1.offset)}", with: $1.element) }
      }
      guard let index = left.firstIndex(where: { $0.cause == one.cause && (subject == nil || $0.subject == subject) })
      else { return false }
      left.remove(at: index)
    }
    return left.isEmpty
  }

  /// What is shown when an expectation fails.
  var remarks: String {
    let findings = report.findings.map {
      "\($0.severity) \($0.cause) \($0.confidence) \($0.subject.id) \($0.subject.detail ?? "") \($0.subject.members ?? [])"
    }
    let lines = report.phases.flatMap(\.requirements).filter { $0.outcome != "pass" && $0.outcome != "skipped" }
      .map { "\($0.outcome) \($0.id) \($0.subject.host ?? "")" }
    return (findings + lines).joined(separator: "\n")
  }
}
