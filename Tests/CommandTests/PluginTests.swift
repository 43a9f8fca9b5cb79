import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct `The program as a monitoring plugin` {
  @Test(arguments: [("healthy", Int32(0), "OK"), ("mcr-blocked", 2, "CRITICAL")])
  func `says on standard output what its exit status says`(scenario: String, status: Int32, word: String) throws {
    let result = try Preflight.run(["demo", scenario, "-o", "nagios", "--progress", "never"])
    #expect(result.status == status)
    #expect(result.output.hasPrefix("AML-PREFLIGHT \(word) - "))
  }

  @Test func `keeps its own exit status where the plugin's output is a file`() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("plugin.txt").path
    let stored = folder.url.appendingPathComponent("report.json").path
    let result = try Preflight.run(["demo", "mcr-blocked", "-o", "nagios=\(file)", "-o", "json=\(stored)"])
    #expect(result.status == 1)
    #expect(folder.text(of: "plugin.txt").hasPrefix("AML-PREFLIGHT CRITICAL - "))
    for command in ["report", "judge"] {
      #expect(try Preflight.run([command, stored, "-o", "nagios"]).status == 2)
      #expect(try Preflight.run([command, stored, "-o", "short"]).status == 1)
    }
  }

  @Test(arguments: [["run", "/nonexistent.yaml", "-o", "nagios"], ["run", "--output=nagios", "--frobnicate"]])
  func `is UNKNOWN where it could not check`(arguments: [String]) throws {
    let result = try Preflight.run(arguments)
    #expect(result.status == 3)
    #expect(result.output.hasPrefix("AML-PREFLIGHT UNKNOWN - "))
    #expect(result.output.split(separator: "\n").count == 1)
    let byVariable = try Preflight.run(["run", "/nonexistent.yaml"], environment: ["AML_PREFLIGHT_OUTPUT": "nagios"])
    #expect(byVariable.status == 3)
  }

  @Test func `names every format in its help`() throws {
    let help = try Preflight.run(["run", "--help"]).output
    for format in [
      "text", "json", "short", "junit", "sarif", "markdown", "csv", "prometheus", "tap", "nagios", "github",
    ] {
      #expect(help.contains(format))
    }
  }
}
