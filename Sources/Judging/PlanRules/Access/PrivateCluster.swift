import Model

extension DeclaredPlan {
  private static let zonePath = "cluster.apiServer.privateDNSZone"
  private static let namePath = "cluster.apiServer.publicFQDN"
  /// Azure's own DNS (Microsoft Learn, "What is IP address 168.63.129.16?", 2019-05-15).
  private static let azureDNS = IPAddress("168.63.129.16")

  /// A private cluster that Azure Machine Learning is to use has no public name.
  func privateClusterName() -> Appraisal {
    guard let server = cluster.apiServer, let isPrivate = server.isPrivate else {
      return .notDeclared("cluster.apiServer.private")
    }
    guard isPrivate else { return .nothing(at: "cluster.apiServer.private") }
    guard let isPublic = server.publicFQDN else { return .notDeclared(Self.namePath) }
    var changes = [Change(path: Self.namePath, from: "true", to: "false")]
    // Without a zone the public name is the only one.
    if server.privateDNSZone == .absent { changes.append(Change(path: Self.zonePath, from: "none", to: "system")) }
    var appraisal = Appraisal()
    appraisal.compare(
      Working(path: Self.namePath, arithmetic: "private = true, publicFQDN = \(isPublic)", holds: !isPublic),
      else: Sign(
        .publicNameOnPrivateCluster, [.value: "true", .needed: "false"], subject: .declared(Self.namePath),
        changes: changes))
    return appraisal
  }

  /// The nodes find a private API server by the zone that is linked to their network, or by its public name. A zone that
  /// Azure makes is linked to the nodes' network alone: where other servers than Azure's answer there, whoever runs them
  /// has to link it to theirs.
  func privateZone() -> Appraisal {
    guard let server = cluster.apiServer, let isPrivate = server.isPrivate else {
      return .notDeclared("cluster.apiServer.private")
    }
    guard isPrivate else { return .nothing(at: "cluster.apiServer.private") }
    guard let zone = server.privateDNSZone else { return .notDeclared(Self.zonePath) }
    var appraisal = Appraisal()
    switch zone {
    case .absent:
      guard let isPublic = server.publicFQDN else { return .notDeclared(Self.namePath) }
      appraisal.compare(
        Working(path: Self.zonePath, arithmetic: "privateDNSZone = none, publicFQDN = \(isPublic)", holds: isPublic),
        else: Sign(
          .privateZoneUnresolvable,
          [.value: "none", .other: Self.namePath, .otherValue: "false", .reason: "no zone and no public name"],
          subject: .declared(Self.zonePath), changes: [Change(path: Self.zonePath, from: "none", to: "system")]))
    case .system:
      let own = network.dnsServers.filter { $0 != Self.azureDNS }
      let names = own.map(\.description).joined(separator: ", ")
      appraisal.compare(
        Working(
          path: Self.zonePath,
          arithmetic:
            "privateDNSZone = system, dnsServers = [\(network.dnsServers.map(\.description).joined(separator: ", "))]",
          holds: own.isEmpty),
        else: Sign(
          .privateZoneNotLinked,
          [.value: names, .other: "network.vnet.dnsServers", .otherValue: names, .nameservers: names],
          isWarning: true,
          subject: .declared(Self.zonePath)))
    case .own(let resourceID):
      appraisal.workings.append(
        Working(path: Self.zonePath, arithmetic: "privateDNSZone = \(resourceID)", holds: true))
    }
    return appraisal
  }

  /// Every way out but the load balancer's own needs a Standard load balancer.
  func standardLoadBalancer() -> Appraisal {
    guard let type = network.outboundType else { return .notDeclared("network.outboundType") }
    guard let sku = network.loadBalancerSKU else { return .notDeclared("network.loadBalancerSKU") }
    var appraisal = Appraisal()
    appraisal.compare(
      Working(
        path: "network.loadBalancerSKU",
        arithmetic: "outboundType = \(type.rawValue), loadBalancerSKU = \(sku.rawValue)",
        holds: sku == .standard || type == .loadBalancer),
      else: Sign(
        .loadBalancerUnfit,
        [
          .value: sku.rawValue, .needed: "standard", .other: "network.outboundType: \(type.rawValue)",
          .otherValue: type.rawValue,
        ],
        subject: .declared("network.loadBalancerSKU"),
        changes: [Change(path: "network.loadBalancerSKU", from: sku.rawValue, to: "standard")]))
    return appraisal
  }
}
