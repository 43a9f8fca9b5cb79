import Model
import Planning
import TestSupport
import Testing

private let requirements = ClusterRule.allCases.map { rule in
  Requirement(
    id: Requirement.ID(rawValue: "cluster-creation/\(rule.rawValue)"), title: rule.rawValue, phase: .clusterCreation,
    role: .cluster, expectation: .found(rule: rule, limits: [:]), consumer: .node,
    vantages: [.routerPeers, .modelPods].contains(rule) ? [.node, .pod] : Vantage.Kind.allCases)
}
private let planner = Planner(catalog: .with(requirements: requirements))
private func vantage(_ kind: Vantage.Kind) -> Vantage {
  var vantage = Vantage.with(kind: kind)
  vantage.clusterAccess = ClusterAccess(.serviceAccount, host: Host("10.0.0.1")!, port: 443, credential: .token)
  return vantage
}

@Suite struct `A plan with rules about the cluster` {
  @Test func `leaves them out without access to the Kubernetes API, and says which option gives it`() {
    let plan = planner.plan(for: .with(), from: .with())
    #expect(plan.steps == [])
    #expect(plan.omissions.count == requirements.count)
    #expect(plan.omissions.allSatisfy { $0.reason == .dataNotGiven(option: "--kubeconfig") })
  }

  @Test func `reads each thing once`() {
    let plan = planner.plan(for: .with(), from: vantage(.pod))
    let reads = plan.steps.compactMap { if case .readCluster(let read) = $0.probe { read } else { nil } }
    #expect(reads.count == plan.steps.count)
    #expect(Set(reads).count == reads.count)
    #expect(plan.requirements.count == requirements.count)
    #expect(plan.steps.first { $0.probe == .readCluster(.nodes) }?.serves.count == 10)
  }

  @Test func `looks for models in one namespace where that is wanted, and for the router where it is`() {
    var vantage = vantage(.pod)
    vantage.clusterAccess?.namespace = "team"
    let plan = planner.plan(for: .with(), from: vantage)
    let reads = plan.steps.compactMap { if case .readCluster(let read) = $0.probe { read } else { nil } }
    #expect(Set(reads).count == reads.count)
    let everywhere: Set<ClusterResource> = [.nodes, .namespaces, .daemonSets, .version, .readiness]
    #expect(reads.allSatisfy { $0.namespace != nil || everywhere.contains($0.resource) })
    for resource in [ClusterResource.networkPolicies, .events] {
      #expect(reads.filter { $0.resource == resource }.map(\.namespace) == ["default", "team"])
    }
    #expect(reads.contains(ClusterRead(.autoscalers, namespace: "team")))
    #expect(reads.contains(ClusterReads(.v1).routerPods))
    // One namespace for both is read once.
    vantage.clusterAccess?.namespace = "default"
    let own = planner.plan(for: .with(), from: vantage).steps.count { step in
      if case .readCluster(let read) = step.probe { read.resource == .events } else { false }
    }
    #expect(own == 1)
  }

  @Test func `looks for the router where the edition puts it`() {
    let plan = planner.plan(for: .with(), from: vantage(.pod), selecting: Selection(edition: .extension))
    #expect(plan.steps.contains { $0.probe == .readCluster(ClusterReads(.extension).routerPods) })
    #expect(!plan.steps.contains { $0.probe == .readCluster(ClusterReads(.v1).routerPods) })
  }
}

@Suite struct `Listed pods` {
  private let plan = planner.plan(for: .with(), from: vantage(.pod))

  private func steps(_ pods: [ClusterPod], as read: ClusterRead) -> [Step] {
    let step = plan.steps.first { $0.probe == .readCluster(read) }!
    let answer = ClusterAnswer(read, .read(objects: .pods(pods), total: pods.count))
    let recording = Recording(
      toolVersion: "test", catalogDigest: "", startedAt: .testStart, duration: .moment, deployment: .with(),
      vantage: vantage(.pod), plan: plan,
      observations: [Observation(id: "o1", step: step.id, start: .zero, duration: .zero, evidence: .cluster(answer))])
    return FollowUps(catalog: .with()).steps(after: recording)
  }

  @Test func `are connected to, each at the port that it declares`() {
    let steps = steps([.router("1", "10.244.0.5"), .router("2", "10.244.1.5")], as: ClusterReads(.v1).routerPods)
    #expect(steps.map(\.origin?.followUp) == [.listedPods])
    guard case .attempt(let endpoint, let addresses, .connection, nil) = steps.first?.probe else {
      Issue.record("no attempt")
      return
    }
    #expect(endpoint.role == .routerPeers && endpoint.port == 11001)
    #expect(addresses.map(\.description) == ["10.244.0.5", "10.244.1.5"])
  }

  @Test func `that are not ready, or on their way out, are left alone`() {
    var gone = ClusterPod.router("1", "10.244.0.5")
    gone.isTerminating = true
    #expect(steps([gone, .router("2", "10.244.1.5", ready: .notReady)], as: ClusterReads(.v1).routerPods) == [])
  }

  @Test func `are at most 64 of each kind, sixteen a step`() {
    let pods = (0..<500).map { ClusterPod.model("m\($0)", "10.244.\($0 / 250).\($0 % 250 + 1)") }
    let steps = steps(pods, as: .modelPods)
    #expect(steps.count == 4)
    for step in steps {
      guard case .attempt(_, let addresses, _, _) = step.probe else { continue }
      #expect(addresses.count == 16)
    }
  }

  @Test func `are announced before anything is sent`() {
    let possible = FollowUps(catalog: .with()).possible(after: plan, for: .with(), from: vantage(.pod))
    #expect(possible.contains { $0.followUp == .listedPods && $0.contacts.contains { $0.hasPrefix("router pods") } })
  }
}
