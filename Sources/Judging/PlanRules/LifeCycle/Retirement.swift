import Model

extension DeclaredPlan {
  /// Something that the deployment uses is retired, or will be within so many days: a warning either way, since what runs
  /// goes on to run.
  func retirement(_ limits: PlanLimits) -> Appraisal {
    guard let feature = limits.text(.what).flatMap(RetiringFeature.init),
      let retires = limits.text(.retires).flatMap(Day.init),
      let notice = limits.number(.notice)
    else { return .notDeclared("limits") }
    let uses: [Use]
    switch self.uses(of: feature) {
    case .some(let found): uses = found
    case .none: return .notDeclared(feature.path)
    }
    guard !uses.isEmpty else { return .nothing(at: feature.path) }
    let days = Int((retires.start.secondsSince1970 - day.start.secondsSince1970) / 86_400)
    var appraisal = Appraisal()
    for use in uses {
      let arithmetic =
        days <= 0
        ? "\(use.value): \(day) ≥ \(retires)"
        : days <= notice
          ? "\(use.value): \(retires) − \(day) = \(days) ≤ \(notice) days" : "\(use.value): \(day) < \(retires)"
      appraisal.compare(
        Working(path: use.path, arithmetic: arithmetic, holds: days > notice),
        else: Sign(
          days <= 0 ? .retired : .retiringSoon,
          [
            .value: feature.title, .date: retires.description, .days: String(abs(days)), .limit: feature.successor,
            .needed: feature.successor, .name: use.value,
          ], isWarning: true, subject: .declared(use.path, detail: feature.title),
          changes: [Change(path: use.path, from: use.declared, to: use.replacement)]))
    }
    return appraisal
  }

  /// A place in the deployment that uses what retires.
  private struct Use {
    var path: String
    /// As it counts, and as it is declared: `nil` where it is a default.
    var value: String
    var declared: String?
    /// The value to declare instead.
    var replacement: String
  }

  /// Where the deployment uses a feature; `nil` if it does not say.
  private func uses(of feature: RetiringFeature) -> [Use]? {
    switch feature {
    case .azureMLv1:
      // Where the file does not say, v1 is only how it is judged, not what the customer uses.
      return deployment.edition == .v1
        ? [
          Use(
            path: feature.path, value: Edition.v1.rawValue, declared: Edition.v1.rawValue,
            replacement: Edition.extension.rawValue)
        ] : []
    case .kubenet:
      return network.model.map { model in
        model == .kubenet
          ? [
            Use(path: feature.path, value: model.rawValue, declared: model.rawValue, replacement: "azureCNIOverlay")
          ] : []
      }
    case .basicLoadBalancer:
      return network.loadBalancerSKU.map { sku in
        sku == .basic
          ? [Use(path: feature.path, value: sku.rawValue, declared: sku.rawValue, replacement: "standard")] : []
      }
    case .availabilitySets:
      guard pools.contains(where: { $0.pool.type != nil }) else { return nil }
      return pools.filter { $0.pool.type == .availabilitySet }.map { pool in
        Use(
          path: "\(pool.path).type", value: "AvailabilitySet", declared: "AvailabilitySet",
          replacement: "VirtualMachines")
      }
    case .defaultOutbound:
      guard let type = network.outboundType else { return nil }
      // Nodes that have neither a way out of their own nor a proxy can only have Azure's default one.
      guard type == .none, network.proxy == nil, !hasDefaultRoute else { return [] }
      return [Use(path: feature.path, value: "none", declared: "none", replacement: "managedNATGateway")]
    }
  }

  /// Whether the node subnet's traffic is routed elsewhere as a whole.
  private var hasDefaultRoute: Bool {
    guard case .associated(let table)? = network.routeTable else { return false }
    return table.routes?.contains { $0.prefix?.length == 0 && $0.nextHop != RouteTable.Route.NextHop.none } ?? false
  }
}

extension RetiringFeature {
  /// The key that tells whether a deployment uses it.
  var path: String {
    switch self {
    case .azureMLv1: "edition"
    case .kubenet: "network.model"
    case .basicLoadBalancer: "network.loadBalancerSKU"
    case .availabilitySets: "cluster.nodePools[0].type"
    case .defaultOutbound: "network.outboundType"
    }
  }

  /// As documents call it, at the beginning of a sentence.
  fileprivate var title: String {
    switch self {
    case .azureMLv1: "Azure Machine Learning v1 (AksCompute)"
    case .kubenet: "Kubenet"
    case .basicLoadBalancer: "The Basic load balancer"
    case .availabilitySets: "A node pool of availability sets"
    case .defaultOutbound: "Outbound access by default"
    }
  }

  /// What documents put in its place.
  fileprivate var successor: String {
    switch self {
    case .azureMLv1: "the Azure Machine Learning extension"
    case .kubenet: "Azure CNI Overlay"
    case .basicLoadBalancer: "a Standard load balancer"
    case .availabilitySets: "node pools of type VirtualMachines"
    case .defaultOutbound: "a NAT gateway, a load balancer or routes to a firewall"
    }
  }
}
