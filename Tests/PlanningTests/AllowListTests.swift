import Model
import Planning
import TestSupport
import Testing

@Suite struct `An allow-list of a plan` {
  private static let catalog: Catalog = {
    var catalog = Catalog.forPlanning
    catalog.serviceTags = [
      ServiceTag(name: "Tagged", clouds: [.public], isRegional: true),
      ServiceTag(name: "AzureCloud", clouds: [.public], isRegional: true),
    ]
    catalog.regions = [
      Region(
        name: "germanywestcentral", title: "", cloud: .public, hasMachineLearning: true, hasAKS: true, pair: nil,
        serviceTag: "germanywc")
    ]
    for index in catalog.endpoints.indices where catalog.endpoints[index].role == .acr {
      catalog.endpoints[index].serviceTag = "Tagged"
    }
    catalog.endpoints.append(
      EndpointTemplate(
        role: .acrData, title: "layers", transport: .https, port: 443,
        hosts: [
          .init(cloud: .public, host: "{registry}.{region}.data.azurecr.io", variant: "dedicated"),
          .init(cloud: .public, host: "*.blob.core.windows.net", variant: "shared"),
        ]))
    catalog.requirements.append(
      Requirement(
        id: "model-deployment/layers", title: "layers", phase: .modelDeployment, role: .acrData, variant: "shared",
        expectation: .handshakes, consumer: .node, without: "No layers."))
    func rule(_ id: String, _ destination: EgressRule.Destination, _ transport: AllowList.Transport, _ port: UInt16)
      -> EgressRule
    {
      EgressRule(
        id: id, title: id, role: nil, clouds: [.public], destination: destination, transport: transport, port: port,
        phase: .clusterCreation, consumer: .node)
    }
    catalog.egressRules = [
      rule("data", .host("*.data.example.com"), .https, 443), rule("address", .apiServer, .tcp, 443),
      rule("dns", .nameservers, .udp, 53), rule("inside", .clusterRanges, .any, 0),
      rule("tunnel", .serviceTag("AzureCloud"), .udp, 1194),
    ]
    return catalog
  }()
  private static let planner = Planner(catalog: catalog)

  private func list(
    proxy: Proxy? = nil, selecting selection: Selection = Selection(), _ change: (inout Deployment) -> Void = { _ in }
  ) -> AllowList {
    var deployment = Deployment.full
    change(&deployment)
    return Self.planner.allowList(for: deployment, proxy: proxy, selecting: selection)
  }

  private func lines(_ list: AllowList) -> [String] {
    list.entries.map { "\($0.target):\($0.port) \($0.transport.rawValue)" }
  }

