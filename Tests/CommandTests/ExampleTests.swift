import Foundation
import TestSupport
import Testing

/// A command as `--experimental-dump-help` describes it.
private struct CommandHelp: Decodable {
  var commandName: String
  var discussion: String?
  var subcommands: [CommandHelp]?

  var examples: [String] {
    let parts = (discussion ?? "").components(separatedBy: "Example:\n")
    guard parts.count == 2 else { return [] }
    return parts[1].split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}

@Suite(.serialized, .timeLimit(.minutes(3))) struct `An example of the help` {
  private struct Help: Decodable {
    var command: CommandHelp
  }

  static let lines: [String] = {
    do {
      let help = try Preflight.run(["--experimental-dump-help"]).output
      return try JSONDecoder().decode(Help.self, from: Data(help.utf8)).command.subcommands?.flatMap(\.examples) ?? []
    } catch {
      return []  // which the first test reports
    }
  }()

  @Test func `stands in the help of most commands`() {
    #expect(Self.lines.count >= 8)
    #expect(Self.lines.allSatisfy { $0.hasPrefix("aml-preflight ") })
  }

  /// Runs in a shell, as a reader would, in a folder that has the files it names; nothing outside is asked, because the
  /// nameserver is a closed port of this machine.
  @Test(arguments: lines) func `works as it stands`(line: String) throws {
    let folder = try TemporaryFolder()
    let report = try folder.write("", to: "seed.json")
    _ = try Preflight.run(["demo", "healthy", "-o", "json=\(report.path)"])
    let words = line.split(separator: " ").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "'\"")) }
    for word in words where !word.contains("=") && !word.contains("/") {
      if word == "aks.json" {
        try folder.write(`The command discover`.cluster, to: word)
        continue
      }
      if word == "versions.json" {
        try folder.write(#"{"values": [{"version": "1.33", "patchVersions": {"1.33.2": {}}}]}"#, to: word)
        continue
      }
      if word.hasSuffix(".json") { try folder.write(folder.text(of: "seed.json"), to: word) }
      if word.hasSuffix(".yaml") { try folder.write("name: example\nregistry: {name: myacr}\n", to: word) }
    }
    if line.contains("fleet/") {
      try FileManager.default.createDirectory(
        at: folder.url.appendingPathComponent("fleet"), withIntermediateDirectories: false)
      for name in ["one", "two"] { try folder.write("name: \(name)\n", to: "fleet/\(name).yaml") }
    }
    try FileManager.default.createSymbolicLink(
      at: folder.url.appendingPathComponent("aml-preflight"), withDestinationURL: Preflight.executable)
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "\(line) >output 2>errors"]
    shell.currentDirectoryURL = folder.url
    shell.environment = [
      "PATH": "\(folder.url.path):/usr/bin:/bin", "AML_PREFLIGHT_DNS_SERVER": "127.0.0.1:1",
      "AML_PREFLIGHT_STEP_TIMEOUT": "2s", "AML_PREFLIGHT_PROXY": "none",
    ]
    try shell.run()
    shell.waitUntilExit()
    #expect([0, 1, 3].contains(shell.terminationStatus), "\(line): \(folder.text(of: "errors"))")
    #expect(folder.text(of: "errors").isEmpty)
    // Where standard output is empty, the result is in the file that the line names.
    let files = words.filter { $0.contains("=") }.map { String($0.drop { $0 != "=" }.dropFirst()) }
    #expect(!folder.text(of: "output").isEmpty || files.contains { !folder.text(of: $0).isEmpty })
  }
}

@Suite(.timeLimit(.minutes(2))) struct `What comes with the program` {
  @Test(arguments: ["bash", "zsh", "fish"]) func `completes in shells`(shell: String) throws {
    let result = try Preflight.run(["--generate-completion-script", shell])
    #expect(result.status == 0)
    for word in ["explain", "clusterCreation", "mcr-blocked", "markdown"] { #expect(result.output.contains(word)) }
  }

  @Test(arguments: [("explain", "code", "egress.dropped"), ("checks", "id", "cluster-creation/mcr-answers")])
  func `completes codes from the catalog`(command: String, argument: String, code: String) throws {
    let script = try Preflight.run(["--generate-completion-script", "fish"]).output
    #expect(script.contains("---completion \(command) -- "))
    let result = try Preflight.run(["---completion", command, "--", "positional@0", "0", "0"])
    #expect(result.status == 0)
    #expect(result.output.split(separator: "\n").contains { $0 == code })
  }

  @Test func `has a manual page that is well-formed`() throws {
    let help = try Preflight.run(["--experimental-dump-help"]).output
    let tool = Preflight.products.appendingPathComponent("ManualTool")
    let folder = try TemporaryFolder()
    let input = try folder.write(help, to: "help.json")
    let page = folder.url.appendingPathComponent("aml-preflight.1")
    let make = try run(
      "'\(tool.path)' 0.1.0 2026-01-31 <'\(input.path)' >'\(page.path)'", in: folder)
    #expect(make == 0)
    let text = folder.text(of: "aml-preflight.1")
    for word in [".SH EXIT STATUS", ".SS explain", "\\-\\-step\\-timeout", "aml\\-preflight explain vmss\\-cse\\-52"] {
      #expect(text.contains(word), "\(word)")
    }
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/mandoc") else { return }
    // A word longer than a line is only a matter of style.
    #expect(try run("mandoc -Tlint -Wstyle '\(page.path)' >lint 2>&1", in: folder) == 0, "\(folder.text(of: "lint"))")
  }

  private func run(_ line: String, in folder: TemporaryFolder) throws -> Int32 {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", line]
    shell.currentDirectoryURL = folder.url
    try shell.run()
    shell.waitUntilExit()
    return shell.terminationStatus
  }
}
