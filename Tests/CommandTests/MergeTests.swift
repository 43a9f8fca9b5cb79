import Foundation
import TestSupport
import Testing

/// Merging, as a user does it. Reports come from recordings whose ports are all the same, so that they are of one
/// deployment.
@Suite(.serialized, .timeLimit(.minutes(5))) struct `Merging reports` {
  private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("reports/samples")

  private struct Merged: Decodable {
    struct Vantage: Decodable {
      var id: String
      var missing: Int?
    }
    struct Phase: Decodable { var requirements: [Requirement] }
    struct Requirement: Decodable {
      var id: String
      var outcome: String
      var vantage: String
    }
    struct Finding: Decodable {
      var cause: String
      var vantages: [String]?
    }
    struct Summary: Decodable {
      var outcome: String
      var exitStatus: Int32
    }
    var vantages: [Vantage]
    var phases: [Phase]
    var findings: [Finding]
    var summary: Summary
    var notes: [String]
  }

  /// A folder with reports of runs, each from the vantage that its file is named by.
  private struct Reports {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

    /// Writes the report of a sample as that of a vantage.
    @discardableResult
    func add(
      _ sample: String, _ id: String, pool: String? = nil, startedAt: String? = nil, file: String? = nil,
      change: (inout String) -> Void = { _ in }
    ) throws -> String {
      let url = samples.appendingPathComponent(sample).appendingPathComponent("report.json")
      var text = try String(contentsOf: url, encoding: .utf8)
      // Each lab has a port of its own.
      let port = try #require(text.firstMatch(of: /"port" : ([3-6][0-9]{4})/)).output.1
      text = text.replacing(port, with: "40000")
      let recording = try #require(text.ranges(of: "\"recording\" : {").last)
      var tail = String(text[recording.lowerBound...])
      let facts = pool.map { #""place": {"nodePool": {"value": "\#($0)", "from": "test"}}, "# } ?? ""
      tail = tail.replacing(#""id" : "pod","#, with: #"\#(facts)"id" : "\#(id)","#)
      if let startedAt {
        tail = tail.replacing(#/"startedAt" : "[^"]*"/#, with: #""startedAt" : "\#(startedAt)""#)
      }
      text = text[..<recording.lowerBound] + tail
      change(&text)
      try folder.write(text, to: file ?? "\(id).json")
      return path(file ?? "\(id).json")
    }

    func merged(_ name: String) throws -> Merged {
      try JSONDecoder().decode(Merged.self, from: Data(contentsOf: URL(fileURLWithPath: path(name))))
    }
  }

  @Test func `gives the same bytes in any order, also in steps`() throws {
    let reports = try Reports()
    let files = [
      try reports.add("healthy", "one", pool: "cpu"), try reports.add("private-zone-not-linked", "two", pool: "gpu"),
      try reports.add("healthy", "three", pool: "cpu"),
    ]
    func merge(_ files: [String], to name: String) throws -> String {
      let result = try Preflight.run(["merge"] + files + ["--expect", "none", "-o", "json=\(reports.path(name))"])
      #expect(result.errors.isEmpty)
      return reports.folder.text(of: name)
    }
    let all = try merge(files, to: "all.json")
    #expect(!all.isEmpty)
    let isSame = try merge(files.reversed(), to: "reversed.json") == all
    #expect(isSame)
    _ = try merge(Array(files[1...]), to: "part.json")
    let isSameInSteps = try merge([reports.path("part.json"), files[0]], to: "steps.json") == all
    #expect(isSameInSteps)
    if SchemaValidator.isAvailable { #expect(try SchemaValidator.complaints(about: [all]) == [""]) }

    let merged = try reports.merged("all.json")
    #expect(merged.vantages.map(\.id) == ["one", "three", "two"])
    #expect(merged.summary.exitStatus == 1)
    #expect(merged.findings.map(\.vantages) == [["two"]])
    #expect(Set(merged.phases.flatMap(\.requirements).map(\.vantage)) == ["one", "two", "three"])
  }

  @Test func `makes a document that judge, report and diff take`() throws {
    let reports = try Reports()
    let files = [try reports.add("healthy", "one"), try reports.add("private-zone-not-linked", "two")]
    let merged = try Preflight.run(["merge"] + files + ["-o", "json=\(reports.path("m.json"))", "-o", "text"])
    let judged = try Preflight.run(["judge", reports.path("m.json"), "-o", "json=\(reports.path("j.json"))"])
    #expect(judged.status == merged.status)
    let isSame = reports.folder.text(of: "m.json") == reports.folder.text(of: "j.json")
    #expect(isSame)
    let shown = try Preflight.run(["report", reports.path("m.json"), "-o", "text"])
    #expect(shown.status == merged.status)
    #expect(shown.output == merged.output)
    #expect(shown.output.contains("at 1 of 2 vantages: two"))

    let other = [try reports.add("healthy", "one", file: "1.json"), try reports.add("healthy", "two", file: "2.json")]
    _ = try Preflight.run(["merge"] + other + ["-o", "json=\(reports.path("old.json"))"])
    let diff = try Preflight.run(["diff", reports.path("old.json"), reports.path("m.json"), "-o", "text"])
    #expect(diff.status == 1)
    #expect(diff.output.contains("at two"))
    #expect(try Preflight.run(["diff", reports.path("old.json"), reports.path("old.json")]).status == 0)
    let apart = try Preflight.run(["diff", files[0], reports.path("m.json")])
    #expect(apart.status == 0 || apart.status == 1)
    try reports.add("healthy", "elsewhere")
    let refused = try Preflight.run(["diff", reports.path("elsewhere.json"), reports.path("m.json")])
    #expect(refused.status == 2)
    #expect(refused.errors.contains("no vantage in common"))
  }

  @Test func `judges alike without names`() throws {
    let reports = try Reports()
    let files = [
      try reports.add("healthy", "secret-node-1", pool: "secretpool"),
      try reports.add("several-causes", "secret-node-2", pool: "otherpool"),
    ]
    let file = reports.path("m.json")
    let result = try Preflight.run(
      ["merge"] + files + ["--redact", "names", "-o", "json=\(file)", "-o", "html=\(reports.path("m.html"))"])
    #expect(result.status == 1)
    for name in ["m.json", "m.html"] {
      let text = reports.folder.text(of: name)
      for secret in ["secret-node", "secretpool", "otherpool", "demoacr"] { #expect(!text.contains(secret), "\(name)") }
    }
    let judged = try Preflight.run(["judge", file, "-o", "json=\(reports.path("j.json"))"])
    #expect(judged.status == 1)
    let (first, second) = (try reports.merged("m.json"), try reports.merged("j.json"))
    #expect(first.findings.map(\.cause) == second.findings.map(\.cause))
    #expect(
      first.phases.flatMap(\.requirements).map(\.outcome).sorted()
        == second.phases.flatMap(\.requirements).map(\.outcome).sorted())
    let again = try Preflight.run(["merge", file, files[0]])
    #expect(again.status == 2)
    #expect(again.errors.contains("--redact names"))
  }

  @Test func `never passes what gave no report`() throws {
    let reports = try Reports()
    let file = try reports.add("healthy", "one")
    let complete = try Preflight.run(["merge", file, "--expect", "node/one"])
    #expect(complete.status == 0)
    let result = try Preflight.run(
      ["merge", file, "--expect", "node/one\nnode/two", "-o", "json=\(reports.path("m.json"))", "-o", "text"])
    #expect(result.status == 3)
    #expect(result.output.contains("No report came from two"))
    let merged = try reports.merged("m.json")
    #expect(merged.vantages.last?.missing == 1)
    let open = merged.phases.flatMap(\.requirements).filter { $0.vantage == "two" }
    #expect(!open.isEmpty)
    #expect(open.allSatisfy { $0.outcome == "inconclusive" })
    #expect(try Preflight.run(["judge", reports.path("m.json")]).status == 3)
    let byVariable = try Preflight.run(["merge", file], environment: ["AML_PREFLIGHT_EXPECT": "one,two"])
    #expect(byVariable.status == 3)
  }

  @Test func `takes the newest of two reports of one vantage, and says so`() throws {
    let reports = try Reports()
    let old = try reports.add("private-zone-not-linked", "one", startedAt: "2026-11-20T09:00:00Z", file: "old.json")
    let new = try reports.add("healthy", "one", file: "new.json")
    let result = try Preflight.run(["merge", new, old, new, "-o", "json=\(reports.path("m.json"))"])
    #expect(result.status == 0)
    let merged = try reports.merged("m.json")
    #expect(merged.vantages.map(\.id) == ["one"])
    #expect(merged.notes.contains { $0.contains("the newest") && $0.contains("old.json") })
  }

  @Test func `refuses what does not belong together`() throws {
    let reports = try Reports()
    let one = try reports.add("healthy", "one")
    let renamed = try reports.add("healthy", "two") {
      $0 = $0.replacing("\"name\" : \"demo\"", with: "\"name\" : \"prod\"")
    }
    let edited = try reports.add("healthy", "three") { $0 = $0.replacing("10.240.0.0/16", with: "10.200.0.0/16") }
    let unnamed = try reports.add("healthy", "pod", file: "a.json")
    let alsoUnnamed = try reports.add("several-causes", "pod", file: "b.json")
    let atOnce = try reports.add("several-causes", "one", startedAt: "2026-11-21T09:00:00Z", file: "c.json")
    let atOnceToo = try reports.add("healthy", "one", startedAt: "2026-11-21T09:00:00Z", file: "d.json")
    let broken = try reports.folder.write("{", to: "broken.json").path
    let cases: [([String], String)] = [
      ([one, renamed], "different deployments, demo and prod"), ([one, edited], "10.240.0.0/16"),
      ([unnamed, alsoUnnamed], "Name them: merge"), ([atOnce, atOnceToo], "the same second"),
      ([one, broken], "broken.json"), ([one, reports.path("none.json")], "does not exist"), ([], "report.json"),
    ]
    for (files, words) in cases {
      let result = try Preflight.run(["merge"] + files)
      #expect(result.status == 2, "\(files)")
      #expect(result.errors.contains(words), "\(result.errors)")
      #expect(result.output.isEmpty)
    }
    let named = try Preflight.run(["merge", "first=\(unnamed)", "second=\(alsoUnnamed)", "-o", "short"])
    #expect(named.status == 1)
    #expect(named.output.contains("at 1 of 2 vantages: second"))
  }
}
