import Foundation
import Testing

/// The picture of the architecture, as data: what each target may import of ours and of the system's libraries.
private let allowedImports: [String: Set<String>] = [
  "Model": ["Synchronization"],
  "Planning": ["Model"],
  "Execution": ["Model", "Synchronization"],
  "Topology": ["Model"],
  "Judging": ["Model", "Topology"],
  "YAML": ["CYAML"],
  "CatalogTree": ["YAML"],
  "CheckCatalog": ["Model", "CatalogTree", "Platform"],
  "ClusterAPI": ["Model"],
  "Intake": ["Model", "ClusterAPI", "Platform", "YAML", "Glibc"],
  "Manifests": ["Model", "YAML"],
  "Reporting": ["Model", "FoundationEssentials"],
  "Platform": ["CLinux", "Glibc"],
  "EventLoop": ["CLinux", "Synchronization", "Glibc"],
  "Probing": [
    "Model", "Execution", "ClusterAPI", "EventLoop", "CAres", "CCurl", "COpenSSL", "CLinux", "Subprocess",
    "SystemPackage", "Synchronization", "Glibc",
  ],
  "Lab": ["Model", "COpenSSL", "CLinux", "Synchronization", "Glibc"],
  "aml-preflight": [
    "Model", "Planning", "Execution", "Judging", "CheckCatalog", "ClusterAPI", "Intake", "Reporting", "EventLoop",
    "Platform", "Probing", "Lab", "Manifests", "ArgumentParser", "Dispatch", "Glibc", "Synchronization",
  ],
  "BenchTool": ["Model", "Planning", "Execution", "CheckCatalog", "Intake", "Platform", "Probing", "Glibc"],
  "EmbedTextTool": ["CatalogTree", "Foundation"],
  "ManualTool": ["Foundation"],
]

/// Tools of the build, which are not installed.
private let buildTools: Set<String> = ["EmbedTextTool", "ManualTool"]

/// Where memory is handled by hand.
private let unsafeTargets: Set<String> = ["EventLoop", "Probing", "Lab", "Platform", "YAML"]

private let forbidden = [
  "@unchecked Sendable", "nonisolated(unsafe)", "static let shared", "try!", "as!", "fatalError(", "TODO", "FIXME",
]

private struct SourceFile: CustomTestStringConvertible {
  let path: String
  let target: String
  let lines: [Substring]

  var testDescription: String { path }

  /// Every Swift file below a folder at the package's root.
  static func all(in folder: String) -> [SourceFile] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let base = root.appendingPathComponent(folder)
    let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
      guard let text = try? String(contentsOf: base.appendingPathComponent(path), encoding: .utf8) else { return nil }
      return SourceFile(
        path: folder + "/" + path, target: String(path.prefix { $0 != "/" }),
        lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }
}

@Suite struct `The architecture` {
  private let sources = SourceFile.all(in: "Sources")
  private let tests = SourceFile.all(in: "Tests")

  @Test func `covers every target`() {
    #expect(Set(sources.map(\.target)) == Set(allowedImports.keys))
  }

  @Test func `has no import that its picture does not show`() {
    for file in sources {
      for line in file.lines {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index <= 1, words.count > index + 1 else { continue }
        if index == 1, !["public", "package", "internal", "private", "fileprivate"].contains(words[0]) { continue }
        let module = String(words[index + 1].prefix { $0 != "." })
        #expect(allowedImports[file.target, default: []].contains(module), "\(file.path) imports \(module)")
      }
    }
  }

  /// All of it brings ICU, 34 MB, and two milliseconds to every start. What is left, FoundationEssentials, is linked with
  /// the parser of arguments anyway.
  @Test func `keeps Foundation as a whole out of the program`() {
    for (target, modules) in allowedImports where !buildTools.contains(target) {
      #expect(modules.isDisjoint(with: ["Foundation", "FoundationInternationalization"]), "\(target)")
    }
  }

  @Test func `keeps every file within 400 lines`() {
    for file in sources + tests {
      #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test func `silences neither compiler nor failures`() {
    for file in sources {
      for (number, line) in file.lines.enumerated() {
        for word in forbidden where line.contains(word) {
          Issue.record("\(file.path):\(number + 1) has \(word)")
        }
      }
    }
  }

  @Test func `says why an error is dropped`() {
    for file in sources {
      for (number, line) in file.lines.enumerated() where line.contains(" try? ") {
        let above = number > 0 ? file.lines[number - 1] : ""
        #expect(
          line.contains("//") || above.trimmingCharacters(in: .whitespaces).hasPrefix("//"),
          "\(file.path):\(number + 1) drops an error without saying why")
      }
    }
  }

  @Test func `handles memory by hand at the edge only`() {
    for file in sources where !unsafeTargets.contains(file.target) {
      for (number, line) in file.lines.enumerated() {
        let code = line.prefix { $0 != "\"" }
        guard !code.trimmingCharacters(in: .whitespaces).hasPrefix("//") else { continue }
        let isUnsafe = code.split { !$0.isLetter }.contains { $0 == "unsafe" || $0.hasPrefix("Unsafe") }
        #expect(!isUnsafe, "\(file.path):\(number + 1) handles memory by hand")
      }
    }
  }

  /// What is printed is found missing where it cannot be written, and no message has anything that a terminal obeys.
  @Test func `has one way to each standard stream`() {
    let ways: [(pattern: String, files: Set<String>)] = [
      ("StandardStream.output(", ["OutputWriter.swift", "PluginRules.swift"]),
      ("StandardStream.complain(", ["AMLPreflight.swift", "Progress.swift"]), (" print(", ["OutputWriter.swift"]),
    ]
    for file in sources where file.target == "aml-preflight" {
      let name = String(file.path.split(separator: "/").last ?? "")
      for (number, line) in file.lines.enumerated() {
        for (pattern, files) in ways where line.contains(pattern) && !files.contains(name) {
          Issue.record("\(file.path):\(number + 1) has \(pattern)…")
        }
      }
    }
  }

  @Test func `keeps tests from sleeping`() {
    for file in tests where !file.path.hasPrefix("Tests/ArchitectureTests") {
      for (number, line) in file.lines.enumerated() {
        // A server's own pace is part of what is tested, and says so in a comment.
        let sleeps = line.contains("sleep(") && !line.contains("// pace")
        #expect(!sleeps, "\(file.path):\(number + 1) sleeps")
      }
    }
  }
}
