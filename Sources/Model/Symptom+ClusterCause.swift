extension Symptom.Code {
  /// The cause that a symptom of a cluster rule is, where nothing else explains it; `nil` for every other code.
  public var clusterCause: Cause? {
    switch self {
    case .apiUnauthorized: .apiServerUnauthorized
    case .apiForbidden: .apiServerForbidden
    case .clientCertificateExpired: .apiServerClientCertificateExpired
    case .credentialPluginFails: .apiServerCredentialPluginMissing
    case .serverNotReady: .apiServerNotReady
    case .nodeNotReady: .nodeNotReady
    case .gpuUnavailable: .nodeGPUUnavailable
    case .clusterCPUTooSmall: .clusterCPUTooSmall
    case .clusterNodesTooFew: .clusterNodesTooFew
    case .clusterNodeTooSmall: .clusterNodeTooSmall
    case .serverVersionUnsupported, .kubeletVersionUnsupported: .clusterVersionUnsupported
    case .differsFromPlan: .clusterDiffersFromPlan
    case .zoneOverridden, .forwarderDiffers: .dnsZoneOverride
    case .podNameserversDiffer: .dnsPodConfiguration
    case .routerMissing, .routerServiceMissing: .routerMissing
    case .routerCrashes: .routerCrashLooping
    case .routerNotReady, .routerImageMissing: .routerNotReady
    case .routerWithoutEndpoints: .routerNoEndpoints
    case .routerWithoutAddress: .routerNoAddress
    case .scoringAddressDiffers: .routerAddressDiffers
    case .routerPeerUnreachable: .routerPeerUnreachable
    case .policyDenies: .policyDenies
    case .modelImagePullFails: .modelImagePull
    case .modelNotReady: .modelNotReady
    case .modelAutoscaled: .modelAutoscalerConflict
    case .modelPodUnreachable: .modelPodUnreachable
    default: nil
    }
  }
}
