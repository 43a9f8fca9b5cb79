import Foundation
import Lab
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(10))) struct `A secret in an input` {
  /// The traces of planted secrets in what a command said and wrote.
  private func leaks(_ output: String, _ errors: String, in folder: TemporaryFolder) throws -> [String] {
    var texts = ["standard output": output, "standard error": errors]
    let files = FileManager.default.enumerator(at: folder.url, includingPropertiesForKeys: nil)
    for case let file as URL in files ?? .init() where !file.hasDirectoryPath {
      texts[file.lastPathComponent] = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
    return texts.flatMap { place, text in
      text.split(separator: "\n").filter { line in Canary.traces.contains { line.contains($0) } }.map {
        "\(place): \($0.prefix(300))"
      }
    }.sorted()
  }

  @Test(arguments: Canary.all) func `is in nothing that is said or written`(canary: Canary) throws {
    let lab = try Lab(scenario: try #require(.named("healthy")))
    defer { lab.stop() }
    let (inputs, outputs) = (try TemporaryFolder(), try TemporaryFolder())
    for (name, text) in canary.files { try inputs.write(text, to: name) }
    var text = lab.deploymentFile
    switch canary.deployment {
    case .none: break
    case .added(let more): text += more + "\n"
    case .replaced(let line, let other):
      #expect(text.contains(line))
      text = text.replacing(line, with: other, maxReplacements: 1)
    }
    let deployment = try inputs.write(text, to: "deployment.yaml").path
    func placed(_ words: [String]) -> [String] { words.map { $0.replacing("FOLDER", with: inputs.url.path) } }
    let arguments = placed(canary.arguments)
    func taken(_ options: [String]) -> [String] {
      arguments.isEmpty || options.contains(arguments[0]) ? arguments : []
    }
    let report = outputs.url.appendingPathComponent("report.json").path
    let formats = [
      "text", "html", "short", "junit", "sarif", "markdown", "csv", "prometheus", "tap", "nagios", "github",
    ]

    var commands: [[String]] = [
      [
        "run", deployment, "--vantage", "pod", "--dns-server", "\(lab.nameserver)", "-v", "--timeout", "20s", "-o",
        "json=\(report)", "--out-dir", outputs.url.appendingPathComponent("all").path,
      ] + (arguments.first == "--ca-file" ? [] : ["--ca-file", lab.caFile])
        + formats.flatMap { ["-o", "\($0)=\(outputs.url.path)/report.\($0)"] } + arguments,
      ["validate", deployment] + taken(["--aks-versions", "--service-tags"]),
      ["validate", deployment, "-o", "nagios"] + taken(["--aks-versions", "--service-tags"]),
    ]
    // A file with a mistake in it is refused by all formats alike.
    let isWhole = try Preflight.run(["validate", deployment, "-q"], environment: canary.environment).status != 2
    commands += (isWhole ? ["table", "json", "csv", "markdown"] : ["table"]).map {
      ["plan", deployment, "--format", $0]
    }
    commands += (isWhole ? ["json", "azure-firewall", "nsg", "squid", "hosts"] : ["squid"]).map {
      ["plan", deployment, "--allow-list", "--format", $0]
    }
    let documents = placed(canary.documents)
    commands.append(["discover"] + (documents.isEmpty ? [deployment] : documents) + taken(["--kubeconfig"]))
    commands += documents.flatMap {
      [["discover", $0], ["judge", $0], ["report", $0], ["diff", $0, $0], ["validate", $0], ["plan", $0]]
    }
    if arguments.first == "--kubeconfig" {
      commands.append(
        ["merge", "--from-cluster", "--timeout", "5s", "--dns-server", "\(lab.nameserver)", "-o", "text"] + arguments)
    }
    for command in commands {
      let result = try Preflight.run(command, environment: canary.environment)
      #expect(try leaks(result.output, result.errors, in: outputs) == [], "\(command[0])")
    }
    guard FileManager.default.fileExists(atPath: report) else { return }
    for command in [
      ["judge", report, "-v"], ["report", report, "-v"], ["report", report, "-o", "html"],
      ["report", report, "-o", "json", "--redact", "secrets"], ["diff", report, report], ["merge", report, report],
      ["plan", deployment, "--allow-list", "--with", report],
    ] {
      let result = try Preflight.run(command, environment: canary.environment)
      #expect(try leaks(result.output, result.errors, in: outputs) == [], "\(command[0])")
    }
  }

  @Test func `would be found`() throws {
    let folder = try TemporaryFolder()
    try folder.write("Authorization: Basic \(Data("user:\(Canary.mark)".utf8).base64EncodedString())", to: "log")
    let lines = try leaks("a\nx \(Canary.mark)", "", in: folder)
    #expect(lines.map { $0.prefix { $0 != ":" } } == ["log", "standard output"])
  }
}
