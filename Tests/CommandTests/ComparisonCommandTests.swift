import Foundation
import Lab
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct `Stored reports` {
  /// What must not change when names do.
  private struct Judged: Decodable, Equatable {
    struct Phase: Decodable, Equatable { var requirements: [Requirement] }
    struct Requirement: Decodable, Equatable {
      var id: String
      var outcome: String
      var symptoms: [Symptom]
      var blockedBy: [String]
      var observations: [String]
    }
    struct Symptom: Decodable, Equatable { var code: String }
    struct Finding: Decodable, Equatable {
      var cause: String
      var confidence: String
      var severity: String
      var explains: [String]
      var blocks: [String]
      var evidenceFor: [String]
    }
    var phases: [Phase]
    var findings: [Finding]

    init(file: URL) throws {
      self = try JSONDecoder().decode(Judged.self, from: Data(contentsOf: file))
    }
  }

  /// What the demo's deployment names.
  private static let names = [
    "demoacr", "demostore", "demo-workspace", "demo-d1a2b3c4", "\"demo\"", "demo.yaml", "demo cluster", "10.240.",
    "2f0c7d1e-5b3a-4c8e-9d46-8a1f0b6c3e27",
  ]

  @Test(arguments: Scenario.all.map(\.id)) func `are judged alike without their names`(id: String) throws {
    let folder = try TemporaryFolder()
    func path(_ name: String) -> URL { folder.url.appendingPathComponent(name) }
    let demo = try Preflight.run(["demo", id, "-o", "json=\(path("report.json").path)"])
    let shown = try Preflight.run(
      ["report", path("report.json").path, "--redact", "names", "-o", "json=\(path("redacted.json").path)"])
    #expect(shown.status == demo.status)
    let judged = try Preflight.run(["judge", path("redacted.json").path, "-o", "json=\(path("judged.json").path)"])
    #expect(judged.status == demo.status)

    let original = try Judged(file: path("report.json"))
    #expect(try Judged(file: path("redacted.json")) == original)
    for file in ["redacted.json", "judged.json"] {
      let text = folder.text(of: file)
      #expect(text.contains("\"redaction\" : \"names\""), "\(file)")
      #expect(text.contains("(--redact names)"), "\(file)")
    }
    #expect(try Judged(file: path("judged.json")) == original)
    for file in ["redacted.json", "judged.json"] {
      let text = folder.text(of: file).lowercased()
      for name in Self.names { #expect(!text.contains(name), "\(file) has \(name)") }
    }
  }

  @Test func `are compared, and say by their exit status what is new`() throws {
    let folder = try TemporaryFolder()
    func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }
    _ = try Preflight.run(["demo", "healthy", "-o", "json=\(path("healthy.json"))"])
    _ = try Preflight.run(["demo", "mcr-blocked", "-o", "json=\(path("blocked.json"))"])

    let same = try Preflight.run(["diff", path("blocked.json"), path("blocked.json")])
    #expect(same.status == 0)
    #expect(same.output.contains("Nothing changed"))
    let worse = try Preflight.run(["diff", path("healthy.json"), path("blocked.json"), "-o", "markdown"])
    #expect(worse.status == 1)
    #expect(worse.output.contains("Newly failing"))
    let page = ["diff", path("healthy.json"), path("blocked.json"), "-o", "html=\(path("diff.html"))", "-o", "json"]
    #expect(try Preflight.run(page).status == 1)
    #expect(
      folder.text(of: "diff.html").contains("<h1 id=\"answer-title\">1 required check fails that did not before</h1>"))
    let new = ["diff", path("healthy.json"), path("blocked.json"), "--fail-on", "new"]
    #expect(try Preflight.run(new).status == 5)
    #expect(try Preflight.run(["diff", path("blocked.json"), path("healthy.json")]).status == 0)
    let hidden = try Preflight.run(
      ["diff", path("healthy.json"), path("blocked.json"), "-o", "json", "--redact", "names"])
    #expect(!hidden.output.contains("demoacr"))
    #expect(hidden.output.contains("mcr.microsoft.com"))

    let judge = ["judge", path("blocked.json"), "--fail-on", "new", "--baseline"]
    let since = try Preflight.run(judge + [path("healthy.json")])
    #expect(since.status == 5)
    #expect(since.output.contains("that did not on"))
    #expect(try Preflight.run(judge + [path("blocked.json")]).status == 0)
    let demo = ["demo", "mcr-blocked", "--fail-on", "new", "--baseline"]
    #expect(try Preflight.run(demo + [path("healthy.json")]).status == 5)
    #expect(try Preflight.run(demo + [path("blocked.json")]).status == 0)
  }

  @Test func `tell monitoring and pipelines what is known`() throws {
    let folder = try TemporaryFolder()
    func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }
    _ = try Preflight.run(["demo", "mcr-blocked", "-o", "json=\(path("blocked.json"))"])
    let judge = ["judge", path("blocked.json"), "--baseline", path("blocked.json"), "-o"]
    let plugin = try Preflight.run(judge + ["nagios", "--fail-on", "new"])
    #expect(plugin.status == 1 && plugin.output.hasPrefix("AML-PREFLIGHT WARNING - "))
    #expect(try Preflight.run(judge + ["nagios"]).status == 2)
    let workflow = try Preflight.run(judge + ["github", "--fail-on", "new"])
    #expect(workflow.status == 0 && !workflow.output.contains("::error"))

    // A stored report still says what it was compared with.
    #expect(try Preflight.run(judge + ["json=\(path("since.json"))", "--fail-on", "new"]).status == 0)
    let again = try Preflight.run(["report", path("since.json"), "-o", "nagios"])
    #expect(again.status == 1 && again.output == plugin.output)
    #expect(
      try Preflight.run(["report", path("since.json"), "-o", "junit"]).output.contains("known since the baseline of"))
  }

  @Test func `of another deployment are no baseline`() throws {
    let folder = try TemporaryFolder()
    func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }
    for name in ["one", "two"] {
      try folder.write("name: \(name)\nworkspace: {region: westeurope}\n", to: "\(name).yaml")
      #expect(
        try Preflight.run(["validate", path("\(name).yaml"), "-o", "json=\(path("\(name).json"))"]).status == 3)
    }
    for arguments in [["judge", path("one.json")], ["validate", path("one.yaml")], ["run", path("one.yaml")]] {
      let result = try Preflight.run(arguments + ["--baseline", path("two.json")])
      #expect(result.status == 2 && result.output.isEmpty)
      #expect(
        result.errors.contains(
          "The baseline \(path("two.json")) is of the deployment \"two\", and this report is of \"one\"."))
    }
    #expect(try Preflight.run(["judge", path("one.json"), "--baseline", path("one.json")]).status == 3)
  }

  @Test func `that cannot be compared are refused`() throws {
    let folder = try TemporaryFolder()
    func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }
    _ = try Preflight.run(["demo", "-o", "json=\(path("a.json"))"])
    _ = try Preflight.run(["report", path("a.json"), "--redact", "names", "-o", "json=\(path("b.json"))"])
    let refused = [
      ["diff", path("a.json"), path("b.json")], ["diff", path("b.json"), path("b.json")],
      ["judge", path("a.json"), "--baseline", path("b.json")], ["judge", path("b.json"), "--baseline", path("a.json")],
      ["judge", path("a.json"), "--fail-on", "new"], ["diff", path("a.json"), path("missing.json")],
      ["diff", path("a.json")], ["report", path("a.json"), "--redact", "all"],
    ]
    for arguments in refused {
      let result = try Preflight.run(arguments)
      #expect(result.status == 2)
      #expect(!result.errors.isEmpty)
      #expect(result.output.isEmpty)
    }
  }
}
