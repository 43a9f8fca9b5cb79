import Foundation
import TestSupport
import Testing

/// README.md, as a newcomer would follow it.
@Suite(.timeLimit(.minutes(2))) struct `An example of the readme` {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// What stands between fences, each without them.
  private static func blocks() throws -> [(language: String, lines: [String])] {
    let text = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    var blocks: [(language: String, lines: [String])] = []
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        isOpen.toggle()
        if isOpen { blocks.append((String(line.dropFirst(3)), [])) }
      } else if isOpen {
        blocks[blocks.count - 1].lines.append(line)
      }
    }
    return blocks
  }

  private static func block(after first: String) throws -> [String] {
    try #require(try blocks().first { $0.lines.first == first }).lines
  }

  @Test func `of validation says what validation says`() throws {
    let folder = try TemporaryFolder()
    let plan = try Self.block(after: "apiVersion: aml-preflight/v1").joined(separator: "\n")
    let file = try folder.write(plan + "\n", to: "deployment.yaml")
    let result = try Preflight.run(["validate", file.path])
    #expect(result.status == 1)
    // The reader is in the folder of the file, and a path is broken where it is long.
    let output = result.output.split(separator: "\n").map(String.init)
    var rest = output[...]
    for line in try Self.block(after: "✗ prod-westeurope cannot serve: its preconditions do not hold") where line != "…"
    {
      let shown =
        line.contains("deployment.yaml:") ? String(line.split(separator: "(deployment.yaml:").first ?? "") : line
      guard !shown.allSatisfy({ $0 == " " }) else { continue }
      let text = shown.trimmingCharacters(in: .whitespaces)
      let found = rest.firstIndex { $0.contains(text) }
      #expect(found != nil, "\(line)")
      if let found { rest = rest[(found + 1)...] }
    }
  }

  /// Commands and options that are shown exist; what they do is the matter of other tests.
  @Test func `of a command names what there is`() throws {
    let lines = try Self.blocks().filter { $0.language == "sh" }.flatMap(\.lines)
      .filter { $0.hasPrefix("aml-preflight ") }
    #expect(lines.count > 10)
    for line in lines {
      let words = line.split(separator: "#")[0].split(separator: " ").map(String.init)
      let help = try Preflight.run([words[1], "--help"])
      #expect(help.status == 0 && help.output.contains("USAGE: aml-preflight \(words[1])"), "\(line)")
      for option in words where option.hasPrefix("-") {
        #expect(help.output.contains("\(option) "), "\(option) in \(line)")
      }
    }
  }

  @Test func `shows every command`() throws {
    let text = try String(contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
    let help = try Preflight.run(["--help"]).output
    let list = try #require(help.components(separatedBy: "SUBCOMMANDS:\n").last)
    for line in list.split(separator: "\n") where line.hasPrefix("  ") && !line.hasPrefix("   ") {
      let name = line.split(separator: " ")[0]
      guard name != "See" else { continue }
      #expect(text.contains("aml-preflight \(name)"), "\(name)")
    }
  }
}
