import Foundation
import Lab
import Model
import TestSupport
import Testing

/// A run that asks the Kubernetes API, from its command line to its report.
@Suite(
  .serialized, .timeLimit(.minutes(5)), .enabled(if: Program.python.shouldBeUsed, "python3 is not installed"))
struct `A run that asks the Kubernetes API` {
  private struct Report: Decodable {
    struct Phase: Decodable { var requirements: [Requirement] }
    struct Requirement: Decodable {
      struct Working: Decodable { var arithmetic: String }
      struct Reason: Decodable { var text: String }
      var id: String
      var outcome: String
      var workings: [Working]?
      var reason: Reason?
    }
    struct Finding: Decodable {
      struct Subject: Decodable {
        var id: String
        var members: [String]?
      }
      var cause: String
      var severity: String
      var subject: Subject
      var explains: [String]
    }
    var phases: [Phase]
    var findings: [Finding]

    func requirement(_ id: String) -> Requirement? { phases.flatMap(\.requirements).first { $0.id == id } }
    var causes: Set<String> { Set(findings.map(\.cause)) }
  }

  /// The demo's lab with its nameserver, hosts and authority, and a deployment file whose pods the API lists.
  private struct Surroundings {
    let lab: Preflight.Running
    let folder: TemporaryFolder
    let deployment: String
    let arguments: [String]

    init(_ scenario: String) throws {
      lab = try Preflight.start(["demo", scenario, "--serve"])
      let deadline = ContinuousClock.now + .seconds(30)
      while !lab.output.contains("Ctrl-C"), ContinuousClock.now < deadline { sched_yield() }
      let printed = lab.output
      folder = try TemporaryFolder()
      let text = printed.prefix { $0 != "\0" }.split(separator: "\n", omittingEmptySubsequences: false)
        .prefix { !$0.hasPrefix("# The lab is up") }
        // The kubeconfig says where the API server is, and the API which pods there are.
        .filter { !$0.contains("peers: [") && !$0.contains("modelPods: [") && !$0.contains("  router:") }
        .filter { !$0.hasPrefix("  apiServer: ") }
      deployment = try folder.write(text.joined(separator: "\n"), to: "deployment.yaml").path
      func word(after option: String) throws -> String {
        try #require(printed.ranges(of: option).last.map { printed[$0.upperBound...].split(separator: " ")[0] }).split(
          whereSeparator: \.isWhitespace)[0].description
      }
      arguments = ["--dns-server", try word(after: "--dns-server "), "--ca-file", try word(after: "--ca-file "), "-4"]
    }

    func stop() {
      lab.send(SIGTERM)
      _ = lab.wait()
    }

    /// Runs, and gives the report.
    func run(
      _ arguments: [String], environment: [String: String] = [:], through wrapper: [String] = []
    ) throws -> (result: Preflight.Result, report: Report) {
      let path = folder.url.appendingPathComponent("report.json").path
      let result = try Preflight.run(
        ["run", deployment] + self.arguments + arguments + ["-o", "json=\(path)", "-o", "text"],
        environment: environment, through: wrapper)
      let json = folder.text(of: "report.json")
      try #require(!json.isEmpty, "\(result.errors)")
      if SchemaValidator.isAvailable { #expect(try SchemaValidator.complaints(about: [json]) == [""]) }
      return (result, try JSONDecoder().decode(Report.self, from: Data(json.utf8)))
    }
  }

  private static let router = ["azuremlappname": "azureml-fe"]

  private static func model(
    _ name: String, image: String, in namespace: String = "azureml-ws", reason: String
  ) -> [String: Any] {
    TestCluster.pod(
      name, in: namespace, labels: ["isazuremlapp": "true", "azuremlappname": "iris"], node: "n1", image: image,
      port: 5001, state: ["waiting": ["reason": "ErrImagePull", "message": reason]], isReady: false, phase: "Pending")
  }

