import Model

/// What plan rules look at: the declared deployment, the tables of the catalog, and when it was asked.
struct DeclaredPlan {
  let deployment: Deployment
  let edition: Edition
  let catalog: Catalog
  /// What the user gave besides the deployment.
  let references: References
  /// The day of the run.
  let day: Day

  init(recording: Recording, catalog: Catalog) {
    deployment = recording.deployment
    edition = recording.plan.edition
    references = recording.references ?? References()
    day = Day(of: recording.startedAt)
    self.catalog = catalog
  }

  var cluster: Deployment.Cluster { deployment.cluster }
  var network: Deployment.Network { deployment.network }

  /// Whether the cluster is for development and test, where less is asked.
  var isDevTest: Bool { cluster.purpose == .devTest }

  /// What a rule comes to. One file a rule, or a family of them that reads as one.
  func appraisal(of rule: PlanRule, limits: PlanLimits) -> Appraisal {
    switch rule {
    case .versionBelow: versionBelow(limits)
    case .versionSupported: versionSupported()
    case .versionRecent: versionRecent(limits)
    case .vcpus: vcpus(limits)
    case .nodes: nodes(limits)
    case .nodeSize: poolSizes(limits, of: \.isForModels)
    case .userPools: poolSizes(limits, of: { $0.mode == .user })
    case .systemPool: systemPool(limits)
    case .systemPoolSizes: systemPoolSizes(limits)
    case .maximumNodes: maximumNodes(limits)
    case .maximumPods: maximumPods(limits)
    case .networkFeatures: networkFeatures(limits)
    case .podRange: podRange(limits)
    case .subnetCapacity: subnetCapacity(limits)
    case .podSubnetCapacity: podSubnetCapacity(limits)
    case .vnetAddresses: vnetAddresses(limits)
    case .routeTable: routeTable()
    case .defaultRoute: defaultRoute()
    case .subnetDelegation: subnetDelegation(limits)
    case .privateLinkNames: privateLinkNames(limits)
    case .subnetsInsideVNet: subnetsInsideVNet()
    case .rangesDisjoint: rangesDisjoint()
    case .rangesReserved: rangesReserved(limits)
    case .rangesCanonical: rangesCanonical()
    case .serviceRangeSize: serviceRangeSize(limits)
    case .dnsServiceAddressInside: dnsServiceAddressInside()
    case .dnsServiceAddressFree: dnsServiceAddressFree()
    case .dockerBridge: dockerBridge()
    case .dualStack: dualStack()
    case .serversOutsideClusterRanges: serversOutsideClusterRanges()
    case .authorizedRangesCount: authorizedRangesCount(limits)
    case .authorizedRangesApply: authorizedRangesApply()
    case .authorizedRangesOwnEgress: authorizedRangesOwnEgress()
    case .authorizedRangesAzureML: authorizedRangesAzureML()
    case .privateClusterName: privateClusterName()
    case .privateZone: privateZone()
    case .standardLoadBalancer: standardLoadBalancer()
    case .proxyExceptions: proxyExceptions(limits)
    case .proxyExceptionForms: proxyExceptionForms()
    case .versionCount: versionCount(limits)
    case .traffic: traffic()
    case .defaultVersion: defaultVersion()
    case .controlVersion: controlVersion(limits)
    case .modelCount: modelCount(limits)
    case .autoscaleBounds: autoscaleBounds()
    case .autoscaleTarget: autoscaleTarget(limits)
    case .autoscaleOrReplicas: autoscaleOrReplicas()
    case .autoscaleOnDevTest: autoscaleOnDevTest()
    case .horizontalPodAutoscaler: horizontalPodAutoscaler()
    case .replicasForLoad: replicasForLoad()
    case .replicasFitCluster: replicasFitCluster()
    case .authentication: authentication()
    case .tokenRegion: tokenRegion()
    case .leafDomainLabel: leafDomainLabel()
    case .serviceNames: serviceNames(limits)
    case .computeName: computeName(limits)
    case .secondaryPool: secondaryPool()
    case .sameRegion: sameRegion()
    case .regionOffers: regionOffers()
    case .retirement: retirement(limits)
    case .documentsAgree: documentsAgree()
    }
  }
}
