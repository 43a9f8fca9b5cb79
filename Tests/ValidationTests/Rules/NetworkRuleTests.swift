import Model
import Testing

@Suite struct `Rules about room in the network` {
  private static func yaml(
    model: String = "azureCNI", subnet: String, count: Int, pods: Int = 30, surge: String = "1", further: String = ""
  ) -> String {
    """
    cluster: {nodePools: [{name: p, count: \(count), maxPods: \(pods), maxSurge: "\(surge)"}]}
    network: {model: \(model), subnet: {prefix: \(subnet)\(further)}}
    """
  }

  @Test func `come out as the published examples do`() throws {
    let large = try Validation(Self.yaml(subnet: "10.240.0.0/21", count: 50))
    #expect(large.outcome("subnet-capacity") == "pass")
    #expect(
      large.arithmetic("subnet-capacity") == ["(50 + 1) × (30 + 1) (p) = 1581 ≤ 2^(32 − 21) − 5 = 2043"])
    let small = try Validation(Self.yaml(subnet: "10.240.0.0/22", count: 50))
    #expect(small.outcome("subnet-capacity") == "fail")
    #expect(small.findings == ["plan.subnet-too-small network network.subnet.prefix"])
    #expect(small.changes == ["network.subnet.prefix: 10.240.0.0/22 → 10.240.0.0/21"])
    #expect(
      try Validation(Self.yaml(subnet: "10.240.0.0/21", count: 60)).arithmetic("subnet-capacity")
        == ["(60 + 1) × (30 + 1) (p) = 1891 ≤ 2^(32 − 21) − 5 = 2043"])
  }

  @Test(arguments: [
    // Azure CNI: 251 addresses in a /24, 507 in a /23
    ("azureCNI", "10.0.0.0/24", 7, 30, "pass"), ("azureCNI", "10.0.0.0/24", 8, 30, "fail"),
    ("azureCNI", "10.0.0.0/23", 15, 30, "pass"), ("azureCNI", "10.0.0.0/23", 16, 30, "fail"),
    ("azureCNI", "10.0.0.0/24", 1, 110, "pass"), ("azureCNI", "10.0.0.0/24", 2, 110, "fail"),
    ("azureCNI", "10.0.0.0/23", 3, 110, "pass"), ("azureCNI", "10.0.0.0/23", 4, 110, "fail"),
    // Otherwise a node takes one
    ("kubenet", "10.0.0.0/24", 250, 110, "pass"), ("kubenet", "10.0.0.0/24", 251, 110, "fail"),
    ("azureCNIOverlay", "10.0.0.0/28", 10, 250, "pass"), ("azureCNIOverlay", "10.0.0.0/28", 11, 250, "fail"),
    ("azureCNIPodSubnet", "10.0.0.0/29", 2, 30, "pass"), ("azureCNIPodSubnet", "10.0.0.0/29", 3, 30, "fail"),
  ])
  func `hold up to the last address`(model: String, subnet: String, count: Int, pods: Int, outcome: String) throws {
    let validation = try Validation(Self.yaml(model: model, subnet: subnet, count: count, pods: pods))
    #expect(validation.outcome("subnet-capacity") == outcome)
  }

  @Test func `count the autoscaler's maximum and a share of surge rounded up`() throws {
    let validation = try Validation(
      """
      cluster: {nodePools: [{name: p, count: 3, minCount: 3, maxCount: 10, maxPods: 30, maxSurge: "33%"}]}
      network: {model: azureCNI, subnet: {prefix: 10.240.0.0/24}}
      """)
    #expect(validation.arithmetic("subnet-capacity") == ["(10 + 4) × (30 + 1) (p) = 434 > 2^(32 − 24) − 5 = 251"])
  }

  @Test func `add up the pools of one subnet, with what others use, and keep subnets apart`() throws {
    let validation = try Validation(
      """
      cluster:
        nodePools:
        - {name: a, count: 3, maxPods: 30}
        - {name: b, count: 3, maxPods: 10, subnet: 10.240.0.0/24}
        - {name: c, count: 5, maxPods: 50, subnet: 10.241.0.0/24}
      network: {model: azureCNI, subnet: {prefix: 10.240.0.0/24, otherAddresses: 83}}
      """)
    #expect(
      validation.arithmetic("subnet-capacity") == [
        "(3 + 1) × (30 + 1) (a) + (3 + 1) × (10 + 1) (b) + 83 (others) = 251 ≤ 2^(32 − 24) − 5 = 251",
        "(5 + 1) × (50 + 1) (c) = 306 > 2^(32 − 24) − 5 = 251",
      ])
    #expect(validation.changes == ["cluster.nodePools[2].subnet: 10.241.0.0/24 → 10.241.0.0/23"])
  }

  @Test(arguments: [
    ("kubenet", "10.244.0.0/16", 255, "pass"), ("kubenet", "10.244.0.0/16", 256, "fail"),
    ("kubenet", "10.244.0.0/22", 3, "pass"), ("azureCNIOverlay", "10.244.0.0/22", 4, "fail"),
    ("azureCNIOverlay", "10.244.0.0/25", 1, "fail"), ("azureCNI", "10.244.0.0/30", 9, "skipped"),
  ])
  func `want a /24 of the pod range for each node`(model: String, range: String, count: Int, outcome: String) throws {
    let validation = try Validation(
      "cluster: {nodePools: [{name: p, count: \(count)}]}\nnetwork: {model: \(model), podCIDR: \(range)}")
    #expect(validation.outcome("pod-range") == outcome)
  }

  @Test func `widen the pod range as far as needed`() throws {
    let validation = try Validation(
      "cluster: {nodePools: [{name: p, count: 4}]}\nnetwork: {model: kubenet, podCIDR: 10.244.8.0/22}")
    #expect(validation.changes == ["network.podCIDR: 10.244.8.0/22 → 10.244.8.0/21"])
  }

  @Test func `count pods of a pod subnet in batches of 16`() throws {
    let validation = try Validation(
      """
      cluster: {nodePools: [{name: p, count: 3, maxPods: 30}]}
      network: {model: azureCNIPodSubnet, podSubnet: {prefix: 10.1.0.0/25}}
      """)
    #expect(
      validation.arithmetic("pod-subnet-capacity")
        == ["(3 + 1) × 32 [30 in batches of 16] (p) = 128 > 2^(32 − 25) − 5 = 123"])
    #expect(validation.outcome("pod-subnet-capacity") == "warn")
  }

  @Test func `know what kubenet does not have`() throws {
    let yaml = """
      cluster: {nodePools: [{name: w, osType: Windows}]}
      network: {model: kubenet, policy: azure, subnet: {prefix: 10.0.0.0/24, routeTable: none}}
      """
    #expect(
      try Set(Validation(yaml).failures) == [.planNetworkModelUnsupported, .planRouteTableMissing])
    let overlay = yaml.replacing("kubenet", with: "azureCNIOverlay")
    #expect(try Validation(overlay).failures.isEmpty)
  }

  @Test(arguments: [
    ("routeTable: none", "fail"), ("routeTable: {name: rt, routes: []}", "fail"),
    ("routeTable: {name: rt, routes: [{prefix: 10.0.0.0/8, nextHop: VnetLocal}]}", "fail"),
    ("routeTable: {name: rt, routes: [{prefix: 0.0.0.0/0, nextHop: None}]}", "fail"),
    ("routeTable: {name: rt, routes: [{prefix: 0.0.0.0/0, nextHop: VirtualAppliance, address: 10.0.1.4}]}", "pass"),
    ("routeTable: {name: rt}", "skipped"),
  ])
  func `want a default route where traffic leaves by the customer's routes`(table: String, outcome: String) throws {
    let yaml = "network: {outboundType: userDefinedRouting, subnet: {prefix: 10.0.0.0/24, \(table)}}"
    #expect(try Validation(yaml).outcome("default-route") == outcome)
    #expect(
      try Validation(yaml.replacing("userDefinedRouting", with: "loadBalancer")).outcome("default-route") == "skipped")
  }

  @Test func `let AKS's own delegation stay`() throws {
    let own = "network: {subnet: {prefix: 10.0.0.0/24, delegations: [microsoft.containerservice/managedClusters]}}"
    #expect(try Validation(own).outcome("subnet-delegation") == "pass")
    let foreign = "network: {subnet: {prefix: 10.0.0.0/24, delegations: [Microsoft.Web/serverFarms]}}"
    #expect(try Validation(foreign).outcome("subnet-delegation") == "fail")
  }
}