  /// A cluster with a node that is lost, a scaled model, two ready instances of the router, and a model pod that waits for
  /// its image.
  private static func objects(_ models: [[String: Any]]) -> [String: [[String: Any]]] {
    let deployment: (String, String, [String: String]) -> [String: Any] = { namespace, name, labels in
      [
        "metadata": ["namespace": namespace, "name": name, "labels": labels],
        "spec": ["replicas": 2, "selector": ["matchLabels": labels]],
        "status": ["replicas": 2, "readyReplicas": 2, "availableReplicas": 2, "updatedReplicas": 2],
      ]
    }
    return [
      "nodes": [TestCluster.node("n1"), TestCluster.node("n2"), TestCluster.node("n3", isReady: false)],
      "namespaces": ["default", "azureml-ws", "kube-system"].map { ["metadata": ["name": $0]] },
      "deployments": [
        deployment("default", "azureml-fe", Self.router),
        deployment("azureml-ws", "iris", ["isazuremlapp": "true", "azuremlappname": "iris"]),
      ],
      "horizontalpodautoscalers": [
        [
          "metadata": ["namespace": "azureml-ws", "name": "mine"],
          "spec": ["scaleTargetRef": ["kind": "Deployment", "name": "iris"], "maxReplicas": 3],
        ]
      ],
      "pods": [
        TestCluster.pod(
          "azureml-fe-1", in: "default", labels: Self.router, node: "n1", address: "127.244.0.5", port: 11001),
        TestCluster.pod(
          "azureml-fe-2", in: "default", labels: Self.router, node: "n2", address: "127.244.1.5", port: 11001),
      ] + models,
    ]
  }

  private static let timeout =
    #"failed to do request: Get "https://x.demoacr.westeurope.data.azurecr.io/": dial tcp 127.10.0.9:443: i/o timeout"#

