import Judging
import Model
import TestSupport
import Testing

private let crash = ClusterContainer.waiting(
  "CrashLoopBackOff", image: "mcr.microsoft.com/azureml/azureml-fe:1",
  last: ClusterContainer.Termination(reason: "OOMKilled", exitCode: 137, finishedAt: .testStart), restarts: 7)

@Suite struct `The router` {
  @Test func `runs where its pods are ready`() {
    let report = clusterReport(ModelCluster(), .routerRuns, .routerService)
    #expect(report.outcome(.routerRuns) == .pass)
    #expect(report.outcome(.routerService) == .pass)
    #expect(report.causes == [])
  }

  @Test func `is missing without a deployment and pods, and its Service is a consequence`() {
    let some = cluster {
      $0.routerDeployments = []
      $0.routerPods = []
      $0.routerServices = []
      $0.routerSlices = []
    }
    let report = clusterReport(some, .routerRuns, .routerService)
    #expect(report.causes == [.routerMissing])
    #expect(report.findings[0].explains.count == 2)
    #expect(report.findings[0].subject == Finding.Subject(kind: .deployment, id: "default/azureml-fe"))
  }

  @Test func `is missing when scaled to nothing`() {
    let some = cluster {
      $0.routerDeployments = [.with("default", "azureml-fe", desired: 0)]
      $0.routerPods = []
    }
    let report = clusterReport(some, .routerRuns)
    #expect(report.causes == [.routerMissing])
    #expect(report.findings[0].facts[.reason] == "it is scaled to 0")
  }

  @Test func `lies in the extension's namespace with the extension`() {
    let some = cluster {
      $0.edition = .extension
      $0.routerDeployments = []
      $0.routerPods = []
    }
    #expect(clusterReport(some, .routerRuns).findings.first?.facts[.namespace] == "azureml")
  }

  @Test func `crashes with the last reason, and its empty Service is a consequence`() {
    let some = cluster {
      $0.routerPods = [.router("1", "10.244.0.5", containers: [crash], ready: .notReady)]
      $0.routerSlices = [
        EndpointSlice(namespace: "default", name: "x", service: "azureml-fe", notReady: [IPAddress("10.244.0.5")!])
      ]
    }
    let report = clusterReport(some, .routerRuns, .routerService)
    #expect(report.causes == [.routerCrashLooping])
    #expect(report.findings[0].facts[.reason]?.contains("OOMKilled, exit code 137") == true)
    #expect(report.findings[0].explains.count == 2)
  }

  @Test func `of which one instance crashes is a warning`() {
    let some = cluster { $0.routerPods[1] = .router("2", "10.244.1.5", containers: [crash], ready: .notReady) }
    let report = clusterReport(some, .routerRuns)
    #expect(report.outcome(.routerRuns) == .pass)
    #expect(report.findings.map(\.severity) == [.warning])
  }

  @Test func `that no node takes is not ready, with the scheduler's words`() {
    var pod = ClusterPod.router("1", "10.244.0.5", containers: [], ready: .notReady)
    pod.phase = .pending
    pod.conditions.append(
      ClusterCondition(
        "PodScheduled", .isFalse, reason: "Unschedulable", message: "0/3 nodes are available: 3 Insufficient cpu."))
    let report = clusterReport(cluster { $0.routerPods = [pod] }, .routerRuns)
    #expect(report.causes == [.routerNotReady])
    #expect(report.findings[0].facts[.reason] == "Unschedulable: 0/3 nodes are available: 3 Insufficient cpu.")
  }

