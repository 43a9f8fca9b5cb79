import TestSupport
import Testing

/// One thing that is wrong, and what a report must say of it.
struct FaultCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var differences: Differences
  /// `nil`: no finding.
  var cause: String?
  var severity = "failure"
  /// Hosts of which something fails, is blocked or is a warning; all others pass.
  var parts: Set<Part>
  var options: [String] = []

  init(
    _ description: String, _ cause: String?, severity: String = "failure", at parts: Set<Part>, options: [String] = [],
    _ change: (inout Differences) -> Void
  ) {
    testDescription = description
    differences = Differences()
    change(&differences)
    (self.cause, self.severity, self.parts, self.options) = (cause, severity, parts, options)
  }
}

extension FaultCase {
  /// Runs the program against a deployment with the fault.
  func check() async throws {
    let landscape = try await Landscape(differences)
    defer { landscape.stop() }
    let report = try await landscape.run(options)
    #expect(report.causes == (cause.map { [$0] } ?? []), "\(report.remarks)")
    #expect(report.findings.allSatisfy { $0.severity == severity }, "\(report.remarks)")
    let status: Int32 = cause == nil || severity == "warning" ? 0 : 1
    #expect(report.summary.exitStatus == status)
    #expect(
      report.hosts("fail", "warn", "blocked", "inconclusive") == Set(parts.map(\.host)), "\(report.remarks)")
    if let finding = report.findings.first, parts.count == 1, let part = parts.first,
      finding.subject.kind == "endpoint" || finding.subject.kind == "certificate"
    {
      #expect(finding.subject.id == part.role)
    }
  }
}
