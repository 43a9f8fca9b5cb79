import Foundation
import Lab
import Model
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(3))) struct `A demo` {
  /// The parts of the JSON that scripts read.
  private struct ReportFile: Decodable {
    struct Summary: Decodable {
      var outcome: String
      var exitStatus: Int
      var firstBrokenPhase: String?
    }
    struct Finding: Decodable {
      var cause: String
    }
    var summary: Summary
    var findings: [Finding]
  }

  @Test(arguments: Scenario.all.map(\.id))
  func `shows its one cause`(id: String) throws {
    let scenario = try #require(Scenario.named(id))
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("report.json")
    let result = try Preflight.run(["demo", id, "-o", "text", "-o", "json=\(file.path)"])

    let report = try JSONDecoder().decode(ReportFile.self, from: Data(contentsOf: file))
    #expect(report.findings.map(\.cause) == (scenario.expectedCause.map { [$0.rawValue] } ?? []))
    #expect(report.summary.firstBrokenPhase == scenario.firstBrokenPhase?.rawValue)
    #expect(result.status == (scenario.firstBrokenPhase == nil ? 0 : 1))
    #expect(report.summary.exitStatus == Int(result.status))
    #expect(result.errors.isEmpty)

    if SchemaValidator.isAvailable {
      #expect(try SchemaValidator.complaints(about: [folder.text(of: "report.json")]) == [""])
    }

    // A stored report is the same bytes every time, and judging it again changes nothing.
    let again = try (1...2).map { _ in try Preflight.run(["report", file.path, "-o", "json"]) }
    #expect(again[0].output == again[1].output)
    #expect(again[0].output == folder.text(of: "report.json"))
    #expect(again[0].status == result.status)
    #expect(try Preflight.run(["report", file.path]).output == result.output)
    let judged = try Preflight.run(["judge", file.path, "-o", "json"])
    #expect(judged.output == folder.text(of: "report.json"))
    #expect(judged.status == result.status)
  }

  @Test func `lists what it can show`() throws {
    let result = try Preflight.run(["demo", "--list"])
    for scenario in Scenario.all { #expect(result.output.contains(scenario.id)) }
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func `writes its report when it is interrupted`(signal: Int32, status: Int32) throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("report.json")
    let running = try Preflight.start(
      ["demo", "dns-server-silent", "--step-timeout", "60s", "-o", "json=\(file.path)", "-o", "text"])
    // The nameserver never answers, so the run cannot end by itself; once it holds signals back, it keeps them for the run.
    running.waitUntilHoldsBack(signal)
    running.send(signal)
    let result = running.wait()
    #expect(result.status == status)
    #expect(result.output.contains("interrupted") || result.output.contains("ended from outside"))
    let report = try JSONDecoder().decode(ReportFile.self, from: Data(contentsOf: file))
    #expect(report.summary.outcome == "incomplete")
    #expect(report.findings.isEmpty)
  }
}
