import Model
import Topology

extension DeclaredPlan {
  private static let rangesPath = "cluster.apiServer.authorizedIPRanges"

  /// At most so many ranges; more where the API server has an address in the cluster's network.
  func authorizedRangesCount(_ limits: PlanLimits) -> Appraisal {
    let isIntegrated = cluster.apiServer?.vnetIntegration == true
    guard let limit = limits.number(isIntegrated ? .integratedRanges : .ranges) else { return .notDeclared("limits") }
    let ranges: [IPPrefix]
    switch authorizedRanges {
    case .failure(let reason): return reason.appraisal
    case .success(let declared): ranges = declared
    }
    let fewer = ranges.aggregated
    let withIntegration = limits.number(.integratedRanges).map { ranges.count <= $0 && !isIntegrated } ?? false
    var appraisal = Appraisal()
    appraisal.compare(
      Working(
        path: Self.rangesPath, arithmetic: "\(ranges.count) \(ranges.count <= limit ? "≤" : ">") \(limit)",
        holds: ranges.count <= limit),
      else: Sign(
        .authorizedRangesTooMany, [.value: String(ranges.count), .limit: String(limit)],
        subject: .declared(Self.rangesPath),
        changes: fewer.count <= limit
          ? [rangesChange(to: fewer)]
          : withIntegration
            ? [
              Change(
                path: "cluster.apiServer.vnetIntegration",
                from: cluster.apiServer?.vnetIntegration.map { String($0) }, to: "true")
            ] : []))
    return appraisal
  }

  /// Authorized ranges belong to a public API server, and need a Standard load balancer.
  func authorizedRangesApply() -> Appraisal {
    guard let ranges = cluster.apiServer?.authorizedIPRanges else { return .notDeclared(Self.rangesPath) }
    guard !ranges.isEmpty else { return .nothing(at: Self.rangesPath) }
    var appraisal = Appraisal()
    if let isPrivate = cluster.apiServer?.isPrivate {
      appraisal.compare(
        Working(
          path: Self.rangesPath, arithmetic: "ranges: \(ranges.count), private = \(isPrivate)", holds: !isPrivate),
        else: Sign(
          .authorizedRangesNotApplicable,
          [.value: String(ranges.count), .other: "cluster.apiServer.private: true", .otherValue: "true"],
          subject: .declared(Self.rangesPath), changes: [rangesChange(to: [])]))
    } else {
      appraisal.missing.append("cluster.apiServer.private")
    }
    if let sku = network.loadBalancerSKU {
      appraisal.compare(
        Working(
          path: Self.rangesPath, arithmetic: "ranges: \(ranges.count), loadBalancerSKU = \(sku.rawValue)",
          holds: sku == .standard),
        else: Sign(
          .authorizedRangesNotApplicable,
          [
            .value: String(ranges.count), .other: "network.loadBalancerSKU: \(sku.rawValue)", .otherValue: sku.rawValue,
          ],
          subject: .declared(Self.rangesPath),
          changes: [Change(path: "network.loadBalancerSKU", from: sku.rawValue, to: "standard")]))
    }
    if !appraisal.workings.isEmpty { appraisal.missing = [] }
    return appraisal
  }

  /// The nodes reach the API server by the addresses that the cluster's traffic leaves from. Those of its own load balancer
  /// AKS authorizes itself; those of a firewall or a NAT gateway it does not know.
  func authorizedRangesOwnEgress() -> Appraisal {
    let ranges: [IPPrefix]
    switch authorizedRanges {
    case .failure(let reason): return reason.appraisal
    case .success(let declared): ranges = declared
    }
    // With an address in the cluster's network the API server is not asked by way of the internet.
    guard cluster.apiServer?.vnetIntegration != true else { return .nothing(at: "network.egressAddresses") }
    guard let outboundType = network.outboundType else { return .notDeclared("network.outboundType") }
    guard outboundType != .loadBalancer else { return .nothing(at: "network.egressAddresses") }
    guard let addresses = network.egressAddresses else { return .notDeclared("network.egressAddresses") }
    var appraisal = Appraisal()
    let missing = addresses.filter { !ranges.cover($0) }
    let isMissing = Set(missing)
    for address in addresses {
      let holds = !isMissing.contains(address)
      appraisal.workings.append(
        Working(path: Self.rangesPath, arithmetic: "\(address) \(holds ? "⊆" : "⊄") authorizedIPRanges", holds: holds))
    }
    guard !missing.isEmpty else { return addresses.isEmpty ? .nothing(at: "network.egressAddresses") : appraisal }
    let names = missing.map(\.description).joined(separator: ", ")
    appraisal.violations.append(
      Sign(
        .ownEgressNotAuthorized,
        [
          .path: Self.rangesPath, .value: YAMLText.list(ranges.map(\.description)), .needed: names, .addresses: names,
          .arithmetic: "{\(names)} ⊄ authorizedIPRanges",
        ], subject: authorizedRangesSubject(missing), changes: [completedRangesChange]))
    return appraisal
  }