  @Test func `ended long ago and is ready now: nothing`() {
    var container = ClusterContainer(name: "fe", image: "image", restarts: 9)
    container.lastTermination = ClusterContainer.Termination(exitCode: 1, finishedAt: .testStart.adding(days: -3))
    #expect(
      clusterReport(cluster { $0.routerPods = [.router("1", "10.244.0.5", containers: [container])] }, .routerRuns)
        .causes == [])
  }

  @Test func `that is on its way out says nothing`() {
    let some = cluster {
      $0.routerPods[1].conditions = [.notReady]
      $0.routerPods[1].isTerminating = true
    }
    #expect(clusterReport(some, .routerRuns).causes == [])
  }

  @Test func `that is ready behind a Service with another selector has no endpoints`() {
    let report = clusterReport(cluster { $0.routerSlices = [] }, .routerRuns, .routerService)
    #expect(report.causes == [.routerNoEndpoints])
    #expect(report.findings[0].subject == Finding.Subject(kind: .service, id: "default/azureml-fe"))
  }

  @Test func `waits for the address of its load balancer, with Azure's reason`() {
    let some = cluster {
      $0.routerServices = [.router(ingress: [])]
      $0.events = [
        ClusterEvent(
          reason: "SyncLoadBalancerFailed", message: "PublicIPCountLimitReached", namespace: "default",
          objectKind: "Service",
          objectName: "azureml-fe", lastSeen: .testStart)
      ]
    }
    let report = clusterReport(some, .routerService)
    #expect(report.causes == [.routerNoAddress])
    #expect(report.findings[0].facts[.reason]?.contains("PublicIPCountLimitReached") == true)
  }

  @Test func `needs no address where its Service is no load balancer`() {
    #expect(
      clusterReport(cluster { $0.routerServices = [.router(type: "ClusterIP", ingress: [])] }, .routerService).causes
        == [])
  }

  @Test(arguments: [("20.50.0.1", []), ("20.99.0.1", [Cause.routerAddressDiffers])])
  func `has the address that the scoring name leads to`(_ address: String, _ causes: [Cause]) {
    var deployment = Deployment.with()
    deployment.scoring.host = Host("iris.example.com")
    let visit = Visit.of(.with(role: .scoring, host: "iris.example.com"), [.resolves], addresses: [address])
    let report = clusterReport(ModelCluster(), .scoringAddress, visits: [visit], deployment: deployment)
    #expect(report.causes == causes)
    #expect(report.findings.allSatisfy { $0.severity == .warning })
  }

  @Test(arguments: [(-1, [Cause.tlsExpired]), (10, [.tlsExpiresSoon]), (90, [])] as [(Int64, [Cause])])
  func `has a certificate for a while`(_ days: Int64, _ causes: [Cause]) {
    let certificate = Certificate.with(subject: "CN=iris.example.com", until: .testStart.adding(days: days))
    let some = cluster {
      $0.certificates = [
        SecretCertificate(namespace: "default", name: "azuremlfessl", key: "cert.pem", certificate: certificate)
      ]
    }
    let report = clusterReport(some, .routerCertificate, limits: [.notice: .number(30)])
    #expect(report.causes == causes)
  }

  @Test func `has no certificate where it has no secret`() {
    let report = clusterReport(ModelCluster(), .routerCertificate, limits: [.notice: .number(30)])
    #expect(report.outcome(.routerCertificate) == .skipped(reason: .nothingFound(kind: "certificate of the router")))
  }
}

@Suite struct `Connections to listed pods` {
  private func report(_ rule: ClusterRule, _ role: EndpointRole, _ evidence: [Evidence], policies: [NetworkPolicy] = [])
    -> Report
  {
    let some = cluster { $0.policies = policies }
    var recording = Recording.with([], asksForNameservers: false).with(some, rule)
    if !policies.isEmpty { recording = recording.with(some, .policies) }
    let read = rule == .routerPeers ? ClusterReads(.v1).routerPods : ClusterRead.modelPods
    let step = recording.step(of: read)!
    let endpoint = Endpoint(role: role, host: Host("10.244.0.5")!, port: 11001, transport: .tcp)
    var pieces = evidence
    if !pieces.isEmpty {
      let first = pieces.removeFirst()
      recording = recording.following(
        .listedPods, after: step, .attempt(endpoint, at: "10.244.0.5", upTo: .connection), first)
    }
    for piece in pieces {
      recording = recording.following(
        .listedPods, after: step, .attempt(endpoint, at: "10.244.1.5", upTo: .connection), piece)
    }
    return Judge(catalog: .with()).report(on: recording)
  }

  private let silence = Connection.Ending.unanswered(after: .fiveSeconds)

  @Test func `show a star, and say so`() {
    let report = report(
      .routerPeers, .routerPeers, [.connection("10.244.0.5", port: 11001), .connection("10.244.1.5", port: 11001)])
    #expect(report.outcome(.routerPeers) == .pass)
    #expect(report.workings(.routerPeers).contains("2 / 2"))
    #expect(report.workings(.routerPeers).contains { $0.hasPrefix("star: 1 × 2 seen, 2 × 1 between") })
  }

  @Test func `that stay silent name the instance`() {
    let report = report(
      .routerPeers, .routerPeers,
      [.connection("10.244.0.5", port: 11001), .connection("10.244.1.5", port: 11001, silence)])
    #expect(report.causes == [.routerPeerUnreachable])
    #expect(report.findings[0].subject.id == "default/azureml-fe-2")
  }

  @Test func `that are refused by the pod itself show an open way`() {
    let report = report(.modelPods, .modelPods, [.connection("10.244.0.9", port: 5001, .refused(after: .moment))])
    #expect(report.outcome(.modelPods) == .pass)
  }

  @Test func `that were not tried prove nothing`() {
    #expect(report(.modelPods, .modelPods, []).outcome(.modelPods) == .inconclusive)
  }

  @Test func `follow from the policy that denies them`() {
    let deny = NetworkPolicy(namespace: "azureml-ws", name: "deny-all", policyTypes: [.ingress])
    let report = report(.modelPods, .modelPods, [.connection("10.244.0.9", port: 5001, silence)], policies: [deny])
    #expect(report.causes == [.policyDenies])
    #expect(report.findings[0].confidence == .proved)
    #expect(report.findings[0].subject.id == "NetworkPolicy/azureml-ws/deny-all")
  }
}