  @Test func `reports what is wrong in the cluster, and blames the registry for its images`() async throws {
    let surroundings = try Surroundings("acr-data-blocked")
    defer { surroundings.stop() }
    let own = Self.model("iris-1", image: "demoacr.azurecr.io/models/iris:3", reason: Self.timeout)
    let cluster = try await TestCluster(["objects": Self.objects([own]), "notReady": ["etcd"]])
    defer { cluster.stop() }
    let (result, report) = try surroundings.run(["--vantage", "pod", "--kubeconfig", cluster.kubeconfig])
    #expect(result.status == 1)
    #expect(cluster.server.errors.isEmpty, "\(cluster.server.errors)")
    #expect(try cluster.sawReadsOnly)
    // One cause for host and image; the cluster's own beside it.
    #expect(report.causes.isSuperset(of: ["node.not-ready", "model.autoscaler-conflict", "apiserver.not-ready"]))
    #expect(!report.causes.contains("model.image-pull"), "\(report.causes)")
    let blocked = try #require(report.findings.first { $0.subject.id == "acrData" }, "\(report.causes)")
    #expect(blocked.explains.contains("model-deployment/model-images"))
    #expect(report.findings.first { $0.cause == "node.not-ready" }?.subject.id == "n3")
    #expect(report.findings.first { $0.cause == "apiserver.not-ready" }?.severity == "warning")
    // Every instance is connected to from here, and what that leaves open is said.
    let peers = try #require(report.requirement("router-start/router-peers-connect"))
    #expect(peers.outcome == "pass", "\(peers)")
    #expect(
      peers.workings?.map(\.arithmetic) == ["2 / 2", "star: 1 × 2 seen, 2 × 1 between instances not seen"])
    #expect(result.output.contains("star: 1 × 2 seen"))
  }

  @Test func `blames the cluster for images of a registry that nobody checked`() async throws {
    let surroundings = try Surroundings("acr-data-blocked")
    defer { surroundings.stop() }
    let foreign = Self.model("iris-1", image: "other.azurecr.io/models/iris:3", reason: Self.timeout)
    let elsewhere = Self.model("iris-9", image: "other.azurecr.io/models/iris:3", in: "team", reason: Self.timeout)
    let cluster = try await TestCluster([
      "objects": Self.objects([foreign, elsewhere]),
      // Whoever may read one namespace alone.
      "denied": ["pods", "horizontalpodautoscalers", "deployments", "events", "networkpolicies"].map {
        ["verb": "list", "resource": $0, "namespace": ""]
      }, "readyzStatus": 403,
    ])
    defer { cluster.stop() }
    let (_, all) = try surroundings.run(["--vantage", "pod", "--kubeconfig", cluster.kubeconfig])
    #expect(all.requirement("model-deployment/model-images")?.reason?.text.contains("needs list pods") == true)
    #expect(all.requirement("cluster-creation/kubernetes-api-ready")?.reason?.text == "needs get /readyz")
    let before = try cluster.server.requests.count
    let (_, one) = try surroundings.run(
      ["--vantage", "pod", "-n", "azureml-ws"], environment: ["KUBECONFIG": cluster.kubeconfig])
    // In a pod the service account is meant, which is not there.
    #expect(one.requirement("model-deployment/model-images")?.reason?.text.contains("--kubeconfig") == true)
    #expect(try cluster.server.requests.count == before)
    let (_, named) = try surroundings.run(["-n", "azureml-ws"], environment: ["KUBECONFIG": cluster.kubeconfig])
    let pull = try #require(named.findings.first { $0.cause == "model.image-pull" }, "\(named.causes)")
    #expect(pull.subject.members == nil || pull.subject.members == ["azureml-ws/iris-1"], "\(pull.subject)")
    #expect(named.causes.contains("model.autoscaler-conflict"))
    let later = try cluster.server.requests.dropFirst(before)
    #expect(later.contains { $0.path.hasPrefix("/api/v1/namespaces/azureml-ws/pods?") })
    #expect(!later.contains { $0.path.hasPrefix("/api/v1/pods") })
  }

  @Test(.enabled(if: Self.mountsForItself, "neither root nor user namespaces are allowed"))
  func `is a pod with a service account`() async throws {
    let surroundings = try Surroundings("healthy")
    defer { surroundings.stop() }
    let cluster = try await TestCluster(["objects": Self.objects([])])
    defer { cluster.stop() }
    let folder = surroundings.folder
    try folder.write("token-of-tests", to: "token")
    try folder.write("azureml-ws", to: "namespace")
    let authority = try String(contentsOfFile: cluster.authority.rootFile, encoding: .utf8)
    try folder.write(authority, to: "ca.crt")
    let place = "/var/run/secrets/kubernetes.io/serviceaccount"
    let script =
      "mount -t tmpfs none \"$(readlink -f /var/run)\" && mkdir -p \(place) && cd '\(folder.url.path)'"
      + " && cp token namespace ca.crt \(place)/ && cd / && exec \"$@\""
    let environment = [
      "KUBERNETES_SERVICE_HOST": "\(cluster.server.address.address)",
      "KUBERNETES_SERVICE_PORT": "\(cluster.server.address.port)", "HOSTNAME": "checker-1",
    ]
    let (_, report) = try surroundings.run(
      ["--vantage", "pod"], environment: environment, through: Self.isolation + ["sh", "-c", script, "sh"])
    #expect(cluster.server.errors.isEmpty, "\(cluster.server.errors)")
    #expect(report.causes.isSuperset(of: ["node.not-ready", "model.autoscaler-conflict"]), "\(report.causes)")
    #expect(report.requirement("cluster-creation/kubernetes-api-allows")?.outcome == "pass")
    let requests = try cluster.server.requests
    #expect(!requests.isEmpty)
    #expect(requests.allSatisfy { $0.authorization == "Bearer token-of-tests" })
    #expect(try cluster.sawReadsOnly)
    // The pod itself is looked at: a policy may limit what it sees.
    #expect(requests.contains { $0.path == "/api/v1/namespaces/azureml-ws/pods/checker-1" })
    // On its node's network it is a pod all the same, but no policy is about it.
    let (_, onNode) = try surroundings.run(
      ["--vantage", "node"], environment: environment, through: Self.isolation + ["sh", "-c", script, "sh"])
    #expect(onNode.requirement("cluster-creation/kubernetes-api-allows")?.outcome == "pass")
    let all = try cluster.server.requests
    #expect(!all.dropFirst(requests.count).contains { $0.path.contains("/pods/checker-1") })
    // Elsewhere nothing of it is used.
    let (_, outside) = try surroundings.run(
      ["--vantage", "workstation"], environment: environment, through: Self.isolation + ["sh", "-c", script, "sh"])
    #expect(outside.requirement("cluster-creation/kubernetes-api-allows")?.outcome == "skipped")
    #expect(try cluster.server.requests.count == all.count)
  }

  /// A view of the file system of one's own.
  private static let isolation = ["unshare"] + (getuid() == 0 ? [] : ["-r"]) + ["-m"]
  private static let mountsForItself: Bool = {
    let mount = isolation + ["sh", "-c", "mount -t tmpfs none /mnt && exec \"$@\"", "sh"]
    let result = try? Preflight.run(["--version"], through: mount)  // what cannot start is not allowed
    return result?.status == 0
  }()
}
