import Model
import Testing

private typealias Node = DeploymentText.Node

private func ranges(_ count: Int) -> Node {
  // Every second /24, so that no two can be joined.
  .list((0..<count).map { .text("20.\($0 / 100).\($0 % 100 * 2).0/24") })
}

@Suite struct `Authorized ranges` {
  private static let path = "cluster.apiServer.authorizedIPRanges"

  @Test(
    arguments: [
      (200, nil, Standing.pass), (201, nil, .fail), (201, false, .fail), (201, true, .pass), (2000, true, .pass),
      (2001, true, .fail),
    ] as [(Int, Bool?, Standing)])
  func `are 200 at most, 2,000 with VNet integration`(count: Int, integration: Bool?, standing: Standing) throws {
    var server: [(key: String, value: Node)] = [("authorizedIPRanges", ranges(count))]
    if let integration { server.append(("vnetIntegration", .text(String(integration)))) }
    let validation = try RuleValidation("authorized-ranges-count", of: ["cluster": ["apiServer": .mapping(server)]])
    #expect(validation.standing == standing)
    if count == 201, standing == .fail {
      #expect(validation.changes.map(\.path) == ["cluster.apiServer.vnetIntegration"])
      #expect(try validation.afterChanges().standing == .pass)
    }
  }

  @Test func `that can be joined are joined`() throws {
    let list = Node.list((0..<201).map { .text("20.0.\($0).0/24") })
    let validation = try RuleValidation(
      "authorized-ranges-count", of: ["cluster": ["apiServer": ["authorizedIPRanges": list]]])
    #expect(
      validation.changes.map(\.to) == ["[20.0.0.0/17, 20.0.128.0/18, 20.0.192.0/21, 20.0.200.0/24]"])
    #expect(try validation.afterChanges().standing == .pass)
  }

  @Test(arguments: [
    Row(["private": true], .fail, ["\(path): [20.0.0.0/24] → []"]), Row(["private": false], .pass), Row([:], .skipped),
  ])
  func `are not for private clusters`(row: Row) throws {
    guard case .mapping(let members) = row.keys else { return }
    let server = Node.mapping(members + [("authorizedIPRanges", ["20.0.0.0/24"])])
    let validation = try RuleValidation("authorized-ranges-apply", of: ["cluster": ["apiServer": server]])
    #expect(validation.standing == row.standing)
    #expect(validation.told == row.told)
    if row.standing == .fail { #expect(try validation.afterChanges().reason == "nothing at \(Self.path)") }
  }

  @Test(arguments: [
    ("basic", Standing.fail, ["network.loadBalancerSKU: basic → standard"]), ("standard", .pass, []),
  ])
  func `are not for Basic load balancers`(sku: String, standing: Standing, told: [String]) throws {
    let validation = try RuleValidation(
      "authorized-ranges-apply",
      of: [
        "cluster": ["apiServer": ["authorizedIPRanges": ["20.0.0.0/24"]]],
        "network": ["loadBalancerSKU": .text(sku)],
      ])
    #expect(validation.standing == standing)
    #expect(validation.told == told)
    #expect(try validation.afterChanges().standing == .pass)
  }

  @Test(arguments: [
    (["52.1.2.3"], "userDefinedRouting", Standing.fail), (["20.0.0.7"], "userDefinedRouting", .pass),
    (["20.0.0.0/23"], "userAssignedNATGateway", .pass), (["20.0.0.0/22"], "userAssignedNATGateway", .fail),
    (["52.1.2.3"], "loadBalancer", .skipped),
  ])
  func `hold the cluster's own addresses`(addresses: [String], type: String, standing: Standing) throws {
    let validation = try RuleValidation(
      "authorized-ranges-own-egress",
      of: [
        "cluster": ["apiServer": ["private": false, "authorizedIPRanges": ["20.0.0.0/24", "20.0.1.0/24"]]],
        "network": [
          "outboundType": .text(type), "egressAddresses": .list(addresses.map { .text($0) }),
        ],
      ])
    #expect(validation.standing == standing)
    if standing == .fail {
      #expect(validation.causes == [.planAuthorizedRangesIncomplete])
      #expect(try validation.afterChanges().standing == .pass)
    }
  }

  @Test(arguments: [
    Row(["cluster": ["apiServer": ["private": false]]], .skipped, ["declare \(path)"]),
    Row(["cluster": ["apiServer": ["authorizedIPRanges": []]]], .skipped, ["nothing at \(path)"]),
    Row(
      [
        "cluster": ["apiServer": ["authorizedIPRanges": ["20.0.0.0/24"]]],
        "network": ["outboundType": "userDefinedRouting"],
      ],
      .skipped, ["declare network.egressAddresses"]),
    Row(
      ["cluster": ["apiServer": ["private": true, "authorizedIPRanges": ["20.0.0.0/24"]]]], .skipped,
      ["nothing at \(path)"]),
  ])
  func `are not judged where nothing is known`(row: Row) throws {
    #expect(try RuleValidation("authorized-ranges-own-egress", of: row.keys).reason == row.told[0])
  }

  private static let tags = References(
    serviceTags: ServiceTags(
      file: "tags.json", cloud: "Public", changeNumber: 1,
      tags: [
        .azureML(in: "westeurope", ["13.69.64.0/28", "2603:1020:206::/125"]),
        .azureML(in: "northeurope", ["13.69.239.0/28", "52.178.0.0/30"]), .azureML(in: "eastus", ["40.71.11.0/28"]),
      ]))

  @Test(
    arguments: [
      (["13.69.64.0/28", "13.69.239.0/28", "52.178.0.0/30"], Standing.pass, nil),
      (["13.69.64.0/24", "13.69.239.0/29", "13.69.239.8/29", "52.178.0.0/16"], .pass, nil),
      (["13.69.64.0/28", "13.69.239.0/28"], .fail, ["52.178.0.0/30"]),
      (["13.69.64.0/29"], .fail, ["13.69.239.0/28", "13.69.64.0/28", "52.178.0.0/30"]),
    ] as [([String], Standing, [String]?)])
  func `hold those of Azure Machine Learning in the region and its pair`(
    declared: [String], standing: Standing, missing: [String]?
  ) throws {
    let keys: Node = [
      "workspace": ["region": "westeurope"],
      "cluster": ["apiServer": ["private": false, "authorizedIPRanges": .list(declared.map { .text($0) })]],
    ]
    let validation = try RuleValidation("authorized-ranges-azure-ml", of: keys, references: Self.tags)
    #expect(validation.standing == standing)
    #expect(validation.report.findings.first?.subject.members == missing)
    #expect(validation.report.findings.count == (missing == nil ? 0 : 1))
    #expect(try validation.afterChanges().standing == .pass)
    #expect(try RuleValidation("authorized-ranges-azure-ml", of: keys).reason == "give --service-tags")
  }

  @Test func `that miss several things are told as one list`() throws {
    let keys: Node = [
      "workspace": ["region": "westeurope"],
      "cluster": ["apiServer": ["private": false, "authorizedIPRanges": ["20.0.0.0/24"]]],
      "network": ["outboundType": "userDefinedRouting", "egressAddresses": ["52.1.2.3"]],
    ]
    let validation = try RuleValidation("authorized-ranges-*", of: keys, references: Self.tags)
    #expect(validation.causes == [.planAuthorizedRangesIncomplete])
    #expect(
      validation.changes.map(\.to) == [
        "[20.0.0.0/24, 52.1.2.3/32, 13.69.64.0/28, 13.69.239.0/28, 52.178.0.0/30]"
      ])
    #expect(try validation.afterChanges().causes == [])
  }
}

