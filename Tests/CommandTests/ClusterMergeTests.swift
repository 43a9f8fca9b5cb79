import Foundation
import TestSupport
import Testing

/// Reports that pods of a DaemonSet printed, put together as a user does it.
@Suite(
  .serialized, .timeLimit(.minutes(5)), .enabled(if: Program.python.shouldBeUsed, "python3 is not installed"))
struct `Merging reports of pods` {
  private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("reports/samples")

  private struct Merged: Decodable {
    struct Vantage: Decodable {
      struct Fact: Decodable {
        var value: String
        var from: String
      }
      var id: String
      var missing: Int?
      var reason: String?
      var place: [String: Fact]?
    }
    struct Phase: Decodable { var requirements: [Requirement] }
    struct Requirement: Decodable {
      var outcome: String
      var vantage: String
    }
    struct Finding: Decodable { var vantages: [String] }
    struct Separation: Decodable { var text: String }
    struct Matrix: Decodable { var separations: [Separation] }
    var vantages: [Vantage]
    var phases: [Phase]
    var findings: [Finding]
    var notes: [String]
    var matrix: Matrix

    var reasons: [String: String] {
      Dictionary(uniqueKeysWithValues: vantages.compactMap { vantage in vantage.reason.map { (vantage.id, $0) } })
    }
  }

