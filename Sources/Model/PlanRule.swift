/// A rule about the declared deployment that is judged before any packet: `preconditions` and `validate`. What a rule
/// compares with is in the catalog, dated and with its source; how it compares is code, one file a rule.
public enum PlanRule: String, Sendable, Hashable, Codable, CaseIterable {
  // Versions, node pools, vCPUs
  /// The Kubernetes version lies below a bound. Limits: below.
  case versionBelow
  /// AKS supports the Kubernetes version in the region, by the list that the user gives.
  case versionSupported
  /// The Kubernetes version is the newest supported minor version or one of those before it. Limits: count.
  case versionRecent
  /// The pools' vCPUs come to at least so many. Limits: vcpus, devTestVCPUs.
  case vcpus
  /// The pools have at least so many nodes. Limits: nodes, devTestNodes.
  case nodes
  /// Every Linux node has so many vCPUs and so much memory. Limits: vcpus, memoryGB.
  case nodeSize
  /// There is a system pool, and its size fits: vCPUs, memory, no forbidden series. Limits: vcpus, memoryGB, series.
  case systemPool
  /// User pools' sizes fit. Limits: vcpus, memoryGB.
  case userPools
  /// System pools do not use these sizes. Limits: sizes.
  case systemPoolSizes
  /// No more nodes than the cluster may have, surge included. Limits: nodes; optional: poolNodes.
  case maximumNodes
  /// Pods per node lie within a range, and a pool holds at least so many. Limits: minimum, maximum, poolPods.
  case maximumPods

  // Network model, capacity
  /// Nothing that the network model does not support. Limits: policies (of the network), systems (of the nodes).
  case networkFeatures
  /// The pod range has a block for every node, surge included. Limits: prefix (of one node's block).
  case podRange
  /// The node subnets hold all nodes, surge included, and their pods where these get addresses of the subnet.
  /// Limits: reserved.
  case subnetCapacity
  /// The pod subnets hold the batches of all nodes. Limits: reserved, batch.
  case podSubnetCapacity
  /// A VNet carries at most so many addresses. Limits: addresses.
  case vnetAddresses
  /// The node subnet has a route table.
  case routeTable
  /// The node subnet has a default route, where all traffic leaves by it.
  case defaultRoute
  /// The node subnet is delegated to nobody else. Limits: allowed.
  case subnetDelegation
  /// Subnets lie inside the VNet.
  case subnetsInsideVNet

  // Ranges
  /// No two ranges overlap that must not.
  case rangesDisjoint
  /// No range touches a reserved one. Limits: ranges.
  case rangesReserved
  /// Ranges are written by their first address.
  case rangesCanonical
  /// The service range is smaller than so many bits. Limits: prefix.
  case serviceRangeSize
  /// The DNS service address lies inside the service range.
  case dnsServiceAddressInside
  /// The DNS service address is not the first, and neither the network nor the broadcast address.
  case dnsServiceAddressFree
  /// The docker bridge is an address with its range, and no network address.
  case dockerBridge
  /// Pod and service ranges agree in their address families.
  case dualStack
  /// DNS servers and the proxy lie outside pod and service ranges.
  case serversOutsideClusterRanges

  // Access
  /// At most so many authorized ranges. Limits: ranges, integratedRanges.
  case authorizedRangesCount
  /// No authorized ranges where they do not work: private clusters, Basic load balancers.
  case authorizedRangesApply
  /// The cluster's own outbound addresses are authorized.
  case authorizedRangesOwnEgress
  /// The ranges of Azure Machine Learning for the region and its pair are authorized, by the file that the user gives.
  case authorizedRangesAzureML
  /// A private cluster has no public name.
  case privateClusterName
  /// The private API server's name can be resolved: zone mode against custom DNS servers.
  case privateZone
  /// The outbound type has the load balancer that it needs.
  case standardLoadBalancer
  /// No host is declared by its name in a private zone. Limits: allowed (roles whose own names lie there).
  case privateLinkNames
  /// The proxy's exceptions have what nodes and pods must reach directly. Limits: exceptions.
  case proxyExceptions
  /// The proxy's exceptions are of a form that all clients understand.
  case proxyExceptionForms

