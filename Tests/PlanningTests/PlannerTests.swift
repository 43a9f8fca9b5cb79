import Model
import Planning
import Testing

@Suite struct `A plan` {
  private let workstation = Vantage(kind: .workstation, nameservers: [SocketAddress(.v4(0x0A00_0004), port: 53)])
  private let pod = Vantage(kind: .pod, nameservers: [SocketAddress(.v4(0x0A00_0004), port: 53)])
  private let planner = Planner(catalog: .forPlanning)

  private func plan(_ deployment: Deployment, from vantage: Vantage? = nil, _ selection: Selection = Selection())
    -> Plan
  {
    planner.plan(for: deployment, from: vantage ?? workstation, selecting: selection)
  }

  private func reason(_ id: String, in plan: Plan) -> Omission.Reason? {
    plan.omissions.first { $0.requirement.id.rawValue == id }?.reason
  }

  @Test func `reaches an endpoint once for all phases that need it`() {
    let plan = plan(.full)
    let steps = plan.steps.filter {
      if case .reach(let endpoint, _, _) = $0.probe { endpoint.role == .apiServer } else { false }
    }
    #expect(steps.count == 1)
    #expect(steps.first?.phase == .clusterCreation)
    #expect(
      steps.first?.serves.map(\.rawValue) == ["cluster-creation/api-server-answers", "serving/api-server-answers"])
  }

  @Test func `climbs as high as the most demanding requirement`() {
    let plan = plan(.full)
    let acr = plan.steps.compactMap { step -> Rung? in
      if case .reach(let endpoint, let rung, _) = step.probe, endpoint.role == .acr { rung } else { nil }
    }
    #expect(acr == [.response])
  }

  @Test func `fills host templates with the deployment's values`() {
    let hosts = plan(.full).requirements.compactMap { $0.endpoint?.host.description }
    #expect(hosts.contains("myacr.azurecr.io"))
    #expect(hosts.contains("westeurope.api.azureml.ms"))
  }

  @Test func `takes the cloud's own hosts`() {
    var deployment = Deployment.full
    deployment.cloud = .china
    let plan = plan(deployment)
    #expect(plan.requirements.contains { $0.endpoint?.host.description == "myacr.azurecr.cn" })
    #expect(reason("router-operation/azureml-api-answers", in: plan) == .notInCloud(cloud: .china))
  }

  @Test func `says which value is missing`() {
    let plan = plan(Deployment(name: "bare"))
    #expect(reason("model-deployment/acr-answers", in: plan) == .notDeclared(path: "registry.name"))
    #expect(reason("cluster-creation/api-server-answers", in: plan) == .notDeclared(path: "cluster.apiServer.host"))
    #expect(
      plan.requirements.map(\.requirement.id.rawValue) == [
        "preconditions/nameservers-answer", "cluster-creation/mcr-answers",
      ])
  }

  @Test func `prefers declared hosts and overrides to the rule`() {
    var deployment = Deployment.full
    deployment.registry.loginServer = DomainName("registry.corp.example")
    var override = Deployment.EndpointOverride()
    override.port = 8_443
    deployment.endpoints[.acr] = override
    let endpoint = plan(deployment).requirements.first { $0.requirement.role == .acr }?.endpoint
    #expect(endpoint?.hostAndPort == "registry.corp.example:8443")
  }

  @Test func `leaves out what the vantage cannot see`() {
    #expect(reason("router-start/router-peers-accept", in: plan(.full)) == .notVisible(from: [.node, .pod]))
    #expect(reason("router-start/router-peers-accept", in: plan(.full, from: pod)) == nil)
  }

  @Test func `expects private addresses where they are declared`() {
    let kinds = plan(.full).requirements.compactMap { planned -> AddressKind? in
      if case .addresses(let kind) = planned.requirement.expectation { kind } else { nil }
    }
    #expect(kinds == [.private])
  }

  @Test func `only warns of private addresses that are not declared`() {
    var deployment = Deployment.full
    deployment.network.privateEndpoints = []
    let planned = plan(deployment).requirements.first { $0.requirement.id.rawValue == "model-deployment/acr-addresses" }
    #expect(planned?.requirement.expectation == .addresses(kind: .public))
    #expect(planned?.requirement.need == .advisory)
  }

  @Test func `expects no kind of address where none is declared`() {
    var deployment = Deployment.full
    deployment.network.privateEndpoints = nil
    #expect(
      reason("model-deployment/acr-addresses", in: plan(deployment)) == .doesNotApply(condition: .addressKindDeclared))
  }

  @Test func `goes through the proxy and leaves names to it`() {
    var vantage = workstation
    let proxy = Proxy(host: .name(DomainName("proxy.corp")!), port: 3128, exceptions: [".azurecr.io"])
    vantage.proxy = proxy
    let plan = plan(.full, from: vantage)
    let routes = plan.steps.compactMap { step -> (EndpointRole, Route)? in
      if case .reach(let endpoint, _, let route) = step.probe { (endpoint.role, route) } else { nil }
    }
    #expect(routes.contains { $0.0 == .mcr && $0.1 == .proxy(proxy) })
    #expect(routes.contains { $0.0 == .acr && $0.1 == .direct })
    #expect(reason("model-deployment/acr-addresses", in: plan) == nil)
  }

  @Test func `says which option left a requirement out`() {
    let plan = plan(.full, Selection(skip: ["mcr*"]))
    #expect(reason("cluster-creation/mcr-answers", in: plan) == .notSelected(by: "--skip mcr*"))
  }

  @Test func `checks the phases asked for`() {
    let plan = plan(.full, Selection(phases: .modelDeployment...(.modelDeployment)))
    #expect(Set(plan.requirements.map(\.requirement.phase)) == [.modelDeployment])
  }

  @Test func `follows the edition`() {
    let plan = plan(.full, Selection(edition: .extension))
    #expect(plan.edition == .extension)
    #expect(reason("router-operation/azureml-api-answers", in: plan) == .doesNotApply(condition: .edition(.v1)))
  }

  @Test func `needs no token service for services with keys`() {
    var deployment = Deployment.full
    var service = Deployment.ScoringService()
    service.authentication = .key
    deployment.services = [service]
    #expect(
      reason("router-operation/azureml-api-answers", in: plan(deployment))
        == .doesNotApply(condition: .tokenAuthentication))
  }

  @Test func `knows a misspelled pattern`() {
    #expect(planner.unmatchedPatterns(in: Selection(only: ["mcr*", "mrc"])) == ["mrc"])
  }

  @Test func `is the same every time`() {
    #expect(plan(.full) == plan(.full))
  }
}
