import Foundation
import Model
import TestSupport
import Testing

extension `In a world of real servers` {
  /// What `merge` writes, as a script reads it.
  private struct Merged: Decodable {
    struct Summary: Decodable { var exitStatus: Int32 }
    struct Finding: Decodable {
      var cause: String
      var vantages: [String]
      var subject: Report.Finding.Subject
    }
    struct Matrix: Decodable {
      struct Group: Decodable { var vantages: [String] }
      struct Separation: Decodable {
        struct Separator: Decodable {
          var trait: String
          var failing: [String]
          var passing: [String]
        }
        struct Check: Decodable { var id: String }
        var failing: [String]
        var passing: [String]
        var certainty: String
        var separators: [Separator]
        var checks: [Check]
        var text: String
      }
      var groups: [Group]
      var separations: [Separation]
    }
    var summary: Summary
    var findings: [Finding]
    var matrix: Matrix
  }

  /// Three nodes, each in a network of its own: one of another pool, with another nameserver, whose packets to the
  /// registry's data host are dropped.
  @Test func `merge names the pool and the nameserver that separate a node from the others`() async throws {
    let world = try #require(World.current)
    let folder = try TemporaryDirectory()
    defer { folder.remove() }
    let good = ["aks-pool1-24816391-vmss000000", "aks-pool1-24816391-vmss000001"]
    let bad = "aks-gpu-27182818-vmss000000"
    for node in good + [bad] {
      var change = Change()
      if node == bad {
        change.block(.acrData)
        change.resolvers = [.view(.withoutBlobRecord)]
      }
      change.options += [
        "--vantage", "node", "--node-name", node, "--host-network", "true", "-o", "json=\(folder.path("\(node).json"))",
      ]
      let outcome = try await world.run(change)
      #expect(outcome.status == (node == bad ? 1 : 0), "\(node): \(outcome.remarks)")
    }

    let merged = folder.path("merged.json")
    let result = try Preflight.run(
      ["merge"] + (good + [bad]).map { folder.path("\($0).json") } + ["-o", "json=\(merged)", "-o", "text"])
    #expect(result.status == 1, "\(result.errors)")
    let report = try JSONDecoder().decode(Merged.self, from: Data(contentsOf: URL(filePath: merged)))
    #expect(report.summary.exitStatus == 1)
    #expect(report.matrix.groups.map(\.vantages) == [[bad], good])

    let separation = try #require(report.matrix.separations.first)
    #expect(report.matrix.separations.count == 1)
    #expect(separation.failing == [bad])
    #expect(separation.passing == good)
    #expect(separation.certainty == "exact")
    #expect(separation.separators.map(\.trait) == ["nodePool", "nameservers"])
    let pool = try #require(separation.separators.first)
    #expect(pool.failing == ["gpu"])
    #expect(pool.passing == ["pool1"])
    let nameservers = try #require(separation.separators.last)
    #expect(nameservers.failing == [View.withoutBlobRecord.addresses[0].description])
    #expect(nameservers.passing == [View.linked.addresses[0].description])
    #expect(separation.checks.contains { $0.id.hasSuffix("acr-data-answers") || $0.id.contains("acr-data") })
    #expect(result.output.contains("node pool (gpu: fails; pool1: passes)"))

    // Both faults, each once, and only there.
    #expect(report.findings.allSatisfy { $0.vantages == [bad] })
    #expect(report.findings.contains { $0.cause == "egress.dropped" && $0.subject.id == "acrData" })
    #expect(report.findings.contains { $0.subject.id == "blobStorage" })
  }
}
