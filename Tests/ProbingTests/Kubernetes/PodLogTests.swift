import ClusterAPI
import Foundation
import Model
import TestSupport
import Testing

@testable import Probing

@Suite(.timeLimit(.minutes(3)), .enabled(if: Program.python.shouldBeUsed, "python3 is not installed"))
struct `What pods printed` {
  /// A report, for these tests: a document with a number.
  private static let entry: @Sendable (ArraySlice<UInt8>) -> LogEntry<Int> = { bytes in
    guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else { return .other }
    if object["bad"] != nil { return .unusable(reason: "bad") }
    return (object["number"] as? Int).map { .report($0) } ?? .other
  }

  private static func report(_ number: Int, filled size: Int = 0) -> String {
    #"{"schemaVersion":"1.0","number":\#(number),"fill":"\#(String(repeating: "x", count: size))"}"#
  }

  private static func pod(
    _ name: String, node: String? = nil, statuses: [[String: Any]]? = nil, containers: [String] = []
  ) -> [String: Any] {
    var status: [String: Any] = ["phase": "Running"]
    if let statuses { status["containerStatuses"] = statuses }
    var spec: [String: Any] = ["containers": containers.map { ["name": $0, "image": "i"] }]
    if let node { spec["nodeName"] = node }
    return [
      "metadata": ["name": name, "namespace": "azureml", "labels": ["app": "preflight"]], "spec": spec,
      "status": status,
    ]
  }

  /// What a cluster with these logs comes to, and the requests that arrived.
  private func read(
    _ logs: [String: Any], _ settings: [String: Any] = [:], pods: [[String: Any]]? = nil,
    within time: Duration = .seconds(60)
  ) async throws -> (logs: PodLogs<Int>, requests: [ClusterServer.Request]) {
    let pods = pods ?? logs.keys.sorted().map { Self.pod($0, node: "node-\($0)") }
    let named = Dictionary(uniqueKeysWithValues: logs.map { ("azureml/\($0)", $1) })
    let cluster = try await Cluster(["objects": ["pods": pods], "logs": named].merging(settings) { $1 })
    defer { cluster.stop() }
    let network = Network.Settings(
      vantage: Vantage(kind: .workstation, nameservers: []), trust: try TrustStore(), stepTimeout: .seconds(20),
      login: cluster.login)
    let found = try await PodLogs.read(
      network, namespace: "azureml", selector: "app=preflight", container: "preflight", within: time,
      entry: Self.entry)
    #expect(cluster.server.errors.isEmpty, "\(cluster.server.errors)")
    return (found, try cluster.server.requests)
  }

  @Test func `is the newest report of each, whatever stands around it`() async throws {
    let report = Self.report
    let (found, requests) = try await read([
      "a": "working…\n\(report(1, 0))\n\(report(2, 0))\n",
      // Being written.
      "b": "\(report(1, 0))\n\(report(2, 0).dropLast(5))",
      // Of a Job, over many lines.
      "c": "warning: {\n{\n  \"schemaVersion\" : \"1.0\",\n  \"number\" : 3,\n  \"more\" : {\n  }\n}\n",
      // Something of the same kind that is none, and what cannot be JSON.
      "d": "\(report(4, 0))\r\n{\"schemaVersion\":\"1.0\"}\n{\"level\":\"info\"}\n{\u{0}\n}\n\"schemaVersion\"\n",
      // Larger than the kubelet's lines; asked for again, further back.
      "e": "\(report(4, 0))\n\(report(5, 1_500_000))\ndone\n",
    ])
    #expect(found.logs.map(\.number) == [2, 1, 3, 4, 5])
    #expect(found.logs.map(\.pod.node) == ["a", "b", "c", "d", "e"].map { "node-\($0)" })
    #expect(requests.allSatisfy { $0.method == "GET" || $0.path.hasSuffix("/selfsubjectaccessreviews") })
    // One review for all logs, and most of a log stays where it is.
    #expect(requests.count { $0.body.contains("\"subresource\":\"log\"") } == 1)
    #expect(requests.filter { $0.path.contains("/pods/a/log") }.map(\.path.tail) == ["64"])
    #expect(requests.filter { $0.path.contains("/pods/e/log") }.map(\.path.tail) == ["64", "1024"])
  }

