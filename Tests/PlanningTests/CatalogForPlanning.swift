import Model

extension Catalog {
  /// A few requirements of each shape that planning must handle.
  static let forPlanning: Catalog = {
    func requirement(
      _ id: String, _ phase: Phase, _ role: EndpointRole, _ expectation: Expectation, variant: String? = nil,
      vantages: [Vantage.Kind] = Vantage.Kind.allCases, when conditions: [Condition] = []
    ) -> Requirement {
      Requirement(
        id: Requirement.ID(rawValue: "\(phase.slug)/\(id)"), title: id, phase: phase, role: role, variant: variant,
        expectation: expectation, consumer: .node, vantages: vantages, conditions: conditions)
    }
    let any = Service.ID(rawValue: "any")
    func template(_ role: EndpointRole, _ hosts: [EndpointTemplate.HostTemplate]) -> EndpointTemplate {
      EndpointTemplate(role: role, title: role.rawValue, transport: .https, port: 443, hosts: hosts)
    }
    func everywhere(_ host: String) -> [EndpointTemplate.HostTemplate] {
      Cloud.allCases.map { EndpointTemplate.HostTemplate(cloud: $0, host: host) }
    }
    return Catalog(
      digest: "0", sources: [:],
      services: [any: Service(id: any, title: "any", path: "/v2/", answers: [])],
      endpoints: [
        template(.nameserver, []), template(.mcr, everywhere("mcr.microsoft.com")),
        template(.apiServer, everywhere("{apiServerHost}")),
        template(
          .acr,
          [
            .init(cloud: .public, host: "{registry}.azurecr.io", privateZone: "privatelink.azurecr.io"),
            .init(cloud: .china, host: "{registry}.azurecr.cn", privateZone: "privatelink.azurecr.cn"),
          ]),
        template(.azureMLAPI, [.init(cloud: .public, host: "{region}.api.azureml.ms", variant: "regional")]),
        template(.routerPeers, []),
      ],
      requirements: [
        requirement("nameservers-answer", .preconditions, .nameserver, .nameserversAnswer),
        requirement("api-server-answers", .clusterCreation, .apiServer, .answers(service: any)),
        requirement("mcr-answers", .clusterCreation, .mcr, .answers(service: any)),
        requirement("router-peers-accept", .routerStart, .routerPeers, .accepts, vantages: [.node, .pod]),
        requirement(
          "azureml-api-answers", .routerOperation, .azureMLAPI, .answers(service: any), variant: "regional",
          when: [.edition(.v1), .tokenAuthentication]),
        requirement("acr-addresses", .modelDeployment, .acr, .addresses(kind: .asDeclared)),
        requirement("acr-answers", .modelDeployment, .acr, .answers(service: any)),
        requirement("api-server-answers", .serving, .apiServer, .answers(service: any)),
      ],
      explanations: Deferred(known: Catalog.Explanations(causes: [:])), regions: [])
  }()
}

extension Deployment {
  /// A deployment that declares everything that the few requirements ask for.
  static let full: Deployment = {
    var deployment = Deployment(name: "full")
    deployment.workspace.region = "westeurope"
    deployment.cluster.apiServer = APIServer()
    deployment.cluster.apiServer?.host = Host("myaks-1.hcp.westeurope.azmk8s.io")
    deployment.cluster.router = Router()
    deployment.cluster.router?.peers = [SocketAddress(.v4(0x0AF4_0005), port: 11_001)]
    deployment.registry.name = "myacr"
    deployment.network.privateEndpoints = [.acr]
    return deployment
  }()
}
