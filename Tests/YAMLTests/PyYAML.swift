import Foundation
import TestSupport

/// Another reader of YAML, which nobody here wrote: Python's, in its version without libyaml.
enum PyYAML {
  static let isAvailable =
    FileManager.default.fileExists(atPath: "/usr/lib/python3/dist-packages/yaml/__init__.py")
    || ProcessInfo.processInfo.environment["CI"] == "true"

  /// What a program prints, a line of JSON for each of the texts; its argument is a file with all of them, as JSON.
  static func answers<Answer: Decodable>(to texts: [String], by program: String) async throws -> [Answer] {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let path = try directory.write(String(decoding: JSONEncoder().encode(texts), as: UTF8.self), to: "texts.json")
    let result = try await Program.python.run(["-c", program, path], in: directory, within: .seconds(120))
    guard result.status == 0 else { throw Failure(result: result) }
    return try result.output.split(separator: "\n").map {
      try JSONDecoder().decode(Answer.self, from: Data($0.utf8))
    }
  }

  struct Failure: Error {
    let result: ToolResult
  }
}
