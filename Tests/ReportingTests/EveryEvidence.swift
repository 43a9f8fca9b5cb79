import Model

/// A recording that has every kind of everything once, so that its JSON is compared with the schema and read back.
enum EveryEvidence {
  private static let address = SocketAddress(IPAddress("fd00::7")!, port: 443)
  private static let after = Milliseconds(microseconds: 1_234_567)
  private static let error = SystemError(action: "open a socket", reason: "Too many open files")
  private static let condition: [Condition] = [
    .edition(.extension), .cloud(Cloud.allCases), .privateAPIServer(true), .tokenAuthentication, .addressKindDeclared,
    .dedicatedDataEndpoint(false), .scoringTLS(true), .workspacePrivateEndpoint, .secondaryStorage, .gpuNodes,
    .windowsNodes,
  ]

  static func report() -> Report {
    var build = ReportBuilder(
      vantage: Vantage(
        id: "node-1", kind: .node, nameservers: [address],
        search: Vantage.SearchList(domains: [DomainName("corp.example")!], ndots: 5),
        proxy: Proxy(host: Host("proxy.corp")!, port: 3128, exceptions: [".svc"]), families: [.ipv6]))
    build.deployment = deployment()
    let seen = evidence().map { build.observe($0, duration: 1_000) }
    for (index, expectation) in expectations.enumerated() {
      build.verdict("serving/check-\(index)", "fd00::7", .dependency, expectation, .fail, seen)
    }
    for (index, reason) in reasons.enumerated() { build.skip("serving/omitted-\(index)", .dependency, reason) }
    var report = build.report(.fail, firstBrokenPhase: .serving)
    report.recording.interruption = .outOfTime
    report.recording.unfinishedSteps = [Step.ID(rawValue: "s1")]
    report.recording.plan.requirements[0].requirement.conditions = condition
    report.recording.plan.requirements[0].requirement.within = TimeLimit(
      seconds: 600, connections: 3, source: Source.ID(rawValue: "a-source"))
    report.recording.plan.requirements[0].endpoint?.family = .ipv6
    report.recording.plan.requirements[0].endpoint?.variant = "regional"
    report.recording.plan.requirements[0].endpoint?.privateZone = DomainName("privatelink.corp")
    let endpoint = report.recording.plan.requirements[1].endpoint!
    report.recording.plan.steps[1].probe = .reach(
      endpoint: endpoint, upTo: .handshake, route: .proxy(Proxy(host: Host("10.0.0.1")!, port: 80)))
    report.recording.plan.steps[2].probe = .lookUp(name: DomainName("proxy.corp")!)
    report.recording.addFollowUps(to: endpoint)
    return report
  }

  private static let expectations: [Expectation] = [
    .nameserversAnswer, .resolves, .addresses(kind: .private), .accepts, .handshakes, .answers(service: .registry),
    .responds(statuses: [200...299, 401...401]),
  ]

  private static let reasons: [Omission.Reason] =
    condition.map { .doesNotApply(condition: $0) } + [
      .notDeclared(path: "workspace.id"), .notKnownBeforehand(pattern: "*.blob.core.windows.net"),
      .notVisible(from: [.pod]), .notSelected(by: "--skip mcr*"), .notInCloud(cloud: .china),
      .leftToProxy(proxy: "proxy.corp:3128"),
    ]

  private static func evidence() -> [Evidence] {
    lookups + connections.map { .connection(Connection(address: address, ending: $0)) }
      + tunnels.map { .tunnel(Tunnel(proxy: "proxy.corp:3128", target: "mcr.microsoft.com:443", ending: $0)) }
      + handshakes.map { .handshake(Handshake(address: address, serverName: Host("a.b")!, ending: $0)) }
      + responses.map { .response(Response(address: address, url: "https://a.b/", ending: $0)) }
      + times.map { .time(TimeExchange(address: address, ending: $0)) }
      + [
        .handshake(
          Handshake(
            address: address, serverName: Host("fd00::7")!,
            ending: .completed(
              session:
                Handshake.Session(protocolVersion: "TLSv1.2", cipher: "x", applicationProtocol: "h2", duration: after)),
            chain: [
              Certificate(
                subject: "CN=é", issuer: "CN=b", notBefore: Timestamp("2026-01-01T00:00:00Z")!,
                notAfter: Timestamp("2027-01-01T00:00:00Z")!, encoding: Bytes([1]))
            ], chainErrors: ChainError.Reason.allCases.map { ChainError(reason: $0, depth: 1, detail: "d") },
            nameMatches: false))
      ]
  }