  @Test func `may be hostile`() async throws {
    let (found, _) = try await read([
      // Lines of a MiB each that look like a beginning; nothing ends.
      "a": ["fill": "{\"schemaVersion\":\"1.0\",", "bytes": 3 << 20, "then": "\n" + Self.report(1) + "\n"],
      "b": ["fill": "{\"schemaVersion\":\"1.0\"}\n", "bytes": 2 << 20, "then": ""],
      "c": ["fill": "{\n", "bytes": 1 << 20, "then": "}\n"],
      "d": ["fill": String(repeating: "x", count: 1 << 20) + "\n", "bytes": 33 << 20, "then": "x"],
      "e": "{\"schemaVersion\":\"9.0\",\"bad\":1}\n",
      "f": "",
      "g": ["fill": "\u{0}\u{1}\u{7F}\n", "bytes": 100_000, "then": Self.report(7)],
    ])
    let endings = found.logs.map(\.ending)
    #expect(found.logs.map(\.number) == [1, nil, nil, nil, nil, nil, 7])
    for index in [1, 2, 5] {
      guard case .withoutReport = endings[index] else { return #expect(Bool(false), "\(endings[index])") }
    }
    guard case .tooLong = endings[3] else { return #expect(Bool(false), "\(endings[3])") }
    guard case .unusable("bad") = endings[4] else { return #expect(Bool(false), "\(endings[4])") }
  }

  @Test func `is read of the right container, and not before it started`() async throws {
    let waiting: [String: Any] = ["name": "preflight", "state": ["waiting": ["reason": "ContainerCreating"]]]
    let crashed: [String: Any] = [
      "name": "preflight", "state": ["waiting": ["reason": "CrashLoopBackOff"]],
      "lastState": ["terminated": ["exitCode": 1]],
    ]
    let running: [String: Any] = ["name": "preflight", "state": ["running": [:]]]
    let (found, requests) = try await read(
      ["a": Self.report(1), "b": Self.report(2), "c": Self.report(3)],
      pods: [
        Self.pod("a", node: "n", statuses: [waiting], containers: ["preflight"]),
        Self.pod("b", node: "n", statuses: [crashed], containers: ["preflight"]),
        Self.pod("c", node: "n", statuses: [running], containers: ["proxy", "preflight"]),
      ])
    #expect(found.logs.map(\.number) == [nil, 2, 3])
    guard case .notStarted = found.logs[0].ending else { return #expect(Bool(false)) }
    #expect(!requests.contains { $0.path.contains("/pods/a/log") })
    #expect(requests.contains { $0.path.contains("/pods/c/log") && $0.path.contains("container=preflight") })
  }

  @Test func `is said to be missing with the reason`() async throws {
    let report = Self.report(1)
    let (found, requests) = try await read(
      ["a": report, "b": report, "c": report],
      [
        "denied": [["verb": "get", "resource": "pods/log", "name": "b"]],
        "faults": [["path": "/pods/c/log", "status": 500]],
      ])
    #expect(found.logs.map(\.number) == [1, nil, nil])
    guard case .notRead(.needsRight(let right, _)) = found.logs[1].ending else { return #expect(Bool(false)) }
    #expect(right.description == "get pods/log/b in azureml")
    guard case .notRead(.failed(500, _, _)) = found.logs[2].ending else { return #expect(Bool(false)) }
    #expect(requests.allSatisfy { $0.method == "GET" || $0.path.hasSuffix("/selfsubjectaccessreviews") })
    // Where not all logs may be read, each is reviewed, and none is tried that may not be.
    let (denied, tried) = try await read(["a": report], ["denied": [["verb": "get", "resource": "pods/log"]]])
    guard case .notRead(.needsRight) = denied.logs[0].ending else { return #expect(Bool(false)) }
    #expect(!tried.contains { $0.path.contains("/log") && $0.method == "GET" })
    let (none, _) = try await read([:], ["denied": [["verb": "list", "resource": "pods"]]])
    guard case .needsRight = none.pods.ending else { return #expect(Bool(false)) }
    let (late, _) = try await read(["a": report], within: .zero)
    #expect(late.logs.isEmpty || late.logs[0].number == nil)
  }
}

extension PodLog where Report == Int {
  fileprivate var number: Int? { if case .report(let number) = ending { number } else { nil } }
}

extension String {
  /// How many lines were asked for; nothing: all.
  fileprivate var tail: String {
    split(separator: "&").first { $0.hasPrefix("tailLines=") }.map { String($0.dropFirst("tailLines=".count)) } ?? ""
  }
}
