import Model
import Testing

@testable import Reporting

@Suite struct `A redacted address` {
  private static let further = IPPrefix("40.1.0.0/16")!

  private func tokens(_ addresses: [String]) -> [IPAddress] {
    var tokens = AddressTokens(furtherRanges: [Self.further], kept: [])
    return addresses.map { tokens.token(for: IPAddress($0)!) }
  }

  @Test(arguments: ["10.240.1.7", "172.16.5.4", "192.168.1.1", "100.64.9.9", "fd12:3456::7"])
  func `stays private`(text: String) {
    let token = tokens([text])[0]
    #expect(token.isPrivate())
    #expect(token != IPAddress(text))
  }

  @Test func `stays private where the deployment says so`() {
    var tokens = AddressTokens(furtherRanges: [Self.further], kept: [])
    let range = tokens.token(for: Self.further)
    let address = tokens.token(for: IPAddress("40.1.2.3")!)
    #expect(range.contains(address))
    #expect(!address.isPrivate())
    #expect(!range.contains(tokens.token(for: IPAddress("40.2.2.3")!)))
  }

  @Test(arguments: ["20.61.99.68", "2603:1030:20e:3::23c", "40.2.0.1"]) func `stays public`(text: String) {
    let token = tokens([text])[0]
    let documentation = ["192.0.2.0/24", "198.51.100.0/24", "2001:db8::/32"].compactMap(IPPrefix.init)
    #expect(documentation.contains { $0.contains(token) })
  }

  @Test(arguments: ["127.0.0.1", "0.0.0.0", "::1", "::", "224.0.0.1", "168.63.129.16"])
  func `stays itself where it says what kind of address it is`(text: String) {
    #expect(tokens([text])[0] == IPAddress(text))
  }

  @Test func `is another for another`() {
    let originals =
      (0..<2_000).map { "20.1.\($0 / 250).\($0 % 250)" } + (0..<500).map { "10.2.\($0 / 250).\($0 % 250)" }
    let all = tokens(originals)
    #expect(Set(all).count == originals.count)
    #expect(tokens(["20.1.1.1", "10.0.0.1", "20.1.1.1"])[0] == tokens(["20.1.1.1", "10.0.0.1", "20.1.1.1"])[2])
  }

  @Test func `lies in the same ranges as before`() {
    let texts = ["10.0.0.0/8", "10.240.0.0/16", "10.240.4.0/22", "10.244.0.0/16", "172.17.0.1/16", "192.168.0.0/24"]
    let ranges = texts.map { IPPrefix($0)! }
    let addresses = ["10.240.5.6", "10.244.0.1", "10.0.0.10", "172.17.3.4", "192.168.1.1"].map { IPAddress($0)! }
    var tokens = AddressTokens(furtherRanges: [], kept: [])
    let replaced = ranges.map { tokens.token(for: $0) }
    for address in addresses {
      let token = tokens.token(for: address)
      #expect(replaced.map { $0.contains(token) } == ranges.map { $0.contains(address) })
    }
    #expect(zip(ranges, replaced).allSatisfy { $1.isCanonical || !$0.isCanonical })
  }
}

@Suite struct `A secret` {
  @Test(arguments: [
    ("https://user:pass@host.corp/a?sig=abc#x", "https://host.corp/a"),
    ("realm=\"https://a.b/token?service=c\",scope=d", "realm=\"https://a.b/token\",scope=d"),
    ("{\"access_token\": \"abc\", \"b\": 1}", "{\"access_token\": \"(removed)\", \"b\": 1}"),
    ("password=hunter2&x=1", "password=(removed)&x=1"), ("Bearer abc.def", "Bearer (removed)"),
    ("{\"value\":\"aB3/dE5+gH7jK9/mN1pQ3rS5tU7\"}", "{\"value\":\"(removed)\"}"),
    (
      "/subscriptions/2f0c7d1e-5b3a-4c8e-9d46-8a1f0b6c3e27/resourceGroups/MC_myResourceGroup_myAKSCluster_eastus2",
      "/subscriptions/2f0c7d1e-5b3a-4c8e-9d46-8a1f0b6c3e27/resourceGroups/MC_myResourceGroup_myAKSCluster_eastus2"
    ),
    ("token: abc", "token: (removed)"), ("Bearer realm=\"x\",service=\"y\"", "Bearer realm=\"x\",service=\"y\""),
    ("key eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9 end", "key (removed) end"),
    ("54acc411-ba7a-b56c-4c1c-2e5910500af6", "54acc411-ba7a-b56c-4c1c-2e5910500af6"),
    ("registry/2.0", "registry/2.0"), ("token_endpoint", "token_endpoint"), ("", ""), ("a", "a"),
    ("docker-distribution-api-version", "docker-distribution-api-version"),
  ])
  func `is removed, and nothing else`(text: String, expected: String) {
    #expect(SecretText.removed(from: text).text == expected)
  }
}

