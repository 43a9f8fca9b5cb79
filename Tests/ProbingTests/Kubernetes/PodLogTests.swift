import ClusterAPI
import Foundation
import Model
import TestSupport
import Testing

@testable import Probing

@Suite(.timeLimit(.minutes(3)), .enabled(if: Program.python.shouldBeUsed, "python3 is not installed"))
struct `What pods printed` {
  @Test func `is read pod by pod, and what is missing is said`() async throws {
    let pods = (1...6).map { number -> [String: Any] in
      [
        "metadata": ["name": "preflight-\(number)", "namespace": "azureml", "labels": ["app": "preflight"]],
        "spec": ["nodeName": "node-\(number)"],
      ]
    }
    let logs = Dictionary(
      uniqueKeysWithValues: (1...4).map { ("azureml/preflight-\($0)", "working…\n{\"a\": \($0),\n \"b\": {}}\n") })
    let cluster = try await Cluster([
      "objects": ["pods": pods], "logs": logs,
      "denied": [["verb": "get", "resource": "pods/log", "name": "preflight-6"]],
    ])
    defer { cluster.stop() }
    let vantage = Vantage(kind: .workstation, nameservers: [])
    let settings = Network.Settings(vantage: vantage, trust: try TrustStore(), login: cluster.login)
    let found = try await PodLogs.read(settings, namespace: "azureml", selector: "app=preflight")
    try #require(
      found.logs.map(\.pod) == (1...6).map { "azureml/preflight-\($0)" },
      "\(found.pods.ending) \(cluster.server.errors)")
    #expect(found.logs.map(\.node) == (1...6).map { "node-\($0)" })
    #expect(found.logs.prefix(4).map(\.trouble) == [nil, nil, nil, nil])
    #expect(found.logs[1].document == Array("{\"a\": 2,\n \"b\": {}}".utf8))
    #expect(found.logs[4].trouble == .absent)
    guard case .needsRight(let right, _)? = found.logs[5].trouble else { return #expect(Bool(false)) }
    #expect(right.description == "get pods/log/preflight-6 in azureml")
    let requests = try cluster.server.requests
    #expect(requests.allSatisfy { $0.method == "GET" || $0.path.hasSuffix("/selfsubjectaccessreviews") })
    #expect(requests.contains { $0.body.contains("\"subresource\":\"log\"") })
    let none = try await PodLogs.read(settings, namespace: "azureml", selector: "app=other")
    #expect(none.logs.isEmpty && none.pods.objects?.count == 0)
  }
}