extension ServiceTags.Tag {
  fileprivate static func azureML(in region: String, _ prefixes: [String]) -> ServiceTags.Tag {
    ServiceTags.Tag(
      name: "AzureMachineLearning.\(region)", service: "AzureMachineLearning", region: region,
      prefixes: prefixes.compactMap(IPPrefix.init))
  }
}

@Suite struct `A private cluster` {
  @Test(arguments: [
    Row(["private": true, "publicFQDN": true], .fail, ["cluster.apiServer.publicFQDN: true → false"]),
    Row(
      ["private": true, "publicFQDN": true, "privateDNSZone": "none"], .fail,
      [
        "cluster.apiServer.publicFQDN: true → false", "cluster.apiServer.privateDNSZone: none → system",
      ]), Row(["private": true, "publicFQDN": false], .pass), Row(["private": true], .skipped),
    Row(["private": false, "publicFQDN": true], .skipped),
  ])
  func `has no public name with Azure Machine Learning v1`(row: Row) throws {
    let validation = try RuleValidation("private-cluster-name", of: ["cluster": ["apiServer": row.keys]])
    #expect(validation.standing == row.standing)
    #expect(validation.told == row.told)
    #expect(try validation.afterChanges().standing == (row.standing == .fail ? .pass : row.standing))
    let other = try RuleValidation(
      "private-cluster-name", of: ["edition": "extension", "cluster": ["apiServer": row.keys]])
    #expect(other.reason == "does not apply")
  }

