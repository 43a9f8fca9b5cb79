import Model

/// What breaks a plan rule is its own cause: the values are declared, and nothing else explains them. What is wrong with
/// one value is one finding.
struct PlanViolation: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.open.filter { $0.sign.symptom.planCause != nil && $0.sign.subject != nil }
      .grouped { complaint in
        [complaint.sign.symptom.planCause?.rawValue ?? "", complaint.sign.subject.map { "\($0.kind) \($0.id)" } ?? ""]
      }
      .compactMap { _, complaints in
        guard let first = complaints.first, let cause = first.sign.symptom.planCause, var subject = first.sign.subject
        else {
          return nil
        }
        subject.members = complaints.flatMap { $0.sign.subject?.members ?? [] }.uniqued().sorted()
        return Suspicion(
          cause: cause, confidence: .proved, subject: subject, complaints: complaints,
          changes: complaints.flatMap(\.sign.changes).uniqued())
      }
  }
}

extension Symptom {
  /// The cause that a symptom of a plan rule is; `nil` for what is seen in the network and in the run. What retires is the
  /// network model or a service, by the key that declares it.
  var planCause: Cause? {
    let isOfNetworkModel = facts[.path] == RetiringFeature.kubenet.path
    return code.planCause == .planServiceRetiring && isOfNetworkModel ? .planNetworkModelRetiring : code.planCause
  }
}

extension Symptom.Code {
  /// The cause that a symptom of a plan rule is; `nil` for what is seen in the network and in the run.
  fileprivate var planCause: Cause? {
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
    case .documentsDisagree: .planDocumentsDisagree
    default: nil
    }
  }
}