@Suite struct `Rules about address ranges` {
  @Test(arguments: [
    ("vnet: {addressSpace: [10.0.0.0/8]}", "serviceCIDR: 10.0.0.0/16", ["network.serviceCIDR"]),
    ("vnet: {addressSpace: [10.1.0.0/16]}", "serviceCIDR: 10.0.0.0/16", []),
    ("vnet: {addressSpace: [10.1.0.0/16], peered: [10.0.0.0/16]}", "serviceCIDR: 10.0.0.0/16", ["network.serviceCIDR"]),
    (
      "vnet: {addressSpace: [10.1.0.0/16], peered: [10.1.0.0/24]}", "serviceCIDR: 10.0.0.0/16",
      ["network.vnet.peered[0]"]
    ),
    ("model: kubenet, podCIDR: 10.0.0.0/15", "serviceCIDR: 10.0.0.0/16", ["network.serviceCIDR"]),
    // With Azure CNI pods have addresses of the subnet: a pod range means nothing.
    ("model: azureCNI, podCIDR: 10.0.0.0/15", "serviceCIDR: 10.0.0.0/16", []),
    ("dockerBridgeCIDR: 10.0.0.1/16", "serviceCIDR: 10.0.0.0/16", ["network.dockerBridgeCIDR"]),
    ("subnet: {prefix: 10.0.4.0/22}", "serviceCIDR: 10.0.0.0/16", ["network.serviceCIDR"]),
    ("vnet: {addressSpace: [\"fd00::/48\"]}", "serviceCIDR: [10.0.0.0/16, \"fd00::/64\"]", ["network.serviceCIDR[1]"]),
  ])
  func `find every pair that overlaps`(first: String, second: String, subjects: [String]) throws {
    let validation = try Validation("network: {\(first), \(second)}")
    let found = validation.report.findings.filter { $0.cause == .planRangesOverlap }.map(\.subject.id)
    #expect(found == subjects)
  }

