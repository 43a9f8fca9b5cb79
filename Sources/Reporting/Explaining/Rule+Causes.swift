internal import Model

extension PlanRule {
  /// What is at fault where the rule does not hold. What a rule about retirement is about, its limits say.
  func causes(_ limits: [PlanLimit: LimitValue]) -> [Cause] {
    switch self {
    case .versionBelow, .versionSupported, .versionRecent: [.planVersionUnsupported]
    case .vcpus, .replicasFitCluster: [.planVCPUsTooFew]
    case .nodes: [.planNodesTooFew]
    case .systemPool: [.planNodesTooFew, .planVMSizeUnsuitable]
    case .nodeSize, .userPools, .systemPoolSizes: [.planVMSizeUnsuitable]
    case .maximumNodes, .vnetAddresses: [.planNodesTooMany]
    case .maximumPods: [.planMaxPodsOutOfRange]
    case .networkFeatures: [.planNetworkModelUnsupported]
    case .podRange: [.planPodRangeTooSmall]
    case .subnetCapacity, .podSubnetCapacity: [.planSubnetTooSmall]
    case .routeTable, .defaultRoute: [.planRouteTableMissing]
    case .subnetDelegation, .subnetsInsideVNet: [.planSubnetUnusable]
    case .rangesDisjoint, .serversOutsideClusterRanges: [.planRangesOverlap]
    case .rangesReserved: [.planRangeReserved]
    case .rangesCanonical, .dockerBridge, .dualStack: [.planRangeMalformed]
    case .serviceRangeSize: [.planServiceRangeTooLarge]
    case .dnsServiceAddressInside: [.planDNSServiceIPOutside]
    case .dnsServiceAddressFree: [.planDNSServiceIPFirst]
    case .authorizedRangesCount, .authorizedRangesApply: [.planAuthorizedRangesInvalid]
    case .authorizedRangesOwnEgress, .authorizedRangesAzureML: [.planAuthorizedRangesIncomplete]
    case .privateClusterName, .privateZone, .standardLoadBalancer: [.planAPIServerAccessInvalid]
    case .privateLinkNames: [.privateLinkNameUsedDirectly]
    case .proxyExceptions, .proxyExceptionForms: [.proxyExceptionsMissing]
    case .versionCount, .traffic, .defaultVersion, .controlVersion: [.planRolloutInvalid]
    case .modelCount: [.planModelsTooMany]
    case .autoscaleBounds, .autoscaleTarget, .autoscaleOrReplicas, .autoscaleOnDevTest, .horizontalPodAutoscaler:
      [.planAutoscaleInvalid]
    case .replicasForLoad: [.planReplicasTooFew]
    case .authentication: [.planAuthenticationConflict]
    case .tokenRegion, .sameRegion: [.planRegionMismatch]
    case .leafDomainLabel: [.planCertificateConflict]
    case .serviceNames, .computeName: [.planNameInvalid]
    case .secondaryPool: [.planSecondaryPool]
    case .regionOffers: [.planRegionUnavailable]
    case .retirement:
      limits[.what] == .text(RetiringFeature.kubenet.rawValue) ? [.planNetworkModelRetiring] : [.planServiceRetiring]
    case .documentsAgree: [.planDocumentsDisagree]
    }
  }
}

extension ClusterRule {
  /// What is at fault where the rule does not hold, if nothing else explains it.
  var causes: [Cause] {
    switch self {
    case .apiUsable:
      [
        .apiServerUnauthorized, .apiServerForbidden, .apiServerClientCertificateExpired,
        .apiServerCredentialPluginMissing,
      ]
    case .serverVersion: [.clusterVersionUnsupported, .clusterDiffersFromPlan]
    case .serverReady: [.apiServerNotReady]
    case .kubeletVersions: [.clusterVersionUnsupported]
    case .nodesReady: [.nodeNotReady]
    case .clusterVCPUs: [.clusterCPUTooSmall]
    case .clusterNodes: [.clusterNodesTooFew]
    case .clusterNodeSizes: [.clusterNodeTooSmall]
    case .networkModel, .ranges: [.clusterDiffersFromPlan]
    case .gpus: [.nodeGPUUnavailable]
    case .dnsZones: [.dnsZoneOverride]
    case .podNames: [.dnsPodConfiguration]
    case .routerRuns: [.routerMissing, .routerCrashLooping, .routerNotReady]
    case .routerService: [.routerMissing, .routerNoEndpoints, .routerNoAddress]
    case .routerPeers: [.routerPeerUnreachable]
    case .scoringAddress: [.routerAddressDiffers]
    case .routerCertificate: [.tlsExpired, .tlsExpiresSoon]
    case .policies: [.policyDenies]
    case .modelImages: [.modelImagePull]
    case .modelsRun: [.modelNotReady]
    case .modelAutoscalers: [.modelAutoscalerConflict]
    case .modelPods: [.modelPodUnreachable]
    }
  }
}
