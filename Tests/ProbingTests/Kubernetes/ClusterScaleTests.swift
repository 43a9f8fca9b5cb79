import ClusterAPI
import Foundation
import Model
import TestSupport
import Testing

@testable import Probing

@Suite(.timeLimit(.minutes(4)), .enabled(if: Program.python.shouldBeUsed, "python3 is not installed"))
struct `A large cluster` {
  /// The most memory that this process has had at once, in MiB (`VmHWM`).
  private static func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) >> 10
  }

  @Test func `of 5,000 nodes and 20,000 pods is read with few requests, in bounded memory`() async throws {
    let cluster = try await Cluster(["generated": ["nodes": 5_000, "pods": 20_000]])
    defer { cluster.stop() }
    let before = try Self.peakMemory()
    let start = ContinuousClock.now
    let answers = try await cluster.answers(
      ClusterRead(.nodes, limit: 5_000), ClusterRead(.pods, labelSelector: "isazuremlapp=true"), ClusterRead(.pods),
      ClusterRead(.pods, limit: 1), within: .seconds(200))
    let elapsed = ContinuousClock.now - start
    let grown = try Self.peakMemory() - before
    #expect(answers.map { $0.objects?.count } == [5_000, 100, 1_000, 1])
    // A review each; ten pages of nodes, one of what is selected, two of what is kept, and one to count.
    #expect(answers.map(\.requests) == [11, 2, 3, 2])
    #expect(answers.map(\.ending.total) == [5_000, 100, 20_000, 20_000])
    guard case .nodes(let nodes)? = answers[0].objects else { return #expect(Bool(false)) }
    #expect(nodes.allSatisfy { $0.allocatable.milliCPU == 3_860 && $0.pool == "pool1" && $0.labels.count == 3 })
    // The documents have 100 MB; other tests of this process have their share in what is measured.
    #expect(grown < 300, "\(grown) MiB, \(elapsed)")
    #expect(elapsed < .seconds(150))
  }
}

extension ClusterAnswer.Ending {
  fileprivate var total: Int? { if case .read(_, let total) = self { total } else { nil } }
}