@Suite struct `A redacted report` {
  /// Everything that the customer named, wherever a report can hold it.
  private static let customers = [
    "contoso", "fabrikam", "10.240.1.7", "20.50.1.2", "10.9.8.7", "d1a2b3c4", "corp.example", "secret-store",
    "2f0c7d1e-5b3a-4c8e-9d46-8a1f0b6c3e27", "ca-file.pem", "deployment-of-mine.yaml",
    "gateway01", "20.50.77.2", "10.9.8.0",
  ]

  private static func document() -> ReportDocument {
    var build = ReportBuilder(
      vantage: Vantage(
        id: "contoso-node", kind: .node, nameservers: [SocketAddress(IPAddress("10.9.8.7")!, port: 53)],
        proxy: Proxy(host: Host("proxy.corp.example")!, port: 3128, exceptions: [".corp.example", "10.240.0.0/16"]),
        trustStore: "system trust store and /home/contoso/ca-file.pem"))
    build.deployment = Deployment(name: "Contoso Prod")
    build.deployment.registry.name = "contosoacr"
    build.deployment.storage.account = "secret-store"
    build.deployment.workspace.id = "2f0c7d1e-5b3a-4c8e-9d46-8a1f0b6c3e27"
    build.deployment.cluster.name = "fabrikam"
    build.deployment.scoring.path = "/api/v1/service/iris/score?code=contoso"
    build.deployment.origins = ["name": SourcePlace(file: "/x/deployment-of-mine.yaml", line: 1, column: 1)]
    build.deployment.cluster.apiServer = Deployment.APIServer()
    build.deployment.cluster.apiServer?.privateDNSZone = .own(
      resourceID:
        "/subscriptions/s/resourceGroups/contoso-network/providers/Microsoft.Network/privateDnsZones/corp.example")
    build.deployment.network.egressAddresses = [IPPrefix("20.50.77.2/32")!]
    var table = RouteTable()
    table.name = "contoso-routes"
    build.deployment.network.routeTable = .associated(table: table)
    var service = Deployment.ScoringService()
    service.namespace = "contoso-models"
    service.nodePool = "contosogpu"
    build.deployment.services = [service]
    build.deployment.scoring.leafDomainLabel = "contoso-leaf"
    build.deployment.contradictions = [
      Contradiction(
        path: "cluster.name",
        claims: ["10.9.8.0/24", "contoso"].map {
          Contradiction.Claim(
            value: $0, place: SourcePlace(file: "/x/deployment-of-mine.yaml", line: 1, column: 1, pointer: "/contoso"))
        })
    ]
    let host = "fabrikam-d1a2b3c4.hcp.westeurope.azmk8s.io"
    build.pass("cluster-creation/api-server-resolves", host, .apiServer, .resolves, [build.lookup(host, ["20.50.1.2"])])
    let registry = "contosoacr.azurecr.io"
    build.verdict(
      "model-deployment/acr-answers", registry, .acr, .answers(service: .registry), .fail,
      build.visit(
        registry, "10.240.1.7", status: 200, reason: "<title>Contoso Prod at proxy.corp.example, fabrikam</title>"),
      symptoms: [
        Symptom(.foreignAnswer, [.endpoint: registry + ":443", .seen: "Contoso Prod at proxy.corp.example, fabrikam"]),
        Symptom(.issuerUnknown, [.issuer: "CN=Microsoft Azure RSA TLS Issuing CA 03", .subject: "CN=\(registry)"]),
      ])
    let database = "db.fabrikam.example"
    build.verdict(
      "model-deployment/dependency-resolves", database, .dependency, .resolves, .fail, [build.lookup(database, [])],
      symptoms: [
        Symptom(.nameDoesNotExist, [.host: database, .zone: "fabrikam.example"]),
        Symptom(.connectionUnanswered, [.endpoint: "gateway01:80", .host: "gateway01"]),
      ])
    build.verdict(
      "model-deployment/gateway-accepts", "gateway01", .dependency, .accepts, .fail, [build.lookup("gateway01", [])])
    build.skip("serving/scoring-tls", .scoring, .leftToProxy(proxy: "proxy.corp.example:3128"))
    build.finding(
      .egressDropped,
      Finding.Subject(kind: .endpoint, id: "acr", detail: registry + ":443", members: [registry, host]),
      facts: [.endpoint: registry + ":443", .host: registry, .port: "443", .after: "5.0 s"],
      explains: ["model-deployment/acr-answers"], blocks: [], evidence: [], phase: .modelDeployment)
    return ReportDocument(report: build.report(.fail), catalog: catalog, exitStatus: 1)
  }

