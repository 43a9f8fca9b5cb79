import Foundation
import Model
import TestSupport

/// An API server of a command's test, over TLS, with a kubeconfig that leads to it.
struct TestCluster {
  let authority: TestAuthority
  let server: ClusterServer
  let folder: TemporaryFolder
  /// The kubeconfig's path.
  let kubeconfig: String

  /// Starts the server.
  ///
  /// - Parameters:
  ///   - namespace: The context's.
  ///   - settings: As `apiserver.py` has them.
  init(namespace: String? = nil, _ settings: [String: Any]) async throws {
    authority = try await TestAuthority()
    let ip = Loopback.address()
    let identity = try await authority.issue(ServerCertificate([ip.description]))
    server = try await ClusterServer(identity, clientAuthority: authority.rootFile, at: ip, settings: settings)
    folder = try TemporaryFolder()
    var text = server.kubeconfig(cluster: ["certificate-authority: \(authority.rootFile)"])
    if let namespace {
      text = text.replacing("{cluster: test, user: test}", with: "{cluster: test, user: test, namespace: \(namespace)}")
    }
    kubeconfig = try folder.write(text, to: "kubeconfig").path
  }

  func stop() {
    server.stop()
    authority.remove()
  }

  /// Whether nothing but reads and access reviews arrived.
  var sawReadsOnly: Bool {
    get throws {
      try server.requests.allSatisfy { $0.method == "GET" || $0.path.hasSuffix("/selfsubjectaccessreviews") }
    }
  }

  // MARK: Objects, as an API server has them

  static func node(
    _ name: String, labels: [String: String] = [:], taints: [[String: String]] = [], isReady: Bool = true
  ) -> [String: Any] {
    [
      "metadata": ["name": name, "labels": labels.merging(["kubernetes.io/os": "linux"]) { own, _ in own }],
      "spec": ["taints": taints],
      "status": [
        "conditions": [
          [
            "type": "Ready", "status": isReady ? "True" : "Unknown",
            "reason": isReady ? "KubeletReady" : "NodeStatusUnknown",
          ]
        ],
        "capacity": ["cpu": "4", "memory": "14337636Ki"], "allocatable": ["cpu": "3860m", "memory": "12880740Ki"],
        "addresses": [["type": "InternalIP", "address": "10.240.0.4"]], "nodeInfo": ["kubeletVersion": "v1.29.4"],
      ],
    ]
  }

  static func pod(
    _ name: String, in namespace: String, labels: [String: String], node: String? = nil, address: String? = nil,
    image: String = "mcr.microsoft.com/x:1", port: Int? = nil, state: [String: Any] = ["running": [:]],
    isReady: Bool = true, phase: String = "Running", container: String = "main"
  ) -> [String: Any] {
    var spec: [String: Any] = [
      "containers": [["name": container, "image": image, "ports": port.map { [["containerPort": $0]] } ?? []]]
    ]
    if let node { spec["nodeName"] = node }
    var status: [String: Any] = [
      "phase": phase, "conditions": [["type": "Ready", "status": isReady ? "True" : "False"]],
      "containerStatuses": [["name": container, "ready": isReady, "restartCount": 0, "state": state]],
    ]
    if let address { status["podIP"] = address }
    return [
      "metadata": [
        "name": name, "namespace": namespace, "labels": labels, "creationTimestamp": "2026-01-01T00:00:00Z",
      ], "spec": spec, "status": status,
    ]
  }
}