  private static var lookups: [Evidence] {
    let name = DomainName("mcr.microsoft.com")!
    let records: [ResourceRecord.Data] = [
      .address(IPAddress("10.0.0.1")!), .alias(target: "x.y"), .startOfAuthority(primary: "ns"),
      .other(bytes: Bytes([9])),
    ]
    let message = DNSMessage(
      code: .nameError, answers: records.map { ResourceRecord(name: "a", type: .a, ttl: .max, data: $0) },
      extendedErrors: [DNSMessage.ExtendedError(code: 15, text: "Blocked")], raw: Bytes([0, 255]))
    let endings: [Lookup.Ending] = [
      .answered(message: message), .unanswered(after: after), .refused(after: after),
      .malformed(reason: "loop", message: Bytes([1])), .notAsked(error: error),
    ]
    let retries: [Lookup.Retry] = [
      .notNeeded, .answered(after: after), .unanswered(after: after), .refused(after: after), .malformed(reason: "r"),
      .notTried(error: error),
    ]
    return endings.map { .lookup(Lookup(name: name, type: .aaaa, nameserver: address, ending: $0, roundTrip: after)) }
      + retries.map { .lookup(Lookup(name: name, type: .a, nameserver: address, ending: endings[0], retryOverTCP: $0)) }
  }

  private static let connections: [Connection.Ending] = [
    .connected(after: after, roundTrip: after), .refused(after: after), .unreachable(reason: .prohibited, after: after),
    .unanswered(after: after), .notTried(error: error),
  ]
  private static let tunnels: [Tunnel.Ending] = [
    .opened(after: after), .denied(status: 407, after: after), .proxyUnresolved, .unanswered(after: after),
    .failed(reason: "closed", after: after),
  ]
  private static let handshakes: [Handshake.Ending] = [
    .alerted(alert: "handshake_failure", after: after), .reset(after: after), .closed(after: after),
    .unanswered(after: after), .notTLS(reason: "plain HTTP", after: after),
    .unsupported(reason: "TLS 1.0", after: after), .notTried(error: error),
  ]
  private static let responses: [Response.Ending] = [
    .answered(
      answer: Response.Answer(status: 200, headers: [Response.Header(name: "Server", value: "x")], body: "<html>")),
    .unanswered(after: after), .reset(after: after), .closed(after: after), .notHTTP(reason: "r", after: after),
    .notTried(error: error),
  ]

  private static let times: [TimeExchange.Ending] = [
    .answered(reply: TimeExchange.Reply(stratum: 2, leap: 0, offset: -1_234, roundTrip: after)),
    .answered(reply: TimeExchange.Reply(stratum: 0, leap: 3, kiss: "RATE", offset: 0, roundTrip: after)),
    .refused(after: after), .unreachable(reason: .prohibited, after: after), .unanswered(after: after),
    .foreign(reason: "3 bytes", after: after), .notTried(error: error),
  ]

