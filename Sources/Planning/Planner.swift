public import Model

/// Decides what will be sent before anything is sent: which requirements apply to a deployment, to which hosts, and the
/// fewest probes that serve them.
public struct Planner: Sendable {
  let catalog: Catalog
  /// The catalog's, by role: plans for thousands of deployments look them up a million times.
  let templates: [EndpointRole: EndpointTemplate]

  public init(catalog: Catalog) {
    self.catalog = catalog
    templates = Dictionary(catalog.endpoints.map { ($0.role, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The plan for a deployment seen from a vantage. Requirements keep the catalog's order; each probe is made once, in the
  /// first phase that needs it.
  public func plan(for deployment: Deployment, from vantage: Vantage, selecting selection: Selection = Selection())
    -> Plan
  {
    let edition = selection.edition ?? deployment.edition ?? .v1
    var steps = StepMerging()
    var planned: [PlannedRequirement] = []
    var omissions: [Omission] = []

    for requirement in catalog.requirements {
      if let reason = omission(of: requirement, for: deployment, from: vantage, edition: edition, selection) {
        omissions.append(Omission(requirement: requirement, reason: reason))
        continue
      }
      if case .holds = requirement.expectation {
        planned.append(PlannedRequirement(requirement: requirement, endpoint: nil, steps: []))
        continue
      }
      if case .found(let rule, _) = requirement.expectation {
        switch place(requirement, by: rule, from: vantage, edition: edition, in: &steps) {
        case .planned(let requirement): planned.append(requirement)
        case .omitted(let omission): omissions.append(omission)
        }
        continue
      }
      if requirement.expectation == .nameserversAnswer {
        guard let name = nameToAsk(in: deployment) else {
          omissions.append(Omission(requirement: requirement, reason: .notInCloud(cloud: deployment.cloud)))
          continue
        }
        let step = steps.add(.lookUp(name: name), for: requirement)
        planned.append(PlannedRequirement(requirement: requirement, endpoint: nil, steps: [step]))
        continue
      }
      switch endpoints(of: requirement.role, variant: requirement.variant, in: deployment) {
      case .unknown(let reason):
        omissions.append(Omission(requirement: requirement, reason: reason.asListed(by: vantage, requirement)))
      case .known(let endpoints):
        for endpoint in endpoints {
          switch place(
            requirement, at: endpoint, for: deployment, from: vantage, sample: selection.sample, in: &steps)
          {
          case .planned(let requirement)?: planned.append(requirement)
          case .omitted(let omission)?: omissions.append(omission)
          case nil: break
          }
        }
      }
    }
    return Plan(
      edition: edition, rules: selection.rules, requirements: planned, omissions: omissions, steps: steps.inOrder)
  }

  /// What patterns of `only` and `skip` can match: roles, then requirement ids, each once.
  public var selectableNames: [String] {
    (catalog.requirements.map(\.role.rawValue) + catalog.requirements.map(\.id.rawValue)).uniqued()
  }

  /// The patterns of `only` and `skip` that match no requirement and no role: most likely misspelled.
  public func unmatchedPatterns(in selection: Selection) -> [String] {
    (selection.only + selection.skip).filter { pattern in
      let glob = Glob(pattern)
      return !selectableNames.contains(where: glob.matches)
    }
  }

  private func omission(
    of requirement: Requirement, for deployment: Deployment, from vantage: Vantage, edition: Edition,
    _ selection: Selection
  ) -> Omission.Reason? {
    let unmet = requirement.conditions.first { condition in
      !condition.holds(for: deployment, edition: edition, sizes: catalog.vmSizes)
    }
    if let condition = unmet {
      return .doesNotApply(condition: condition)
    }
    if let validity = requirement.validity, !validity.contains(selection.rules) {
      return .notInRules(validity: validity)
    }
    if let option = selection.exclusion(of: requirement, skippedByDeployment: deployment.skip) {
      return .notSelected(by: option)
    }
    guard requirement.vantages.contains(vantage.kind) else {
      return .notVisible(from: requirement.vantages)
    }
    return nil
  }

  enum Placement {
    case planned(PlannedRequirement)
    case omitted(Omission)
  }

  /// Puts a requirement on one endpoint into the plan; `nil` if there is nothing to find out (an address given by the user
  /// needs no lookup, a database no HTTP).
  private func place(
    _ requirement: Requirement, at endpoint: Endpoint, for deployment: Deployment, from vantage: Vantage,
    sample: SampleRequest?, in steps: inout StepMerging
  ) -> Placement? {
    var requirement = requirement
    guard requirement.expectation.applies(to: endpoint) else { return nil }
    let route = route(to: endpoint, from: vantage)
    let rung: Rung
    switch requirement.expectation {
    case .nameserversAnswer, .holds, .found:
      preconditionFailure("planned without an endpoint")
    case .resolves, .addresses:
      guard endpoint.host.name != nil else { return nil }
      if case .proxy(let proxy) = route {
        return .omitted(Omission(requirement: requirement, reason: .leftToProxy(proxy: proxy.hostAndPort)))
      }
      if case .addresses(let kind) = requirement.expectation {
        guard let kind = kind == .asDeclared ? deployment.declaredAddressKind(of: endpoint) : kind else {
          return .omitted(Omission(requirement: requirement, reason: .doesNotApply(condition: .addressKindDeclared)))
        }
        requirement.expectation = .addresses(kind: kind)
        // A private address where none is declared may work as well: worth a warning, not a failure.
        if kind == .public { requirement.need = .advisory }
      }
      rung = .lookup
    case .accepts: rung = .connection
    case .handshakes: rung = endpoint.transport.isEncrypted ? .handshake : .connection
    case .answers: rung = .response
    case .responds:
      requirement.expectation = .responds(statuses: deployment.expectedStatuses(of: endpoint) ?? [])
      rung = .response
    case .converses(var kind):
      if let own = deployment.image(insteadOf: kind, at: endpoint) {
        requirement.expectation = .converses(kind: own)
        kind = own
      }
      switch deployment.conversation(kind, at: endpoint, sample: sample) {
      case .unknown(let reason): return .omitted(Omission(requirement: requirement, reason: reason))
      case .known(let conversation):
        let way = conversation.isNeverProxied ? .direct : route
        let step = steps.add(.converse(with: conversation, route: way), for: requirement)
        return .planned(PlannedRequirement(requirement: requirement, endpoint: endpoint, steps: [step]))
      }
    }
    let step = steps.add(.reach(endpoint: endpoint, upTo: rung, route: route), for: requirement)
    return .planned(PlannedRequirement(requirement: requirement, endpoint: endpoint, steps: [step]))
  }

  /// Through the vantage's proxy, unless the host is an exception or what is spoken is not HTTP or TLS: clients of other
  /// protocols do not ask proxies.
  private func route(to endpoint: Endpoint, from vantage: Vantage) -> Route {
    guard let proxy = vantage.proxy, endpoint.transport.mayUseProxy, !proxy.excepts(endpoint.host) else {
      return .direct
    }
    return .proxy(proxy)
  }

  /// A name that every nameserver should know: the container registry that all clusters use.
  private func nameToAsk(in deployment: Deployment) -> DomainName? {
    guard case .known(let endpoints) = endpoints(of: .mcr, variant: nil, in: deployment) else { return nil }
    return endpoints.lazy.compactMap(\.host.name).first
  }
}

extension Expectation {
  /// Whether what the model calls can be asked for this at all: what is spoken there is the user's to declare, and each
  /// protocol has expectations of its own.
  func applies(to endpoint: Endpoint) -> Bool {
    guard endpoint.role == .dependency else { return true }
    return switch self {
    case .accepts: endpoint.port != 0 && endpoint.transport != .ntp
    case .handshakes: endpoint.transport == .tls
    case .responds: endpoint.transport.isHTTP || endpoint.transport == .ntp
    case .nameserversAnswer, .resolves, .addresses, .answers, .converses, .holds, .found: true
    }
  }
}

extension Deployment {
  /// The statuses that are declared for what the model calls; `nil` if none are.
  fileprivate func expectedStatuses(of endpoint: Endpoint) -> [ClosedRange<Int>]? {
    guard endpoint.role == .dependency else { return nil }
    return dependencies.first { $0.name == endpoint.variant }?.expectedStatuses
  }
}