  /// A sample's report as a DaemonSet prints it: in one line, from a pod that does not say where it is.
  private static func line(
    _ sample: String = "healthy", startedAt: String? = nil, name: String = "demo", isPretty: Bool = false
  ) throws -> String {
    var text = try String(contentsOf: samples.appendingPathComponent("\(sample)/report.json"), encoding: .utf8)
    // Each lab has a port of its own.
    let port = try #require(text.firstMatch(of: /"port" : ([3-6][0-9]{4})/)).output.1
    text = text.replacing(port, with: "40000").replacing("\"name\" : \"demo\"", with: "\"name\" : \"\(name)\"")
    if let startedAt { text = text.replacing(#/"startedAt" : "[^"]*"/#, with: #""startedAt" : "\#(startedAt)""#) }
    return isPretty ? text : text.replacing(#/\n */#, with: "") + "\n"
  }

  private static let labels = ["app.kubernetes.io/name": "aml-preflight"]
  private static let (good, other, bad) = (
    "aks-cpu-24816391-vmss000000", "aks-cpu-24816391-vmss000001", "aks-gpu-27182818-vmss000000"
  )

  private static func pod(
    _ name: String, on node: String?, in namespace: String = "checks", state: [String: Any] = ["running": [:]],
    phase: String = "Running"
  ) -> [String: Any] {
    TestCluster.pod(
      name, in: namespace, labels: labels, node: node, state: state, isReady: phase == "Running", phase: phase,
      container: "aml-preflight")
  }

  private static func node(_ name: String, zone: String = "westeurope-1") -> [String: Any] {
    TestCluster.node(
      name,
      labels: [
        "kubernetes.azure.com/agentpool": String(name.split(separator: "-")[1]), "topology.kubernetes.io/zone": zone,
      ])
  }

  /// Merges, and gives what the command printed and wrote.
  private static func merge(
    _ cluster: TestCluster, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> (result: Preflight.Result, merged: Merged?, json: String) {
    let path = cluster.folder.url.appendingPathComponent("m.json").path
    let result = try Preflight.run(
      ["merge", "--from-cluster", "--kubeconfig", cluster.kubeconfig] + arguments + [
        "-o", "text", "-o", "json=\(path)",
      ],
      environment: environment)
    let json = cluster.folder.text(of: "m.json")
    #expect(try cluster.sawReadsOnly)
    #expect(cluster.server.errors.isEmpty, "\(cluster.server.errors)")
    for text in [json, result.output, result.errors] { #expect(!text.contains("token-of-tests")) }
    guard !json.isEmpty else { return (result, nil, json) }
    return (result, try JSONDecoder().decode(Merged.self, from: Data(json.utf8)), json)
  }

  @Test func `takes the newest of each node, and says why others are missing`() async throws {
    let repelling = [["key": "sku", "value": "gpu", "effect": "NoSchedule"]]
    let windows = TestCluster.node("akswin000000", labels: ["kubernetes.io/os": "windows"])
    let pulling: [String: Any] = ["waiting": ["reason": "ImagePullBackOff", "message": "Back-off pulling image"]]
    let cluster = try await TestCluster(
      namespace: "checks",
      [
        "objects": [
          "nodes": [
            Self.node(Self.good), Self.node(Self.other, zone: "westeurope-2"), Self.node(Self.bad),
            TestCluster.node("lonely", taints: repelling), TestCluster.node("lost", isReady: false), windows,
          ],
          "pods": [
            Self.pod("p1", on: Self.good), Self.pod("p2", on: Self.other), Self.pod("p3", on: Self.bad),
            Self.pod("p4", on: "pulling", state: pulling, phase: "Pending"), Self.pod("p5", on: "denied"),
            Self.pod("p6", on: "garbage"), Self.pod("p7", on: "foreign"), Self.pod("p8", on: "cut"),
            Self.pod("p9", on: nil, state: [:], phase: "Pending"), Self.pod("q1", on: "elsewhere", in: "other"),
          ],
        ],
        "logs": [
          "checks/p1": try Self.line("private-zone-not-linked", startedAt: "2026-11-20T09:00:00Z") + Self.line(),
          "checks/p2": "warning: something\n\(try Self.line(isPretty: true))",
          "checks/p3": try Self.line("private-zone-not-linked"),
          "checks/p6": ["fill": "{\"schemaVersion\":\"1.0\",\"x\":[", "bytes": 1 << 20, "then": "\n{}\n"],
          "checks/p7": try Self.line(name: "prod"), "checks/p8": String(try Self.line().dropLast(300)),
          "other/q1": try Self.line(),
        ],
        "denied": [["verb": "get", "resource": "pods/log", "name": "p5"]],
      ])
    defer { cluster.stop() }
    let (result, merged, json) = try Self.merge(cluster, [])
    #expect(result.status == 1, "\(result.errors)")
    let report = try #require(merged)
    #expect(report.vantages.filter { $0.missing == nil }.map(\.id) == [Self.good, Self.other, Self.bad])
    #expect(report.findings.map(\.vantages) == [[Self.bad]])
    // What no variable tells a pod, the API does.
    #expect(report.vantages[1].place?["zone"]?.value == "westeurope-2")
    #expect(report.vantages[2].place?["nodePool"]?.from == "the Kubernetes API")
    #expect(report.matrix.separations.contains { $0.text.contains("node pool (gpu: fails; cpu: passes)") })
    let reasons = report.reasons
    #expect(
      reasons.keys.sorted() == ["checks/p9", "cut", "denied", "foreign", "garbage", "lonely", "lost", "pulling"])
    #expect(reasons["lonely"] == "no pod of the check runs there; the node has the taint sku=gpu:NoSchedule")
    #expect(reasons["lost"]?.contains("the node is not ready (NodeStatusUnknown)") == true)
    #expect(reasons["pulling"]?.contains("ImagePullBackOff: Back-off pulling image") == true)
    #expect(reasons["denied"]?.contains("needs get pods/log/p5 in checks") == true)
    #expect(reasons["checks/p9"] == "its pod has not started (Pending)")
    #expect(reasons["garbage"] == "its pod has printed no report yet")
    #expect(reasons["cut"] == "its pod has printed no report yet")
    #expect(reasons["foreign"] == "its report is about another deployment (prod)")
    // Unknown is never passed.
    let open = report.phases.flatMap(\.requirements).filter { reasons[$0.vantage] != nil }
    #expect(!open.isEmpty && open.allSatisfy { $0.outcome == "inconclusive" || $0.outcome == "skipped" })
    #expect(report.notes.contains { $0.contains("run no Linux containers") })
    #expect(result.output.contains("No report came from lonely"))
    if SchemaValidator.isAvailable { #expect(try SchemaValidator.complaints(about: [json]) == [""]) }
    // What is stored says the same again.
    let path = cluster.folder.url.appendingPathComponent("m.json").path
    let again = cluster.folder.url.appendingPathComponent("j.json").path
    #expect(try Preflight.run(["judge", path, "-o", "json=\(again)"]).status == 1)
    let judged = try JSONDecoder().decode(Merged.self, from: Data(cluster.folder.text(of: "j.json").utf8))
    #expect(judged.reasons == reasons)
  }

  @Test func `puts them beside files, and expects what it is told`() async throws {
    let cluster = try await TestCluster([
      "objects": ["nodes": [Self.node(Self.good), Self.node(Self.bad)], "pods": [Self.pod("p1", on: Self.good)]],
      "logs": ["checks/p1": try Self.line()],
    ])
    defer { cluster.stop() }
    let file = try cluster.folder.write(Self.line("private-zone-not-linked", isPretty: true), to: "bad.json").path
    let (both, merged, _) = try Self.merge(cluster, ["\(Self.bad)=\(file)", "-n", "checks"])
    #expect(both.status == 1, "\(both.errors)")
    #expect(merged?.vantages.map(\.id) == [Self.good, Self.bad])
    #expect(merged?.vantages.allSatisfy { $0.missing == nil } == true)
    let (alone, open, _) = try Self.merge(cluster, ["-n", "checks"])
    #expect(alone.status == 3)
    #expect(open?.reasons == [Self.bad: "no pod of the check runs there"])
    #expect(try Self.merge(cluster, ["-n", "checks", "--expect", "none"]).result.status == 0)
    #expect(try Self.merge(cluster, ["-n", "checks", "--expect", Self.good]).result.status == 0)
    // By variables, and as kubectl would.
    let usual = try Preflight.run(
      ["merge", "--expect", "none"],
      environment: [
        "AML_PREFLIGHT_FROM_CLUSTER": "1", "KUBECONFIG": cluster.kubeconfig, "AML_PREFLIGHT_NAMESPACE": "checks",
      ])
    #expect(usual.status == 0, "\(usual.errors)")
    let none = try Self.merge(cluster, ["-n", "checks", "--selector", "app=other"]).result
    #expect(none.status == 3)
    #expect(none.errors.contains("No pod in checks has the label app=other"), "\(none.errors)")
  }

  @Test func `is open where nobody says which nodes there are`() async throws {
    let cluster = try await TestCluster([
      "objects": ["pods": [Self.pod("p1", on: Self.good)]], "logs": ["checks/p1": try Self.line()],
      "denied": [["verb": "list", "resource": "nodes"]],
    ])
    defer { cluster.stop() }
    let (result, merged, _) = try Self.merge(cluster, ["-n", "checks"])
    #expect(result.status == 3, "\(result.errors)")
    let reason = "they cannot be listed: not allowed (needs list nodes)"
    #expect(merged?.reasons == ["nodes without a pod of the check": reason])
    #expect(try Self.merge(cluster, ["-n", "checks", "--expect", Self.good]).result.status == 0)
    #expect(try Self.merge(cluster, ["-n", "checks", "--expect", "none"]).result.status == 0)
  }

  @Test(arguments: [
    (#"{"denied": [{"verb": "list", "resource": "pods"}]}"#, "needs list pods in checks"),
    (#"{"faults": [{"path": "/pods", "status": 500}]}"#, "status 500"),
    (#"{"tokens": ["another"]}"#, "status 401"),
    (#"{"faults": [{"path": "/pods", "kind": "html"}]}"#, "it is HTML or XML"),
  ])
  func `is open where the cluster cannot be asked`(settings: String, words: String) async throws {
    let object = try JSONSerialization.jsonObject(with: Data(settings.utf8))
    let cluster = try await TestCluster(#require(object as? [String: Any]))
    defer { cluster.stop() }
    let (alone, merged, _) = try Self.merge(cluster, ["-n", "checks"])
    #expect(alone.status == 3)
    #expect(merged == nil)
    #expect(alone.errors.contains(words), "\(alone.errors)")
    let file = try cluster.folder.write(Self.line(isPretty: true), to: "a.json").path
    let (beside, open, _) = try Self.merge(cluster, ["a=\(file)", "-n", "checks"])
    #expect(beside.status == 3)
    #expect(open?.reasons["pods of checks"]?.contains(words) == true, "\(open?.reasons ?? [:])")
  }

  @Test func `does not begin with wrong options`() throws {
    let cases: [([String], String)] = [
      (["--from-cluster", "--kubeconfig", "/nonexistent"], "/nonexistent"),
      (["-n", "x", "a.json"], "add --from-cluster"),
      (["--from-cluster", "-n", "A_B"], "is no namespace"), ([], "--from-cluster"),
      (["--from-cluster", "--timeout", "x"], "is no duration"),
      (["--from-cluster", "--selector", "a b c"], #"column 3 of "a b c": found "b" after a, expected in, notin, ="#),
      (["--from-cluster", "--selector", " "], "an empty one would be that of every pod"),
    ]
    for (arguments, words) in cases {
      let result = try Preflight.run(["merge"] + arguments, environment: ["HOME": "/nonexistent", "KUBECONFIG": ""])
      #expect(result.status == 2, "\(arguments)")
      #expect(result.errors.contains(words), "\(result.errors)")
    }
    // Variables that are meant for runs do not stand in the way of files.
    let file = Self.samples.appendingPathComponent("healthy/report.json").path
    let variables = ["AML_PREFLIGHT_TIMEOUT": "5m", "AML_PREFLIGHT_KUBECONFIG": "/nonexistent"]
    #expect(try Preflight.run(["merge", file, "--expect", "none"], environment: variables).status == 0)
  }
}