  @Test func `has every host of the deployment once, and patterns, in order`() {
    #expect(
      lines(list { $0.network.dnsServers = [.v4(0x0A00_0004)] }) == [
        "*.blob.core.windows.net:443 https", "*.data.example.com:443 https", "10.0.0.4:53 udp",
        "10.244.0.5:11001 tcp", "AzureCloud.westeurope:1194 udp", "mcr.microsoft.com:443 https",
        "myacr.azurecr.io:443 https", "myaks-1.hcp.westeurope.azmk8s.io:443 https",
        "myaks-1.hcp.westeurope.azmk8s.io:443 tcp", "westeurope.api.azureml.ms:443 https",
      ])
  }

  @Test func `knows who needs what, how it is known, and its tag`() throws {
    let list = list { $0.workspace.region = "germanywestcentral" }
    let acr = try #require(list.entries.first { $0.role == .acr })
    #expect(acr.origins == [.derived(template: "{registry}.azurecr.io")])
    #expect(acr.serviceTag == "Tagged.germanywc")
    #expect(acr.isPrivate == true)
    #expect(acr.uses.map(\.id) == ["model-deployment/acr-addresses", "model-deployment/acr-answers"])
    let server = try #require(list.entries.first { $0.role == .apiServer })
    #expect(server.origins == [.declared])
    #expect(server.uses.map(\.phase) == [.clusterCreation, .serving])
    let mcr = try #require(list.entries.first { $0.role == .mcr })
    #expect(mcr.origins == [.documented(sources: [])])
    #expect(mcr.serviceTag == nil)
  }

  @Test func `says what keeps it from being complete`() {
    let list = list { deployment in
      deployment.registry.name = nil
      deployment.cluster.router = nil
    }
    // Pods without known addresses are inside the cluster's subnets.
    #expect(
      list.gaps.map(\.text) == [
        "The cluster's own subnets: network.subnet.prefix is not declared", "acr: registry.name is not declared",
      ])
  }

  @Test func `has the cluster's subnets where they are declared`() {
    let list = list { deployment in
      deployment.network.subnet = IPPrefix("10.240.4.0/22")
      var pool = Deployment.NodePool()
      pool.subnet = IPPrefix("10.240.0.0/24")
      deployment.cluster.nodePools = [pool]
    }
    #expect(list.ranges.map(\.description) == ["10.240.0.0/24", "10.240.4.0/22"])
    #expect(lines(list).contains("10.240.4.0/22:0 any"))
    #expect(list.gaps.isEmpty)
  }

  @Test func `tells what a proxy is asked for from what is reached directly`() {
    let proxy = Proxy(host: .name(DomainName("proxy.corp")!), port: 3128, exceptions: [".azmk8s.io", "10.0.0.0/8"])
    let list = list(proxy: proxy)
    let proxied = list.entries.filter { $0.proxy == "proxy.corp:3128" }.map(\.target.description)
    #expect(
      proxied == [
        "*.blob.core.windows.net", "*.data.example.com", "mcr.microsoft.com", "myacr.azurecr.io",
        "westeurope.api.azureml.ms",
      ])
    #expect(lines(list).contains("proxy.corp:3128 tcp"))
  }

  @Test func `keeps to what is selected`() {
    let list = list(selecting: Selection(only: ["mcr"]))
    #expect(list.entries.filter { $0.uses.contains { !$0.id.hasPrefix("egress/") } }.map(\.role) == [.mcr])
  }

  private func recording(_ url: String, _ status: Int, _ headers: [Response.Header]) -> Recording {
    let step = Step.ID(rawValue: "s1")
    let address = SocketAddress(.v4(0x0A00_0001), port: 443)
    let requirement = Self.catalog.requirements.first { $0.id == "model-deployment/acr-answers" }!
    let name = DomainName("myacr.azurecr.io")!
    let answer = DNSMessage(
      code: .noError,
      answers: [ResourceRecord(name: name.text, type: .a, ttl: 5, data: .address(.v4(0x0A01_0203)))])
    let evidence: [Evidence] = [
      .lookup(
        Lookup(
          name: name, type: .a, nameserver: SocketAddress(.v4(1), port: 53), ending: .answered(message: answer))),
      .response(
        Response(address: address, url: url, ending: .answered(answer: .init(status: status, headers: headers)))),
    ]
    return Recording(
      toolVersion: "t", catalogDigest: "0", startedAt: .testStart, duration: .zero, deployment: .full, vantage: .with(),
      plan: Plan(
        edition: .v1, requirements: [PlannedRequirement(requirement: requirement, endpoint: nil, steps: [step])],
        omissions: [],
        steps: [Step(id: step, phase: .modelDeployment, probe: .lookUp(name: name), serves: [requirement.id])]),
      observations: evidence.enumerated().map { index, evidence in
        Observation(
          id: Observation.ID(rawValue: "o\(index + 1)"), step: step, start: .zero, duration: .zero, evidence: evidence)
      })
  }

  @Test(arguments: [
    ("https://abc.blob.core.windows.net/x?sig=SECRET", "abc.blob.core.windows.net:443 https"),
    ("https://myacr.northeurope.data.azurecr.io:8443/x", "myacr.northeurope.data.azurecr.io:8443 https"),
    ("http://user:SECRET@abc.blob.core.windows.net/", "abc.blob.core.windows.net:80 http"),
  ])
  func `gains a documented host that a run was sent to`(location: String, line: String) throws {
    var list = list()
    let recording = recording(
      "https://myacr.azurecr.io/v2/a/blobs/b", 307, [Response.Header(name: "Location", value: location)])
    Self.planner.add(discoveredIn: recording, to: &list)
    let index = try #require(lines(list).firstIndex(of: line))
    #expect(list.entries[index].origins == [.discovered(via: "307 from myacr.azurecr.io")])
    #expect(list.entries[index].uses.map(\.id) == ["model-deployment/acr-answers"])
    #expect(!"\(list)".contains("SECRET"))
    #expect(list.entries.first { $0.role == .acr }?.addresses == [.v4(0x0A01_0203)])
  }

  @Test(arguments: [
    (
      "https://portal.corp.example/login",
      "portal.corp.example:443: 307 from myacr.azurecr.io, and no document names it"
    ),
    ("/relative", nil), ("https://myacr.azurecr.io/again", nil), ("gopher://x.example", nil), ("https://:/", nil),
  ])
  func `does not take a portal's word`(location: String, gap: String?) {
    var list = list { $0.network.subnet = IPPrefix("10.240.4.0/22") }
    let before = lines(list)
    let recording = recording(
      "https://myacr.azurecr.io/v2/", 307, [Response.Header(name: "location", value: location)])
    Self.planner.add(discoveredIn: recording, to: &list)
    #expect(lines(list) == before)
    #expect(list.gaps.map(\.text) == (gap.map { [$0] } ?? []))
  }

  @Test func `gains the token service that a challenge names`() {
    var list = list()
    let challenge = #"Bearer realm="https://westeurope.api.azureml.ms/token",service="myacr.azurecr.io""#
    let recording = recording(
      "https://myacr.azurecr.io/v2/", 401, [Response.Header(name: "www-authenticate", value: challenge)])
    Self.planner.add(discoveredIn: recording, to: &list)
    let entry = list.entries.first { $0.target.description == "westeurope.api.azureml.ms" }
    #expect(entry?.origins.contains(.discovered(via: "token service from myacr.azurecr.io")) == true)
  }
}
