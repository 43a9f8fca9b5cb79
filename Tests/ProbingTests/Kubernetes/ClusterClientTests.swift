import ClusterAPI
import Foundation
import Model
import TestSupport
import Testing

@testable import Probing

@Suite(.timeLimit(.minutes(3)), .enabled(if: Program.python.shouldBeUsed, "python3 is not installed"))
struct `An API server` {
  private static func namespace(_ name: String) -> [String: Any] { ["metadata": ["name": name]] }

  @Test func `is read page by page over few connections, and sent nothing but reads`() async throws {
    let cluster = try await Cluster([
      "pageLimit": 2,
      "objects": [
        "namespaces": ["a", "b", "c", "d", "e"].map(Self.namespace),
        "pods": [["metadata": ["name": "p", "namespace": "b", "labels": ["x": "y"]], "status": ["phase": "Running"]]],
      ],
    ])
    defer { cluster.stop() }
    let answers = try await cluster.answers(
      ClusterRead(.version), ClusterRead(.readiness), ClusterRead(.namespaces),
      ClusterRead(.pods, labelSelector: "x=y"),
      ClusterRead(.pods, namespace: "b", labelSelector: "x!=y"), ClusterRead(.nodes),
      ClusterRead(.configMaps, namespace: "kube-system", name: "coredns-custom"))
    #expect(answers.map(\.isRead) == [true, true, true, true, true, true, false])
    #expect(answers[0].objects == .version(ServerVersion(gitVersion: "v1.29.4", platform: "linux/amd64")))
    #expect(answers[1].objects == .readiness(ServerReadiness(isReady: true)))
    guard case .namespaces(let namespaces)? = answers[2].objects else { return #expect(Bool(false)) }
    #expect(namespaces.map(\.name) == ["a", "b", "c", "d", "e"])
    // One review and three pages.
    #expect(answers[2].requests == 4)
    #expect(answers[3].objects?.count == 1)
    #expect(answers[4].objects?.count == 0)
    #expect(answers[6].ending == .absent)
    #expect(answers.allSatisfy { $0.address == cluster.server.address })

    let requests = try cluster.server.requests
    #expect(requests.count == answers.map(\.requests).reduce(0, +))
    for request in requests where request.method != "GET" {
      #expect(request.method == "POST")
      #expect(request.path == "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
    }
    #expect(Set(requests.map(\.peer)).count <= ClusterClient.width)
    #expect(requests.allSatisfy { $0.authorization == "Bearer token-of-tests" })
    #expect(requests.allSatisfy { $0.host == "\(cluster.server.address)" })
  }

  @Test func `tells what is not allowed, and the rest is read`() async throws {
    let cluster = try await Cluster([
      "denied": [["resource": "pods", "namespace": "azureml"], ["verb": "get", "resource": "secrets"]],
      "objects": ["pods": [["metadata": ["name": "p", "namespace": "b"]]]],
    ])
    defer { cluster.stop() }
    let answers = try await cluster.answers(
      ClusterRead(.pods, namespace: "azureml"), ClusterRead(.pods, namespace: "b"),
      ClusterRead(.secrets, namespace: "b", name: "azuremlfessl"))
    guard case .needsRight(let right, _) = answers[0].ending else { return #expect(Bool(false)) }
    #expect(right.description == "list pods in azureml")
    #expect(answers[1].objects?.count == 1)
    guard case .needsRight(let other, _) = answers[2].ending else { return #expect(Bool(false)) }
    #expect(other.description == "get secrets/azuremlfessl in b")
    // What is not allowed was not tried.
    let paths = try cluster.server.requests.filter { $0.method == "GET" }.map(\.path)
    #expect(paths == ["/api/v1/namespaces/b/pods?limit=500"])
  }

  @Test func `that forbids reviews is asked all the same`() async throws {
    let cluster = try await Cluster(["reviewsDenied": true, "denied": [["resource": "nodes"]]])
    defer { cluster.stop() }
    let answers = try await cluster.answers(ClusterRead(.nodes), ClusterRead(.namespaces))
    guard case .needsRight(let right, let message) = answers[0].ending else { return #expect(Bool(false)) }
    #expect(right.description == "list nodes")
    #expect(message.contains("nodes is forbidden"))
    #expect(answers[1].isRead)
  }

  @Test func `of an old version is asked for what it has`() async throws {
    let slice: [String: Any] = [
      "metadata": ["name": "fe-1", "namespace": "n", "labels": ["kubernetes.io/service-name": "fe"]],
      "endpoints": [["addresses": ["10.0.0.1"]]],
    ]
    let cluster = try await Cluster([
      "groups": ["v1", "discovery.k8s.io/v1beta1", "authorization.k8s.io/v1"], "objects": ["endpointslices": [slice]],
    ])
    defer { cluster.stop() }
    let answers = try await cluster.answers(ClusterRead(.endpointSlices), ClusterRead(.autoscalers))
    #expect(answers[0].objects?.count == 1)
    #expect(answers[1].ending == .absent)
  }

  @Test func `that forgets its place, is busy or fails for a moment is read in the end`() async throws {
    let cluster = try await Cluster([
      "pageLimit": 2, "expireAfter": 1, "objects": ["namespaces": ["a", "b", "c", "d", "e"].map(Self.namespace)],
      "faults": [
        ["path": "/nodes", "times": 2, "status": 429, "retryAfter": "0"],
        ["path": "/services", "times": 1, "status": 500],
      ],
    ])
    defer { cluster.stop() }
    let answers = try await cluster.answers(ClusterRead(.namespaces), ClusterRead(.nodes), ClusterRead(.services))
    #expect(answers.map(\.isRead) == [true, true, true])
    #expect(answers[0].objects?.count == 5)
    #expect(answers.map(\.requests) == [6, 4, 3])
  }

  @Test(
    arguments: [
      ("401", "unauthorized"), ("403", "needsRight"), ("429", "failed 429 TooManyRequests"),
      ("500", "failed 500 InternalError"), ("503", "failed 503 ServiceUnavailable"),
    ])
  func `says no in its own way`(status: String, expected: String) async throws {
    let cluster = try await Cluster([
      "faults": [["path": "/api/v1/nodes", "status": Int(status) ?? 0, "retryAfter": "0", "message": "made"]]
    ])
    defer { cluster.stop() }
    let ending = try await cluster.answers(ClusterRead(.nodes))[0].ending
    let found =
      switch ending {
      case .unauthorized("made"): "unauthorized"
      case .needsRight(_, "made"): "needsRight"
      case .failed(let status, let reason, "made"): "failed \(status) \(reason)"
      default: "\(ending)"
      }
    #expect(found == expected)
  }

  @Test(
    arguments: [
      ("html", "malformed: it is HTML or XML"),
      ("garbage", "malformed: it is not the JSON that was expected, at byte 0"),
      ("reset", "connectionFailed"), ("cut", "connectionFailed"), ("slow", "unanswered"),
    ])
  func `that breaks is bounded and told apart`(kind: String, expected: String) async throws {
    let cluster = try await Cluster(["faults": [["path": "/api/v1/nodes", "kind": kind]]])
    defer { cluster.stop() }
    let (answer, elapsed) = try await {
      let start = ContinuousClock.now
      let answer = try await cluster.answers(
        ClusterRead(.nodes), patience: kind == "slow" ? .milliseconds(700) : .seconds(20))[0]
      return (answer, ContinuousClock.now - start)
    }()
    let found =
      switch answer.ending {
      case .malformed(let reason): "malformed: \(reason)"
      case .unanswered(let after): after >= Milliseconds(.milliseconds(650)) ? "unanswered" : "too early: \(after)"
      default: answer.trouble.map { $0.kind.rawValue } ?? "\(answer.ending)"
      }
    #expect(found == expected)
    #expect(elapsed < .seconds(20))
  }

  @Test func `that never ends is left at the deadline`() async throws {
    let cluster = try await Cluster(["faults": [["path": "/api/v1/namespaces/n/pods", "kind": "endless"]]])
    defer { cluster.stop() }
    let start = ContinuousClock.now
    let answer = try await cluster.answers(ClusterRead(.pods, namespace: "n"), within: .seconds(2))[0]
    guard case .unanswered = answer.ending else { return #expect(Bool(false), "\(answer.ending)") }
    #expect(ContinuousClock.now - start < .seconds(12))
  }
}