  @Test func `propose a range that is free`() throws {
    let validation = try Validation(
      """
      network:
        model: kubenet
        vnet: {addressSpace: [10.0.0.0/15], peered: [10.2.0.0/16]}
        podCIDR: 10.1.0.0/16
        serviceCIDR: 10.0.0.0/16
      """)
    #expect(
      validation.changes.sorted() == [
        "network.podCIDR: 10.1.0.0/16 → 10.3.0.0/16", "network.serviceCIDR: 10.0.0.0/16 → 10.3.0.0/16",
      ])
  }

  @Test(arguments: [
    ("vnet: {addressSpace: [172.30.0.0/24]}", true), ("vnet: {addressSpace: [172.16.0.0/12]}", true),
    ("serviceCIDR: 172.31.5.0/24", true), ("podCIDR: 169.254.0.0/20", true),
    ("vnet: {addressSpace: [192.0.2.128/25]}", true),
    ("vnet: {addressSpace: [172.16.0.0/13]}", false), ("vnet: {addressSpace: [192.0.3.0/24]}", false),
  ])
  func `keep off what AKS keeps for itself`(range: String, isReserved: Bool) throws {
    #expect(try Validation("network: {\(range)}").failures.contains(.planRangeReserved) == isReserved)
  }

  @Test func `tell a range with host bits from one that is written as it is meant`() throws {
    let validation = try Validation("network: {vnet: {addressSpace: [10.240.0.5/16]}}")
    #expect(validation.failures == [.planRangeMalformed])
    #expect(validation.changes == ["network.vnet.addressSpace[0]: 10.240.0.5/16 → 10.240.0.0/16"])
  }

  @Test(arguments: [(11, "fail"), (12, "fail"), (13, "pass"), (16, "pass")])
  func `want a service range smaller than a /12`(length: Int, outcome: String) throws {
    #expect(try Validation("network: {serviceCIDR: 10.0.0.0/\(length)}").outcome("service-range-size") == outcome)
  }

  @Test(arguments: [
    ("10.0.0.10", "pass", "pass"), ("10.0.0.1", "pass", "fail"), ("10.0.0.0", "pass", "fail"),
    ("10.0.255.255", "pass", "fail"), ("10.0.0.2", "pass", "pass"), ("10.1.0.10", "fail", "skipped"),
  ])
  func `want a DNS service address that is inside and free`(address: String, inside: String, free: String) throws {
    let validation = try Validation("network: {serviceCIDR: 10.0.0.0/16, dnsServiceIP: \(address)}")
    #expect(validation.outcome("dns-service-address-inside") == inside)
    #expect(validation.outcome("dns-service-address-free") == free)
    if inside == "fail" || free == "fail" {
      #expect(validation.changes == ["network.dnsServiceIP: \(address) → 10.0.0.10"])
    }
  }

  @Test func `see servers that the cluster's ranges hide`() throws {
    let validation = try Validation(
      """
      network:
        model: kubenet
        vnet: {dnsServers: [10.0.0.4, 10.9.0.4]}
        podCIDR: 10.244.0.0/16
        serviceCIDR: 10.0.0.0/16
        proxy: {url: "http://10.244.0.9:3128"}
      """)
    let hidden = validation.report.findings.filter { $0.cause == .planRangesOverlap }.map(\.subject.id)
    #expect(hidden == ["network.vnet.dnsServers[0]", "network.proxy.url"])
  }

  @Test(arguments: [
    ("[10.244.0.0/16, \"fd00:1::/64\"]", "[10.0.0.0/16, \"fd00:2::/108\"]", "pass"),
    ("[10.244.0.0/16, \"fd00:1::/64\"]", "10.0.0.0/16", "warn"), ("\"fd00:1::/64\"", "\"fd00:2::/108\"", "fail"),
    ("10.244.0.0/16", "10.0.0.0/16", "pass"),
  ])
  func `want families that go together`(pods: String, services: String, outcome: String) throws {
    let yaml = "network: {model: azureCNIOverlay, podCIDR: \(pods), serviceCIDR: \(services)}"
    #expect(try Validation(yaml).outcome("dual-stack") == outcome)
  }

  @Test func `know the docker bridge only in the documents of its time`() throws {
    let yaml = "network: {dockerBridgeCIDR: 172.17.0.0/16}"
    #expect(try Validation(yaml, rules: "2021-06-01").outcome("docker-bridge") == "warn")
    #expect(try Validation(yaml).outcome("docker-bridge") == "skipped")
    let bridge = "network: {dockerBridgeCIDR: 172.17.0.1/16}"
    #expect(try Validation(bridge, rules: "2021-06-01").outcome("docker-bridge") == "pass")
  }

  @Test func `want subnets inside the VNet`() throws {
    let yaml = "network: {vnet: {addressSpace: [10.1.0.0/16]}, subnet: {prefix: 10.2.0.0/24}}"
    #expect(try Validation(yaml).failures == [.planSubnetUnusable])
  }
}