  /// The addresses that Azure Machine Learning's own services of the workspace's region and of its pair ask the API server
  /// from (Microsoft Learn, "Create and attach an Azure Kubernetes Service cluster", 2022-04-21). Authorized ranges are
  /// IPv4 only.
  func authorizedRangesAzureML() -> Appraisal {
    let ranges: [IPPrefix]
    switch authorizedRanges {
    case .failure(let reason): return reason.appraisal
    case .success(let declared): ranges = declared
    }
    guard region(deployment.workspace.region) != nil else { return .notDeclared("workspace.region") }
    let needed = azureMLRanges
    guard !needed.isEmpty else { return .needs(option: "--service-tags") }
    var appraisal = Appraisal()
    for (tag, region, prefixes) in needed {
      let missing = prefixes.filter { !ranges.cover($0) }
      let names = missing.map(\.description).joined(separator: ", ")
      appraisal.compare(
        Working(
          path: Self.rangesPath,
          arithmetic: missing.isEmpty
            ? "\(tag): \(prefixes.count) of \(prefixes.count) ⊆ authorizedIPRanges"
            : "\(tag): {\(names)} ⊄ authorizedIPRanges", holds: missing.isEmpty),
        else: Sign(
          .azureMLNotAuthorized,
          [
            .value: YAMLText.list(ranges.map(\.description)), .needed: names, .serviceTag: tag, .region: region,
            .names: names,
          ], subject: authorizedRangesSubject(missing), changes: [completedRangesChange]))
    }
    return appraisal
  }

  /// The declared ranges of a public API server, or why no rule about them applies.
  private var authorizedRanges: Result<[IPPrefix], Inapplicable> {
    guard let ranges = cluster.apiServer?.authorizedIPRanges else { return .failure(.notDeclared(Self.rangesPath)) }
    // Those of a private API server are no ranges to be completed: they have to go.
    guard !ranges.isEmpty, cluster.apiServer?.isPrivate != true else { return .failure(.nothing(Self.rangesPath)) }
    return .success(ranges)
  }

  private enum Inapplicable: Error {
    case notDeclared(String)
    case nothing(String)

    var appraisal: Appraisal {
      switch self {
      case .notDeclared(let path): .notDeclared(path)
      case .nothing(let path): .nothing(at: path)
      }
    }
  }

  /// The tags of Azure Machine Learning for the workspace's region and its pair; none if the user's file lacks one of
  /// them, since half of the list would pass for the whole.
  private var azureMLRanges: [(tag: String, region: String, prefixes: [IPPrefix])] {
    guard edition == .v1, let tags = references.serviceTags, let home = region(deployment.workspace.region) else {
      return []
    }
    let service = "AzureMachineLearning"
    func known(_ name: String) -> Region? { catalog.regions.first { $0.name == name && $0.cloud == deployment.cloud } }
    let regions = [home, known(home)?.pair].compactMap { $0 }.uniqued()
    let found = regions.compactMap { region -> (tag: String, region: String, prefixes: [IPPrefix])? in
      let spellings = [region, known(region)?.serviceTag]
      guard let tag = tags.tags.first(where: { $0.service == service && spellings.contains($0.region) }) else {
        return nil
      }
      return (tag.name, region, tag.prefixes.filter { $0.address.family == .ipv4 })
    }
    return found.count == regions.count ? found : []
  }

  private func authorizedRangesSubject(_ missing: [IPPrefix]) -> Finding.Subject {
    Finding.Subject(kind: .network, id: Self.rangesPath, detail: "", members: missing.map(\.description).sorted())
  }

  /// The list with all that is known to be missing, so that the changes of two rules are one.
  private var completedRangesChange: Change {
    let ranges = cluster.apiServer?.authorizedIPRanges ?? []
    var needed = azureMLRanges.flatMap(\.prefixes)
    if let type = network.outboundType, type != .loadBalancer, cluster.apiServer?.vnetIntegration != true {
      needed = (network.egressAddresses ?? []) + needed
    }
    return rangesChange(to: ranges + needed.uniqued().filter { !ranges.cover($0) })
  }

  private func rangesChange(to ranges: [IPPrefix]) -> Change {
    Change(
      path: Self.rangesPath,
      from: cluster.apiServer?.authorizedIPRanges.map { YAMLText.list($0.map(\.description)) },
      to: YAMLText.list(ranges.map(\.description)))
  }
}
