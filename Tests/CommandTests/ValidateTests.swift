import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct `The command validate` {
  private static func deployment(_ name: String, nodes: Int) -> String {
    "name: \(name)\ncluster: {nodePools: [{name: p, mode: System, vmSize: Standard_D8s_v3, count: \(nodes)}]}\n"
  }

  private struct Line: Decodable {
    struct Deployment: Decodable { var name: String }
    struct Summary: Decodable { var exitStatus: Int }
    var deployment: Deployment
    var summary: Summary
  }

  private func lines(of output: String) throws -> [Line] {
    try output.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }

  @Test func `shows the arithmetic and the change`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.deployment("small", nodes: 2), to: "small.yaml")
    let result = try Preflight.run(["validate", file.path])
    #expect(result.status == 1)
    #expect(result.output.contains("2 (p) < 3"))
    #expect(result.output.contains("cluster.nodePools[0].count: 2 → 3"))
    #expect(result.output.contains("the newest edition, on 20"))
  }

  @Test func `judges many files in their order, one report a line`() throws {
    let folder = try TemporaryFolder()
    let files = try (0..<20).map { number in
      try folder.write(Self.deployment("d\(number)", nodes: number % 5 == 0 ? 2 : 3), to: "d\(number).yaml").path
    }
    let result = try Preflight.run(["validate", "-o", "json"] + files)
    #expect(result.status == 1)
    let lines = try lines(of: result.output)
    #expect(lines.map(\.deployment.name) == (0..<20).map { "d\($0)" })
    #expect(lines.map(\.summary.exitStatus) == (0..<20).map { $0 % 5 == 0 ? 1 : 0 })
  }

  @Test func `names the file with a mistake, and judges the others`() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write(Self.deployment("good", nodes: 3), to: "good.yaml")
    let bad = try folder.write("name: bad\nclutser: {}\n", to: "bad.yaml")
    let result = try Preflight.run(["validate", "-o", "json", good.path, bad.path, good.path])
    #expect(result.status == 2)
    #expect(result.errors.contains("\(bad.path):2:1: error"))
    #expect(result.errors.contains("cluster"))
    #expect(try lines(of: result.output).map(\.deployment.name) == ["good", "good"])
  }

  @Test func `says what is wrong with a day, a list of versions, or a format for one report`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.deployment("good", nodes: 3), to: "good.yaml").path
    for arguments in [
      ["--rules", "yesterday"], ["--rules", "2020-02-31"], ["--aks-versions", file], ["--aks-versions", "/nowhere"],
      ["--service-tags", file], [file, "-o", "html"],
    ] {
      let result = try Preflight.run(["validate", file] + arguments)
      #expect(result.status == 2, "\(arguments)")
      #expect(!result.errors.isEmpty && result.output.isEmpty, "\(arguments)")
    }
  }
}
