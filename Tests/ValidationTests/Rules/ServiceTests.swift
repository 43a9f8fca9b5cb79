import Model
import Testing

private typealias Node = DeploymentText.Node

private func service(_ keys: Node, cluster: Node = [:], workspace: Node = [:]) -> Node {
  guard case .mapping(let members) = keys else { return keys }
  return ["workspace": workspace, "cluster": cluster, "services": [.mapping(members)]]
}

@Suite struct `A service` {
  @Test(arguments: [(1000, Standing.pass), (1001, .fail)])
  func `has at most 1,000 models in a container`(models: Int, standing: Standing) throws {
    let validation = try RuleValidation("model-count", of: service(["models": .text(String(models))]))
    #expect(validation.standing == standing)
    #expect(validation.told == (standing == .pass ? [] : ["services[0].models: 1001 → 1000"]))
    #expect(try validation.afterChanges().standing == .pass)
    #expect(try RuleValidation("model-count", of: service(["name": "iris"])).reason == "declare services[0].models")
  }

  @Test(arguments: [
    Row("key", .pass), Row("[token]", .pass),
    Row("[key, token]", .fail, ["services[0].authentication: [key, token] → key"]),
    Row("[token, key]", .fail, ["services[0].authentication: [token, key] → token"]),
    Row("[none, key]", .fail, ["services[0].authentication: [none, key] → none"]), Row("[key, key]", .pass),
  ])
  func `has one kind of authentication`(row: Row) throws {
    let validation = try RuleValidation("authentication", of: service(["authentication": row.keys]))
    #expect(validation.standing == row.standing)
    #expect(validation.told == row.told)
    #expect(try validation.afterChanges().standing == .pass)
    #expect(
      try RuleValidation("authentication", of: service(["name": "iris"])).reason == "declare services[0].authentication"
    )
  }

  @Test(arguments: [
    ("token", "westeurope", Standing.pass), ("token", "northeurope", .warn), ("[key, token]", "northeurope", .warn),
  ])
  func `with tokens has the workspace in the cluster's region`(
    authentication: String, region: String, standing: Standing
  ) throws {
    let validation = try RuleValidation(
      "token-region",
      of: service(
        ["name": "iris", "authentication": .text(authentication)], cluster: ["region": .text(region)],
        workspace: ["region": "westeurope"]))
    #expect(validation.standing == standing)
    #expect(validation.causes == (standing == .pass ? [] : [.planRegionMismatch]))
    #expect(validation.report.findings.allSatisfy { $0.severity == .warning })
  }

  @Test func `without tokens may have it elsewhere`() throws {
    let keys = service(
      ["authentication": "key"], cluster: ["region": "northeurope"], workspace: ["region": "westeurope"])
    #expect(try RuleValidation("token-region", of: keys).standing == .skipped)
    let unknown = service(["authentication": "token"], workspace: ["region": "westeurope"])
    #expect(try RuleValidation("token-region", of: unknown).reason == "declare cluster.region")
  }

  @Test(arguments: [
    Row(["leafDomainLabel": "contoso", "ownCertificate": true], .fail, ["scoring.leafDomainLabel: contoso → -"]),
    Row(["leafDomainLabel": "contoso", "internalLoadBalancer": true], .fail, ["scoring.leafDomainLabel: contoso → -"]),
    Row(
      ["leafDomainLabel": "contoso", "internalLoadBalancer": true, "ownCertificate": true], .fail,
      ["scoring.leafDomainLabel: contoso → -"]), Row(["leafDomainLabel": "contoso", "ownCertificate": false], .pass),
    Row(["leafDomainLabel": "contoso"], .skipped), Row(["ownCertificate": true], .skipped),
  ])
  func `has a label of Microsoft's with a certificate of Microsoft's`(row: Row) throws {
    let validation = try RuleValidation("certificate-choice", of: ["scoring": row.keys])
    #expect(validation.standing == row.standing)
    #expect(validation.told == row.told)
    #expect(validation.causes == (row.standing == .fail ? [.planCertificateConflict] : []))
    if row.standing == .fail { #expect(try validation.afterChanges().reason == "declare scoring.leafDomainLabel") }
  }

  @Test(arguments: [
    ("abc", Standing.pass, "abc"), ("ab", .fail, "ab1"), ("a-1", .pass, "a-1"), ("Iris", .fail, "iris"),
    ("1iris", .fail, "iris"), ("iris-", .fail, "iris"), ("iris_v2", .fail, "iris-v2"), ("\"é\"", .fail, "service"),
    ("a2345678901234567890123456789012", .pass, "a2345678901234567890123456789012"),
    ("a23456789012345678901234567890123", .fail, "a2345678901234567890123456789012"),
  ])
  func `has a name of 3 to 32 characters`(name: String, standing: Standing, fixed: String) throws {
    let validation = try RuleValidation("service-names", of: service(["name": .text(name)]))
    #expect(validation.standing == standing)
    #expect(validation.changes.compactMap(\.to) == (standing == .pass ? [] : [fixed]))
    #expect(try validation.afterChanges().standing == .pass)
  }

  @Test(arguments: [("azureml-ws", Standing.pass, ""), ("Team_A", .fail, "team-a"), ("1ab", .pass, "")])
  func `has a namespace of Kubernetes' form`(namespace: String, standing: Standing, fixed: String) throws {
    let validation = try RuleValidation("service-names", of: service(["name": "iris", "namespace": .text(namespace)]))
    #expect(validation.standing == standing)
    #expect(validation.changes.compactMap(\.to) == (standing == .pass ? [] : [fixed]))
    #expect(try validation.afterChanges().standing == .pass)
    #expect(validation.report.findings.allSatisfy { $0.subject.id == "\(namespace)/iris" })
  }

  @Test(arguments: [
    ("abc", Standing.pass), ("ab", .warn), ("a23456789012345678901234", .pass), ("a234567890123456789012345", .warn),
    ("1aks", .warn), ("Aks-Prod", .pass), ("aks_prod", .warn),
  ])
  func `runs in a compute that can have the cluster's name, or is told`(name: String, standing: Standing) throws {
    let validation = try RuleValidation("compute-name", of: ["cluster": ["name": .text(name)]])
    #expect(validation.standing == standing)
    #expect(validation.changes.isEmpty)
    #expect(try RuleValidation("compute-name", of: [:]).reason == "declare cluster.name")
  }
}

