import Model
import Planning
import Testing

@Suite struct `What only some deployments need` {
  private static let sizes = VMSizeTable(
    csv: """
      name,vcpus,memoryMiB,gpus
      Standard_D3_v2,4,14336,0
      Standard_NC6s_v3,6,114688,1

      """)

  /// The hosts of three rules that apply to machines with GPUs, to Windows and to everybody.
  private func hosts(_ change: (inout Deployment) -> Void) -> Set<String> {
    var catalog = Catalog.forPlanning
    catalog.vmSizes = Self.sizes
    func rule(_ id: String, when conditions: [Condition]) -> EgressRule {
      EgressRule(
        id: id, title: id, role: nil, clouds: Cloud.allCases, destination: .host("\(id).example"), transport: .https,
        port: 443, phase: .clusterCreation, consumer: .node, need: .advisory, conditions: conditions)
    }
    catalog.egressRules = [
      rule("gpu", when: [.gpuNodes]), rule("windows", when: [.windowsNodes]), rule("all", when: []),
    ]
    var deployment = Deployment.full
    change(&deployment)
    let list = Planner(catalog: catalog).allowList(for: deployment, proxy: nil)
    return Set(
      list.entries.map { "\($0.target)" }.filter { $0.hasSuffix(".example") }.map { String($0.prefix { $0 != "." }) })
  }

  private func pool(size: String?, system: Deployment.NodePool.OperatingSystem? = nil) -> Deployment.NodePool {
    var pool = Deployment.NodePool()
    pool.name = "pool1"
    pool.vmSize = size
    pool.osType = system
    return pool
  }

  @Test func `is let out to only where the node pools are of that kind`() {
    #expect(hosts { _ in } == ["all"])
    #expect(hosts { $0.cluster.nodePools = [pool(size: "Standard_D3_v2", system: .linux)] } == ["all"])
    #expect(
      hosts { $0.cluster.nodePools = [pool(size: "Standard_D3_v2"), pool(size: "standard_nc6s_V3")] } == ["all", "gpu"])
    #expect(hosts { $0.cluster.nodePools = [pool(size: "Standard_Unheard_v9")] } == ["all"], "not known is not said")
    #expect(hosts { $0.cluster.nodePools = [pool(size: nil, system: .windows)] } == ["all", "windows"])
  }

  @Test(arguments: [(Bool?.none, false), (false, false), (true, true)])
  func `is asked of the second region only where storage is declared to have one`(declared: Bool?, expected: Bool) {
    let role = EndpointRole(rawValue: "blobStorageSecondary")
    var catalog = Catalog.forPlanning
    catalog.endpoints.append(
      EndpointTemplate(
        role: role, title: "second region", transport: .https, port: 443,
        hosts: [.init(cloud: .public, host: "{account}-secondary.blob.core.windows.net")]))
    catalog.requirements.append(
      Requirement(
        id: Requirement.ID(rawValue: "router-operation/second"), title: "second", phase: .routerOperation, role: role,
        expectation: .resolves, consumer: .routerPod, need: .advisory, conditions: [.secondaryStorage]))
    var deployment = Deployment.full
    deployment.storage.account = "mystore"
    deployment.storage.secondary = declared
    let vantage = Vantage(kind: .node, nameservers: [SocketAddress(.v4(0x0A00_0004), port: 53)])
    let plan = Planner(catalog: catalog).plan(for: deployment, from: vantage)
    let planned = plan.requirements.filter { $0.requirement.role == role }
    #expect(planned.map(\.endpoint?.host.description) == (expected ? ["mystore-secondary.blob.core.windows.net"] : []))
    let reasons = plan.omissions.filter { $0.requirement.role == role }.map(\.reason)
    #expect(reasons == (expected ? [] : [.doesNotApply(condition: .secondaryStorage)]))
  }

  @Test(arguments: [
    ("azureml/azureml-fe:1.0", "azureml/azureml-fe:1.0"),
    ("mcr.microsoft.com/azureml/azureml-fe:1.0", "azureml/azureml-fe:1.0"),
    ("another.azurecr.io/azureml/azureml-fe:1.0", "mcr/hello-world:latest"), (nil, "mcr/hello-world:latest"),
  ])
  func `is pulled as the router's own image, where it is known and from there`(declared: String?, pulled: String) throws
  {
    let example = try #require(ImageReference("mcr/hello-world"))
    var catalog = Catalog.forPlanning
    catalog.requirements.append(
      Requirement(
        id: Requirement.ID(rawValue: "cluster-creation/mcr-pulls"), title: "pulls", phase: .clusterCreation, role: .mcr,
        expectation: .converses(kind: .pull(image: example)), consumer: .node))
    var deployment = Deployment.full
    deployment.cluster.router?.image = declared
    let vantage = Vantage(kind: .node, nameservers: [SocketAddress(.v4(0x0A00_0004), port: 53)])
    let plan = Planner(catalog: catalog).plan(for: deployment, from: vantage)
    let images = plan.steps.compactMap { step -> String? in
      if case .converse(.pull(let image, _, _), _) = step.probe { image.description } else { nil }
    }
    #expect(images == [pulled])
    // What the deployment declares is no example: that it is missing is a failure.
    let kinds = plan.requirements.map(\.requirement.expectation).filter {
      if case .converses = $0 { true } else { false }
    }
    #expect(kinds == [.converses(kind: .pull(image: pulled.hasPrefix("mcr/") ? example : nil))])
  }
}
