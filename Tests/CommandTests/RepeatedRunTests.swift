import Foundation
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(3))) struct `A run that repeats` {
  private static let options = [
    "--every", "30s", "--dns-server", "127.0.0.1:1", "--only", "mcr", "--step-timeout", "500ms", "--proxy", "none",
  ]

  private struct Report: Decodable {
    struct Deployment: Decodable { var name: String }
    var deployment: Deployment
    var startedAt: String
  }

  private func report(_ line: Substring) throws -> Report {
    try JSONDecoder().decode(Report.self, from: Data(line.utf8))
  }

  @Test(arguments: [(SIGTERM, 143), (SIGINT, 130)] as [(Int32, Int32)])
  func `writes a line a report, and ends when it is asked to`(signal: Int32, status: Int32) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("name: a\n", to: "a.yaml").path
    let copy = folder.url.appendingPathComponent("report.json").path
    let process = try Preflight.start(["run", file, "-o", "json", "-o", "short=\(copy)"] + Self.options)
    process.waitUntilPrinted(lines: 1)
    process.send(signal)
    let result = process.wait()
    #expect(result.status == status)
    #expect(result.errors.isEmpty, "\(result.errors)")
    let lines = result.output.split(separator: "\n")
    try #require(lines.count == 1)
    #expect(try report(lines[0]).deployment.name == "a")
    #expect(!folder.text(of: "report.json").isEmpty)
  }

  /// What a process started.
  private func child(of process: Preflight.Running) throws -> Int32 {
    let number = process.processIdentifier
    let text = try String(contentsOfFile: "/proc/\(number)/task/\(number)/children", encoding: .utf8)
    return try #require(text.split(separator: " ").first.flatMap { Int32($0) })
  }

  /// A hundred times faster than the world: the clock of the program is another one.
  @Test(.enabled(if: Program.faketime.shouldBeUsed, "\(Program.faketime.remark)"))
  func `reads everything anew each time, and says what it cannot read`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("name: first\n", to: "a.yaml").path
    let process = try Preflight.start(
      ["run", file, "-o", "json"] + Self.options, through: ["faketime", "-f", "+0 x100"])
    process.waitUntilPrinted(lines: 1)
    try folder.write("name: [\n", to: "a.yaml")
    let mistake = ContinuousClock.now + .seconds(30)
    while process.errors.isEmpty, ContinuousClock.now < mistake { sched_yield() }
    try folder.write("name: second\n", to: "a.yaml")
    process.waitUntilPrinted(lines: process.output.split(separator: "\n").count + 1)
    // The clock's own process only waits for the program, and passes on how that ended.
    kill(try child(of: process), SIGTERM)
    let result = process.wait()
    #expect(result.status == 143)
    #expect(result.errors.contains("a.yaml:"), "\(result.errors)")
    let reports = try result.output.split(separator: "\n").map(report)
    #expect(reports.first?.deployment.name == "first")
    #expect(reports.last?.deployment.name == "second")
    #expect(Set(reports.map(\.startedAt)).count == reports.count)
  }

  @Test(arguments: [
    (["a.yaml", "--every", "5s"], "30s at least"), (["a.yaml", "--every", "often"], "is no duration"),
    (["a.yaml", "--every", "2d"], "at most a day"), (["-", "--every", "1m"], "standard input"),
    (["a.yaml", "--every", "1m", "-o", "html"], "takes one report"),
    (["a.yaml", "--every", "1m", "-o", "nagios"], "takes one report"),
    (["/absent.yaml", "--every", "1m"], "/absent.yaml"),
  ])
  func `refuses what cannot be repeated`(arguments: [String], words: String) throws {
    let result = try Preflight.run(["run"] + arguments, input: "name: a\n")
    #expect(result.status == (arguments.contains("nagios") ? 3 : 2))
    #expect((result.errors + result.output).contains(words), "\(result.errors)")
  }
}
