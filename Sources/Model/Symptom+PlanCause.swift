extension Symptom {
  /// The cause that a symptom of a plan rule is; `nil` for what is seen in the network and in the run. What retires is the
  /// network model or a service, by the key that declares it.
  public var planCause: Cause? {
    let isOfNetworkModel = facts[.path] == "network.model"
    return code.planCause == .planServiceRetiring && isOfNetworkModel ? .planNetworkModelRetiring : code.planCause
  }
}

extension Symptom.Code {
  /// The usual cause of this code; its facts can make it another one.
  public var planCause: Cause? {
    switch self {
    case .vcpusTooFew, .replicasExceedVCPUs: .planVCPUsTooFew
    case .nodesTooFew, .systemPoolMissing: .planNodesTooFew
    case .versionNotBelow, .versionNotSupported, .versionTooOld: .planVersionUnsupported
    case .poolSizeTooSmall, .poolSizeForbidden: .planVMSizeUnsuitable
    case .nodesTooMany, .vnetAddressesTooMany: .planNodesTooMany
    case .podsPerNodeOutOfRange, .podsPerPoolTooFew: .planMaxPodsOutOfRange
    case .featureUnsupported: .planNetworkModelUnsupported
    case .podRangeTooSmall: .planPodRangeTooSmall
    case .subnetTooSmall: .planSubnetTooSmall
    case .subnetDelegated, .subnetOutsideVNet: .planSubnetUnusable
    case .routeTableMissing, .defaultRouteMissing: .planRouteTableMissing
    case .rangesOverlap, .addressInClusterRange: .planRangesOverlap
    case .rangeReserved: .planRangeReserved
    case .rangeNotCanonical, .familiesDiffer, .dockerBridgeIsNetwork: .planRangeMalformed
    case .serviceRangeTooLarge: .planServiceRangeTooLarge
    case .dnsServiceAddressOutside: .planDNSServiceIPOutside
    case .dnsServiceAddressTaken: .planDNSServiceIPFirst
    case .authorizedRangesTooMany, .authorizedRangesNotApplicable: .planAuthorizedRangesInvalid
    case .ownEgressNotAuthorized, .azureMLNotAuthorized: .planAuthorizedRangesIncomplete
    case .publicNameOnPrivateCluster, .privateZoneUnresolvable, .privateZoneNotLinked, .loadBalancerUnfit:
      .planAPIServerAccessInvalid
    case .proxyExceptionsMissing, .proxyExceptionIgnored: .proxyExceptionsMissing
    case .versionsTooMany, .trafficOutOfRange, .trafficTooMuch, .defaultVersionsSeveral, .controlVersionsSeveral:
      .planRolloutInvalid
    case .modelsTooMany: .planModelsTooMany
    case .autoscaleMinimumAboveMaximum, .autoscaleBoundTooSmall, .targetUtilizationOutOfRange, .autoscaleWithReplicas,
      .autoscaleOnDevTest, .foreignAutoscaler:
      .planAutoscaleInvalid
    case .replicasTooFew: .planReplicasTooFew
    case .authenticationConflict: .planAuthenticationConflict
    case .leafLabelConflict: .planCertificateConflict
    case .nameInvalid: .planNameInvalid
    case .secondaryPool: .planSecondaryPool
    case .tokenAcrossRegions, .regionsDiffer: .planRegionMismatch
    case .regionWithoutService: .planRegionUnavailable
    case .retired, .retiringSoon: .planServiceRetiring
    case .privateLinkNameDeclared: .privateLinkNameUsedDirectly
    case .documentsDisagree: .planDocumentsDisagree
    default: nil
    }
  }
}