  static let catalog: Catalog = {
    var catalog = SampleReport.catalog
    func template(_ role: EndpointRole, _ host: String, zone: String? = nil) -> EndpointTemplate {
      EndpointTemplate(
        role: role, title: "x", transport: .https, port: 443,
        hosts: [EndpointTemplate.HostTemplate(cloud: .public, host: host, privateZone: zone)])
    }
    catalog.endpoints = [
      template(.mcr, "mcr.microsoft.com"), template(.acr, "{registry}.azurecr.io", zone: "privatelink.azurecr.io"),
      template(.blobStorage, "{account}.blob.core.windows.net"), template(.azureMLAPI, "{region}.api.azureml.ms"),
    ]
    catalog.regions = [
      Region(
        name: "westeurope", title: "West Europe", cloud: .public, hasMachineLearning: true, hasAKS: true, pair: nil)
    ]
    return catalog
  }()

  @Test func `has nothing left of the customer's names and addresses`() {
    let before = Self.document().json().lowercased()
    let after = Self.document().redacted(.names, catalog: Self.catalog).json().lowercased()
    for word in Self.customers {
      #expect(before.contains(word), "\(word) tests nothing")
      #expect(!after.contains(word), "\(word) survives")
    }
  }

  @Test func `has one token for one value`() throws {
    let document = Self.document().redacted(.names, catalog: Self.catalog)
    let registry = try #require(document.recording.deployment.registry.name)
    let entry = document.phases.flatMap(\.requirements).first { $0.id.rawValue == "model-deployment/acr-answers" }
    #expect(entry?.subject.host == registry + ".azurecr.io")
    #expect(document.findings[0].title.contains(registry + ".azurecr.io:443"))
    #expect(document.findings[0].subject.detail == registry + ".azurecr.io:443")
    #expect(document.redaction == .names)
  }

  @Test func `is read back as it was, and is the same bytes every time`() throws {
    for original in [Self.document(), ReportDocument.failing, ReportDocument.healthy] {
      let document = original.redacted(.names, catalog: Self.catalog)
      #expect(try ReportDocument(json: Array(document.json().utf8)) == document)
      #expect(original.redacted(.names, catalog: Self.catalog).json() == document.json())
      #expect(document.phases.map(\.outcome) == original.phases.map(\.outcome))
    }
  }

  @Test func `reads every kind of evidence`() throws {
    let document = ReportDocument(report: EveryEvidence.report(), catalog: Self.catalog, exitStatus: 1)
      .redacted(.names, catalog: Self.catalog)
    #expect(try ReportDocument(json: Array(document.json().utf8)) == document)
    for word in ["proxy.corp", "db.corp", "node-1", "fd00::7", "10.77.1.4", "corp.azmk8s"] {
      #expect(!document.json().contains(word), "\(word)")
    }
  }

  @Test func `keeps Microsoft's hosts`() {
    let document = ReportDocument.failing.redacted(.names, catalog: Self.catalog)
    #expect(document.findings[0].title == "Connections to mcr.microsoft.com:443 get no answer (waited 5.0 s)")
    #expect(document.json().contains("westeurope.api.azureml.ms"))
    #expect(!document.json().contains("20.61.99.68"))
  }

  @Test func `keeps names where only secrets are removed`() {
    let document = Self.document().redacted(.secrets, catalog: Self.catalog)
    #expect(document.json().contains("contosoacr.azurecr.io"))
    #expect(!document.json().contains("code=contoso"))
    #expect(document.recording.observations.map(\.id) == Self.document().recording.observations.map(\.id))
  }

  @Test func `has the same tokens as one that it is compared with`() {
    let documents = ReportDocument.redacted([Self.document(), Self.document()], .names, catalog: Self.catalog)
    #expect(documents[0] == documents[1])
  }
}
