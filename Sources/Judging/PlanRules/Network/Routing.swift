import Model

extension DeclaredPlan {
  /// A subnet of the customer's own has its route table before a kubenet cluster is made in it.
  func routeTable() -> Appraisal {
    guard let subnet = network.subnet else { return .notDeclared("network.subnet.prefix") }
    guard let table = network.routeTable else { return .notDeclared("network.subnet.routeTable") }
    var appraisal = Appraisal()
    let holds = table != .absent
    appraisal.compare(
      Working(path: "network.subnet.routeTable", arithmetic: "\(subnet): \(table.name)", holds: holds),
      else: Sign(
        .routeTableMissing, [.value: subnet.description],
        subject: .declared("network.subnet.routeTable", detail: subnet.description),
        changes: [Change(path: "network.subnet.routeTable", from: "none", to: "{name: ROUTE_TABLE}")]))
    return appraisal
  }

  /// With `userDefinedRouting` AKS makes no way out: the subnet's route table has a default route with a next hop.
  func defaultRoute() -> Appraisal {
    guard let outbound = network.outboundType else { return .notDeclared("network.outboundType") }
    guard outbound == .userDefinedRouting else { return .nothing(at: "network.outboundType: userDefinedRouting") }
    guard let table = network.routeTable else { return .notDeclared("network.subnet.routeTable") }
    if case .associated(let table) = table, table.routes == nil {
      return .notDeclared("network.subnet.routeTable.routes")
    }
    let route = table.routes.first { $0.prefix?.length == 0 && $0.prefix?.address.family == .ipv4 }
    let hop = route?.nextHop.map { $0.rawValue } ?? "none"
    let holds = route != nil && route?.nextHop != RouteTable.Route.NextHop.none && route?.nextHop != .vnetLocal
    var appraisal = Appraisal()
    appraisal.compare(
      Working(
        path: "network.subnet.routeTable", arithmetic: "0.0.0.0/0 → \(route == nil ? "no route" : hop)", holds: holds),
      else: Sign(
        .defaultRouteMissing, [.value: table.name], subject: .declared("network.subnet.routeTable", detail: table.name),
        changes: [
          Change(
            path: "network.subnet.routeTable.routes", from: route == nil ? nil : "0.0.0.0/0 → \(hop)",
            to: "[{prefix: 0.0.0.0/0, nextHop: VirtualAppliance, address: FIREWALL_ADDRESS}]")
        ]))
    return appraisal
  }

  /// The node subnet is delegated to nobody but AKS.
  func subnetDelegation(_ limits: PlanLimits) -> Appraisal {
    guard let delegations = network.delegations else { return .notDeclared("network.subnet.delegations") }
    let others = delegations.filter { name in !limits.list(.allowed).contains { $0.lowercased() == name.lowercased() } }
    var appraisal = Appraisal()
    appraisal.compare(
      Working(
        path: "network.subnet.delegations",
        arithmetic: "{\(delegations.joined(separator: ", "))} ⊆ {\(limits.list(.allowed).joined(separator: ", "))}",
        holds: others.isEmpty),
      else: Sign(
        .subnetDelegated,
        [.value: network.subnet?.description ?? "network.subnet", .other: others.joined(separator: ", ")],
        subject: .declared("network.subnet.delegations", detail: others.joined(separator: ", ")),
        changes: [Change(path: "network.subnet.delegations", from: delegations.joined(separator: ", "), to: "[]")]))
    return appraisal
  }
}

extension SubnetRouteTable {
  /// The table's name; `none` where the subnet has none.
  fileprivate var name: String {
    switch self {
    case .absent: "none"
    case .associated(let table): table.name ?? "a route table"
    }
  }

  fileprivate var routes: [RouteTable.Route] {
    switch self {
    case .absent: []
    case .associated(let table): table.routes ?? []
    }
  }
}