  private static func deployment() -> Deployment {
    var deployment = Deployment(name: "every")
    deployment.cloud = .usGovernment
    deployment.edition = .extension
    deployment.workspace.region = "usgovvirginia"
    deployment.workspace.privateEndpoint = true
    deployment.workspace.discoveryHost = DomainName("a.b")
    deployment.cluster.purpose = .denseProd
    deployment.cluster.apiServer = Deployment.APIServer()
    deployment.cluster.apiServer?.host = Host("10.0.0.9")
    deployment.cluster.apiServer?.authorizedIPRanges = [IPPrefix("10.0.0.0/8")!]
    deployment.cluster.apiServer?.publicFQDN = true
    deployment.cluster.apiServer?.privateDNSZone = .own(resourceID: "/subscriptions/s/privateDnsZones/corp.azmk8s.io")
    deployment.cluster.apiServer?.vnetIntegration = false
    var pool = Deployment.NodePool()
    pool.type = .virtualMachines
    pool.podSubnet = IPPrefix("10.9.0.0/16")!
    pool.mode = .system
    pool.osType = .linux
    deployment.cluster.nodePools = [pool]
    deployment.cluster.router = Deployment.Router()
    deployment.cluster.router?.peers = [address]
    deployment.network.model = .azureCNIOverlay
    deployment.network.outboundType = .userDefinedRouting
    deployment.network.policy = .cilium
    deployment.network.loadBalancerSKU = .basic
    deployment.network.egressAddresses = [IPPrefix("20.1.2.3/32")!]
    deployment.network.podSubnet = IPPrefix("10.8.0.0/16")!
    deployment.network.otherAddresses = 3
    deployment.network.delegations = ["Microsoft.ContainerInstance/containerGroups"]
    var route = RouteTable.Route()
    route.prefix = IPPrefix("0.0.0.0/0")!
    route.nextHop = .virtualAppliance
    route.address = IPAddress("10.77.1.4")!
    var table = RouteTable()
    table.name = "rt"
    table.routes = [route]
    deployment.network.routeTable = .associated(table: table)
    deployment.network.privateEndpoints = [.acr]
    deployment.network.privateRanges = [IPPrefix("192.0.2.0/24")!]
    deployment.network.proxy = Proxy(host: Host("proxy.corp")!, port: 3128)
    deployment.scoring.port = 443
    deployment.scoring.leafDomainLabel = "iris"
    deployment.scoring.ownCertificate = true
    deployment.scoring.internalLoadBalancer = false
    deployment.endpoints[.mcr] = Deployment.EndpointOverride()
    deployment.endpoints[.mcr]?.family = .ipv4
    var service = Deployment.ScoringService()
    service.namespace = "models"
    service.nodePool = "gpu"
    service.authentication = Deployment.ScoringService.Authentication([.key, .token])
    service.cpuCores = 0.5
    service.memoryGB = 2
    service.gpus = 1
    service.horizontalPodAutoscaler = true
    service.autoscale = Deployment.ScoringService.Autoscale()
    service.expectedLoad = Deployment.ScoringService.ExpectedLoad()
    service.expectedLoad?.requestsPerSecond = .infinity
    service.expectedLoad?.secondsPerRequest = 0.1
    service.versions = [Deployment.ScoringService.Version()]
    deployment.services = [service]
    deployment.dependencies = [
      Deployment.Dependency(name: "db", host: Host("db.corp")!, port: 5432, transport: .tcp),
      Deployment.Dependency(
        name: "features", host: Host("features.corp")!, port: 443, transport: .https, path: "/health",
        expectedStatuses: [200...299]),
      Deployment.Dependency(name: "broker", host: Host("broker.corp")!, port: 0, transport: nil),
    ]
    deployment.credentials.scoringKeyFrom = "KEY"
    deployment.credentials.scoringTokenFrom = "TOKEN"
    deployment.credentials.storageSASFrom = "SAS"
    deployment.credentials.storageTokenFrom = "STORAGE_TOKEN"
    deployment.storage.blob = "azureml/models/iris.pkl"
    deployment.storage.table = "routing"
    deployment.origins = ["name": SourcePlace(file: "a.yaml", line: 1, column: 7)]
    deployment.contradictions = [
      Contradiction(
        path: "network.podCIDR",
        claims: [
          Contradiction.Claim(
            value: "10.244.0.0/16",
            place: SourcePlace(file: "a.json", line: 3, column: 4, pointer: "/properties/networkProfile/podCidr")),
          Contradiction.Claim(value: "10.243.0.0/16", place: SourcePlace(file: "b.json", line: 1, column: 1)),
        ])
    ]
    return deployment
  }
}

extension Recording {
  /// One follow-up of every kind, by turns a question and an attempt.
  fileprivate mutating func addFollowUps(to endpoint: Endpoint) {
    let nameserver = vantage.nameservers[0]
    let after = plan.steps[0].id
    for (index, followUp) in FollowUp.allCases.enumerated() {
      let id = Step.ID(rawValue: "s\(plan.steps.count + 1)")
      let probe: Probe =
        index.isMultiple(of: 2)
        ? .ask(name: DomainName("mcr.microsoft.com")!, type: .a, nameserver: nameserver, transport: .tcp)
        : .attempt(endpoint: endpoint, addresses: [nameserver.address], upTo: .handshake, segmentLimit: 536)
      let evidence: Evidence =
        index.isMultiple(of: 2)
        ? .lookup(
          Lookup(
            name: DomainName("mcr.microsoft.com")!, type: .a, nameserver: nameserver, transport: .tcp,
            ending: .unanswered(after: .zero)))
        : .connection(Connection(address: nameserver, ending: .refused(after: .zero), segmentLimit: 536))
      plan.steps.append(
        Step(
          id: id, phase: .serving, probe: probe, serves: [],
          origin: Step.Origin(followUp, after: after, seenIn: observations[0].id)))
      observations.append(
        Observation(
          id: Observation.ID(rawValue: "o\(observations.count + 1)"), step: id, start: .zero, duration: .zero,
          evidence: evidence))
    }
  }
}