@Suite struct `A model` {
  private static let pools: Node = [
    "nodePools": [
      ["name": "pool1", "mode": "System", "vmSize": "Standard_D3_v2", "count": 3],
      ["name": "gpu", "mode": "User", "vmSize": "Standard_NC6s_v3", "count": 1],
    ]
  ]

  @Test(arguments: [
    Row(["nodePool": "pool1"], .pass), Row(["nodePool": "POOL1"], .pass), Row(["gpus": 0], .skipped),
    Row(["nodePool": "gpu"], .fail, ["services[0].nodePool: gpu → pool1"]), Row(["nodePool": "other"], .skipped),
    Row(["gpus": 1], .fail, ["cluster.nodePools[0].vmSize: Standard_D3_v2 → Standard_NC6s_v3"]),
    Row(["name": "iris"], .skipped),
  ])
  func `runs in the pool that the cluster was made with`(row: Row) throws {
    let validation = try RuleValidation("first-pool", of: service(row.keys, cluster: Self.pools))
    #expect(validation.standing == row.standing)
    #expect(validation.told == row.told)
    #expect(try validation.afterChanges().standing == (row.standing == .fail ? .pass : row.standing))
  }

  @Test func `runs in any pool of the extension's`() throws {
    guard case .mapping(let members) = service(["nodePool": "gpu"], cluster: Self.pools) else { return }
    let validation = try RuleValidation("first-pool", of: .mapping([("edition", "extension")] + members))
    #expect(validation.reason == "does not apply")
  }
}

@Suite struct `Regions` {
  @Test(arguments: [("westeurope", Standing.pass), ("northeurope", .fail)])
  func `are one where the workspace has a private endpoint`(region: String, standing: Standing) throws {
    let keys: Node = [
      "workspace": ["region": "westeurope", "privateEndpoint": true], "cluster": ["region": .text(region)],
    ]
    let validation = try RuleValidation("same-region", of: keys)
    #expect(validation.standing == standing)
    #expect(validation.causes == (standing == .pass ? [] : [.planRegionMismatch]))
    #expect(try validation.afterChanges().standing == .pass)
  }

  @Test func `may be two where it has none`() throws {
    let keys: Node = [
      "workspace": ["region": "westeurope", "privateEndpoint": false], "cluster": ["region": "northeurope"],
    ]
    #expect(try RuleValidation("same-region", of: keys).standing == .skipped)
    let open: Node = ["workspace": ["region": "westeurope", "privateEndpoint": true]]
    #expect(try RuleValidation("same-region", of: open).reason == "declare cluster.region")
  }

  @Test(
    arguments: [
      ("westeurope", "westeurope", Standing.pass, []),
      ("westeurope", "francesouth", .warn, ["workspace.region: francesouth → francecentral"]),
      ("centraluseuap", "westeurope", .warn, []),
    ] as [(String, String, Standing, [String])])
  func `offer what is to run there, or are told`(
    cluster: String, workspace: String, standing: Standing, told: [String]
  ) throws {
    let validation = try RuleValidation(
      "region-offers",
      of: ["workspace": ["region": .text(workspace)], "cluster": ["region": .text(cluster)]])
    #expect(validation.standing == standing)
    #expect(validation.told == told)
    #expect(validation.report.findings.allSatisfy { $0.severity == .warning })
  }
}