  @Test(arguments: [
    Row(
      ["private": true, "privateDNSZone": "none", "publicFQDN": false], .fail,
      ["cluster.apiServer.privateDNSZone: none → system"]),
    Row(["private": true, "privateDNSZone": "none", "publicFQDN": true], .pass),
    Row(["private": true, "privateDNSZone": "none"], .skipped), Row(["private": true], .skipped),
    Row(["private": true, "privateDNSZone": "system"], .pass), Row(["private": false], .skipped),
    Row(["private": true, "privateDNSZone": "/subscriptions/s/privateDnsZones/z"], .pass),
  ])
  func `is found by its zone or by its public name`(row: Row) throws {
    let validation = try RuleValidation("private-zone", of: ["cluster": ["apiServer": row.keys]])
    #expect(validation.standing == row.standing)
    #expect(validation.told == row.told)
    #expect(try validation.afterChanges().standing == (row.standing == .fail ? .pass : row.standing))
  }

  @Test(arguments: [([], Standing.pass), (["168.63.129.16"], .pass), (["10.0.0.4"], .warn)] as [([String], Standing)])
  func `with Azure's zone needs a link for other DNS servers`(servers: [String], standing: Standing) throws {
    let validation = try RuleValidation(
      "private-zone",
      of: [
        "cluster": ["apiServer": ["private": true, "privateDNSZone": "system"]],
        "network": ["vnet": ["dnsServers": .list(servers.map { .text($0) })]],
      ])
    #expect(validation.standing == standing)
    #expect(validation.codes == (standing == .pass ? [] : [.privateZoneNotLinked]))
  }

  @Test(arguments: [
    ("loadBalancer", "basic", Standing.pass), ("userDefinedRouting", "basic", .fail),
    ("userDefinedRouting", "standard", .pass), ("managedNATGateway", "basic", .fail),
  ])
  func `and any other has the load balancer that its way out needs`(type: String, sku: String, standing: Standing)
    throws
  {
    let validation = try RuleValidation(
      "standard-load-balancer", of: ["network": ["outboundType": .text(type), "loadBalancerSKU": .text(sku)]])
    #expect(validation.standing == standing)
    #expect(try validation.afterChanges().standing == .pass)
    let open = try RuleValidation("standard-load-balancer", of: ["network": ["outboundType": .text(type)]])
    #expect(open.reason == "declare network.loadBalancerSKU")
  }
}

