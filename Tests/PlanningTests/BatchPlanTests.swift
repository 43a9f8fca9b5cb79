import Model
import Planning
import Testing

@Suite struct `A plan for many deployments` {
  private let vantage = Vantage(kind: .workstation, nameservers: [SocketAddress(.v4(0x0A00_0004), port: 53)])
  private let planner = Planner(catalog: .forPlanning)

  private func deployment(_ registry: String?) -> Deployment {
    var deployment = Deployment.full
    deployment.name = registry ?? "none"
    deployment.registry.name = registry
    return deployment
  }

  @Test func `has the steps of the one plan if there is one deployment`() {
    let plan = planner.plan(for: .full, from: vantage)
    let batch = planner.batch(of: [.full], from: vantage)
    #expect(batch.steps.map(\.probe) == plan.steps.map(\.probe))
    #expect(batch.steps.map(\.phase) == plan.steps.map(\.phase))
    #expect(batch.members.map(\.steps) == [Array(plan.steps.indices)])
  }

  @Test func `reaches once what several need, and each its own`() {
    let batch = planner.batch(of: [deployment("one"), deployment("two"), deployment("one")], from: vantage)
    let hosts = batch.steps.compactMap { step in
      if case .reach(let endpoint, _, _) = step.probe { endpoint.host.description } else { nil }
    }
    #expect(hosts.count { $0 == "mcr.microsoft.com" } == 1)
    #expect(hosts.count { $0 == "one.azurecr.io" } == 1)
    #expect(hosts.count { $0 == "two.azurecr.io" } == 1)
    #expect(batch.members[0].steps == batch.members[2].steps)
    #expect(batch.steps.map(\.id.rawValue) == batch.steps.indices.map { "s\($0 + 1)" })
  }

  @Test func `leads each deployment to its own probes`() {
    let deployments = [deployment("one"), deployment(nil), deployment("two")]
    let batch = planner.batch(of: deployments, from: vantage)
    #expect(batch.members.map(\.deployment) == deployments)
    for member in batch.members {
      let plan = planner.plan(for: member.deployment, from: vantage)
      #expect(plan.steps.map(\.probe.place) == member.steps.map { batch.steps[$0].probe.place })
    }
  }
}

extension Probe {
  fileprivate var place: String {
    switch self {
    case .lookUp(let name): name.description
    case .reach(let endpoint, _, _): endpoint.hostAndPort
    case .converse(let conversation, _): "a conversation with \(conversation.endpoint.hostAndPort)"
    case .readCluster(let read): read.resource.plural
    case .ask, .attempt: "a follow-up"
    }
  }
}
