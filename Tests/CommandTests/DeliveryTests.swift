import Foundation
import TestSupport
import Testing

/// Reports that are left in a ConfigMap.
@Suite(.timeLimit(.minutes(3)), .enabled(if: Program.python.shouldBeUsed, "\(Program.python.remark)"))
struct `A report for a ConfigMap` {
  private static let options = [
    "--dns-server", "127.0.0.1:1", "--only", "mcr", "--step-timeout", "2s", "--proxy", "none", "-o", "json",
  ]

  /// An API server and an authority that signs for it.
  private struct Cluster {
    let authority: TestAuthority
    let server: ClusterServer

    init(_ settings: [String: Any]) async throws {
      authority = try await TestAuthority()
      server = try await ClusterServer(
        try await authority.issue(ServerCertificate(["kubernetes.test"])), settings: settings)
    }

    var requests: [ClusterServer.Request] { get throws { try server.requests } }

    func stop() {
      server.stop()
      authority.remove()
    }
  }

  private func run(_ arguments: [String], in cluster: Cluster) throws -> Preflight.Result {
    let folder = try TemporaryFolder()
    let file = try folder.write("name: a\n", to: "a.yaml").path
    let lines = ["certificate-authority: \(cluster.authority.rootFile)", "tls-server-name: kubernetes.test"]
    let kubeconfig = try folder.write(cluster.server.kubeconfig(cluster: lines), to: "config").path
    return try Preflight.run(["run", file, "--kubeconfig", kubeconfig] + Self.options + arguments)
  }

  private static func map(_ data: [String: String]) -> [String: Any] {
    ["configmaps": [["metadata": ["name": "reports", "namespace": "checks"], "data": data]]]
  }

  private func data(_ request: ClusterServer.Request) throws -> [String: String] {
    let object = try JSONSerialization.jsonObject(with: Data(request.body.utf8)) as? [String: Any]
    return object?["data"] as? [String: String] ?? [:]
  }

  private func object(_ text: String?) throws -> NSDictionary? {
    try JSONSerialization.jsonObject(with: Data((text ?? "").utf8)) as? NSDictionary
  }

  @Test func `is put there under the vantage's name, and nothing else is sent`() async throws {
    let cluster = try await Cluster(["writable": true, "objects": Self.map(["other.json": "{}"])])
    defer { cluster.stop() }
    let result = try run(
      ["--no-api-checks", "--report-config-map", "checks/reports", "--vantage-id", "node-1"], in: cluster)
    #expect([0, 1, 3].contains(result.status) && result.errors.isEmpty, "\(result.errors)")
    let requests = try cluster.requests
    #expect(
      requests.map { "\($0.method) \($0.path)" } == [
        "PATCH /api/v1/namespaces/checks/configmaps/reports?fieldManager=aml-preflight"
      ])
    let data = try data(try #require(requests.first))
    #expect(Array(data.keys) == ["node-1.json"])
    #expect(data["node-1.json"]?.filter { $0 == "\n" }.count == 1)
    #expect(try object(data["node-1.json"]) == object(result.output))
    #expect(try object(result.output) != nil)
  }

  @Test func `makes the ConfigMap in the context's namespace where it is missing`() async throws {
    let cluster = try await Cluster(["writable": true])
    defer { cluster.stop() }
    let result = try run(["--no-api-checks", "--report-config-map", "reports"], in: cluster)
    #expect([0, 1, 3].contains(result.status) && result.errors.isEmpty, "\(result.errors)")
    #expect(try cluster.requests.map(\.method) == ["PATCH", "POST"])
    #expect(try cluster.requests.allSatisfy { $0.path.contains("/namespaces/default/") })
  }

  /// Settings of the server, as JSON, and what is said.
  @Test(arguments: [
    (#"{"denied": [{"verb": "patch", "resource": "configmaps"}]}"#, "needs patch configmaps/reports in checks"),
    (
      #"{"denied": [{"verb": "create", "resource": "configmaps"}], "objects": {}}"#,
      "none may be made (needs create configmaps in checks)"
    ),
    (#"{"objects": "full"}"#, "1 MiB at most"), (#"{"tokens": ["another"]}"#, "does not know who asks"),
    (#"{"writable": false}"#, "status 405"),
  ])
  func `that cannot be put there is an error, and written all the same`(settings: String, words: String) async throws {
    var members = try #require(try JSONSerialization.jsonObject(with: Data(settings.utf8)) as? [String: Any])
    if members["objects"] as? String == "full" {
      members["objects"] = Self.map(["other.json": String(repeating: "x", count: 1 << 20)])
    }
    let cluster = try await Cluster(["writable": true, "objects": Self.map([:])].merging(members) { $1 })
    defer { cluster.stop() }
    let result = try run(["--no-api-checks", "--report-config-map", "checks/reports"], in: cluster)
    #expect(result.status == 70)
    #expect(result.errors.contains("ConfigMap checks/reports: ") && result.errors.contains(words), "\(result.errors)")
    #expect(try object(result.output) != nil)
  }

  @Test func `has no name that was to be left out`() async throws {
    let cluster = try await Cluster(["writable": true])
    defer { cluster.stop() }
    let result = try run(
      ["--no-api-checks", "--report-config-map", "checks/reports", "--redact", "names", "--vantage-id", "n1"],
      in: cluster)
    #expect([0, 1, 3].contains(result.status), "\(result.errors)")
    let report = try data(try #require(try cluster.requests.last))["n1.json"]
    #expect(try object(report) == object(result.output))
  }

  @Test func `does not keep the checks of the cluster from being made`() async throws {
    let cluster = try await Cluster(["writable": true, "objects": Self.map([:])])
    defer { cluster.stop() }
    let result = try run(
      ["--report-config-map", "checks/reports", "--only", "cluster-creation/nodes-ready"], in: cluster)
    let paths = try cluster.requests.map(\.path)
    #expect(
      paths.contains { $0.hasPrefix("/api/v1/nodes?") } && paths.last?.contains("configmaps/reports") == true,
      "\(paths) \(result.errors)")
  }

  @Test(arguments: [
    (["--report-config-map", "Checks/reports"], "names no ConfigMap"),
    (["--report-config-map", "a/b/c"], "names no ConfigMap"),
    (["--report-config-map", "reports", "--vantage-id", "a/b"], "--vantage-id NAME"),
  ])
  func `needs a name and a key`(arguments: [String], words: String) async throws {
    let cluster = try await Cluster(["writable": true])
    defer { cluster.stop() }
    let result = try run(arguments, in: cluster)
    #expect(result.status == 2 && result.errors.contains(words), "\(result.errors)")
    #expect(try cluster.requests.isEmpty)
  }

  @Test func `needs a way to the cluster`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("name: a\n", to: "a.yaml").path
    let result = try Preflight.run(["run", file, "--report-config-map", "reports"] + Self.options)
    #expect(result.status == 2 && result.errors.contains("--kubeconfig or --context"), "\(result.errors)")
  }
}