@Suite struct `Exceptions of the proxy` {
  private func file(_ exceptions: [String], network: [(key: String, value: Node)] = []) -> Node {
    let list = Node.list(exceptions.map { .text($0.hasPrefix("*") ? "\"\($0)\"" : $0) })
    return [
      "cluster": ["apiServer": ["host": "aks.hcp.westeurope.azmk8s.io"]],
      "network": .mapping([("proxy", ["url": "http://proxy.corp:3128", "noProxy": list])] + network),
    ]
  }

  private let platform = ["169.254.169.254", "168.63.129.16", ".svc", ".cluster.local"]

  @Test func `are complete with the platform, the cluster's names and its ranges`() throws {
    let ranges: [(key: String, value: Node)] = [("serviceCIDR", "10.0.0.0/16"), ("podCIDR", "10.244.0.0/16")]
    let complete = platform + ["aks.hcp.westeurope.azmk8s.io", "10.0.0.0/8"]
    #expect(try RuleValidation("proxy-exceptions", of: file(complete, network: ranges)).standing == .pass)
    for left in complete.indices {
      var exceptions = complete
      exceptions.remove(at: left)
      let validation = try RuleValidation("proxy-exceptions", of: file(exceptions, network: ranges))
      #expect(validation.standing == .warn)
      #expect(validation.causes == [.proxyExceptionsMissing])
      let subject = try #require(validation.report.findings.first?.subject)
      #expect(subject.kind == .proxy && subject.id == "proxy.corp:3128")
      #expect(
        subject.members == (complete[left] == "10.0.0.0/8" ? ["10.0.0.0/16", "10.244.0.0/16"] : [complete[left]]))
      #expect(try validation.afterChanges().standing == .pass)
    }
  }

  @Test(arguments: [
    ["*"], ["169.254.0.0/16", "168.63.129.16", "svc", "cluster.local", ".azmk8s.io", "10.0.0.0/16"],
    ["0.0.0.0/1", "128.0.0.0/1", ".svc", ".svc.cluster.local", "hcp.westeurope.azmk8s.io"],
  ])
  func `may be written in several ways`(exceptions: [String]) throws {
    #expect(
      try RuleValidation("proxy-exceptions", of: file(exceptions, network: [("serviceCIDR", "10.0.0.0/16")])).standing
        == .pass)
  }

  @Test(
    arguments: [
      ([".svc"], Standing.pass, []), (["10.0.0.0/8"], .warn, ["10.0.0.1"]), (["10.0.0.0/8", "10.0.0.1"], .pass, []),
      (["192.168.0.0/16"], .pass, []), (["169.254.0.0/16"], .warn, ["169.254.169.254"]), (["*.corp"], .warn, [".corp"]),
    ] as [([String], Standing, [String])])
  func `name what Python asks for by number`(exceptions: [String], standing: Standing, names: [String]) throws {
    let validation = try RuleValidation(
      "proxy-exception-forms", of: file(exceptions, network: [("serviceCIDR", "10.0.0.0/16")]))
    #expect(validation.standing == standing)
    #expect(validation.verdict.symptoms.compactMap { $0.facts[.names] } == names)
    #expect(try validation.afterChanges().standing == .pass)
  }

  @Test func `that are wrong in two ways are one finding with one list`() throws {
    let validation = try RuleValidation(
      "proxy-*", of: file([".svc", "10.0.0.0/8", "*.corp"], network: [("serviceCIDR", "10.0.0.0/16")]))
    #expect(validation.causes == [.proxyExceptionsMissing])
    #expect(validation.changes.count == 1)
    #expect(validation.report.findings.map(\.severity) == [.warning])
    #expect(try validation.afterChanges().causes == [])
  }

  @Test(arguments: ["proxy-exceptions", "proxy-exception-forms"])
  func `are not judged without a proxy`(id: String) throws {
    #expect(try RuleValidation(id, of: [:]).reason == "nothing at network.proxy")
  }
}