  // Serving
  /// At most so many versions of an endpoint. Limits: versions.
  case versionCount
  /// Traffic shares lie within 0 to 100 and add up to no more.
  case traffic
  /// One version is the default.
  case defaultVersion
  /// At most so many control versions. Limits: versions.
  case controlVersion
  /// At most so many models in a container. Limits: models.
  case modelCount
  /// Replicas: minimum at least 1 and at most the maximum.
  case autoscaleBounds
  /// Target utilization within a range. Limits: minimum, maximum.
  case autoscaleTarget
  /// Autoscaling or a fixed number of replicas, not both.
  case autoscaleOrReplicas
  /// No autoscaling by the router on a cluster for development and test.
  case autoscaleOnDevTest
  /// No HorizontalPodAutoscaler for a model.
  case horizontalPodAutoscaler
  /// The maximum of replicas carries the expected load.
  case replicasForLoad
  /// The cluster's vCPUs carry the replicas.
  case replicasFitCluster
  /// One kind of authentication.
  case authentication
  /// Token authentication with the workspace in the cluster's region.
  case tokenRegion
  /// A domain label of Microsoft's with a certificate of Microsoft's and a public address.
  case leafDomainLabel
  /// Names have the form that Azure accepts. Limits: minimum, maximum (of the service's name).
  case serviceNames
  /// The cluster's name as a compute name. Limits: minimum, maximum.
  case computeName
  /// Models run in the pool that the cluster was made with.
  case secondaryPool
  /// Cluster and workspace in one region, where the workspace has a private endpoint.
  case sameRegion
  /// The regions offer AKS and Azure Machine Learning.
  case regionOffers

  // Life cycle and the documents themselves
  /// Something used here is retired, or will be soon. Limits: what, retires, notice.
  case retirement
  /// The documents that the deployment was derived from agree.
  case documentsAgree
}

/// What a rule compares with: a key under `limits` in the catalog.
public enum PlanLimit: String, Sendable, Hashable, Codable, CodingKeyRepresentable, CaseIterable {
  // Whole numbers
  case vcpus, devTestVCPUs, memoryGB, nodes, devTestNodes, poolNodes, minimum, maximum, poolPods, prefix, reserved
  case batch, addresses, versions, models, integratedRanges, count, notice
  /// How many, or which.
  case ranges
  // Texts
  case below, what, retires
  // Lists
  case series, sizes, policies, systems, allowed, exceptions
}

/// A limit's value, as the catalog writes it.
public enum LimitValue: Sendable, Hashable, Codable {
  case number(Int)
  case text(String)
  case list([String])

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {  // the next form is tried
      self = .number(number)
    } else if let text = try? container.decode(String.self) {  // the next form is tried
      self = .text(text)
    } else {
      self = .list(try container.decode([String].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    case .list(let list): try container.encode(list)
    }
  }
}

/// What a retirement is about: `what` of the rule `retirement`.
public enum RetiringFeature: String, Sendable, Hashable, Codable, CaseIterable {
  case azureMLv1, kubenet, basicLoadBalancer, availabilitySets, defaultOutbound
}

extension PlanRule {
  /// The limits that an entry of the catalog must give, and those that it may.
  public var limits: (required: Set<PlanLimit>, optional: Set<PlanLimit>) {
    switch self {
    case .versionBelow: ([.below], [])
    case .versionRecent: ([.count], [])
    case .vcpus: ([.vcpus, .devTestVCPUs], [])
    case .nodes: ([.nodes, .devTestNodes], [])
    case .nodeSize, .userPools: ([.vcpus, .memoryGB], [])
    case .systemPool: ([.vcpus, .memoryGB, .series], [])
    case .systemPoolSizes: ([.sizes], [])
    case .maximumNodes: ([.nodes], [.poolNodes])
    case .maximumPods: ([.minimum, .maximum, .poolPods], [])
    case .networkFeatures: ([.policies, .systems], [])
    case .podRange, .serviceRangeSize: ([.prefix], [])
    case .subnetCapacity: ([.reserved], [])
    case .podSubnetCapacity: ([.reserved, .batch], [])
    case .vnetAddresses: ([.addresses], [])
    case .subnetDelegation, .privateLinkNames: ([.allowed], [])
    case .rangesReserved: ([.ranges], [])
    case .authorizedRangesCount: ([.ranges, .integratedRanges], [])
    case .proxyExceptions: ([.exceptions], [])
    case .versionCount, .controlVersion: ([.versions], [])
    case .modelCount: ([.models], [])
    case .autoscaleTarget, .serviceNames, .computeName: ([.minimum, .maximum], [])
    case .retirement: ([.what, .retires, .notice], [])
    case .versionSupported, .routeTable, .defaultRoute, .subnetsInsideVNet, .rangesDisjoint, .rangesCanonical,
      .dnsServiceAddressInside, .dnsServiceAddressFree, .dockerBridge, .dualStack, .serversOutsideClusterRanges,
      .authorizedRangesApply, .authorizedRangesOwnEgress, .authorizedRangesAzureML, .privateClusterName, .privateZone,
      .standardLoadBalancer, .proxyExceptionForms, .traffic, .defaultVersion, .autoscaleBounds, .autoscaleOrReplicas,
      .autoscaleOnDevTest, .horizontalPodAutoscaler, .replicasForLoad, .replicasFitCluster, .authentication,
      .tokenRegion, .leafDomainLabel, .secondaryPool, .sameRegion, .regionOffers, .documentsAgree:
      ([], [])
    }
  }
}
