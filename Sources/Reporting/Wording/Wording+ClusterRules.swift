internal import Model

extension Wording {
  /// What breaks a rule about the cluster, as a sentence before its facts are filled in; `nil` for other codes.
  static func clusterTemplate(_ code: Symptom.Code) -> String? {
    switch code {
    case .apiUnauthorized: "The API server does not know who asks ({reason})"
    case .apiForbidden: "Whoever asks the Kubernetes API may not {right}"
    case .clientCertificateExpired: "The client certificate of the kubeconfig has expired ({notAfter})"
    case .credentialPluginFails: "The credential plugin {name} gives no credential ({reason})"
    case .serverNotReady: "The API server says that it is not ready: {names}"
    case .nodeNotReady: "{count} of {total} nodes are not ready: {names} ({reason})"
    case .clusterCPUTooSmall: "The nodes have {value} vCPUs, and {needed} are needed ({arithmetic})"
    case .clusterNodesTooFew: "The cluster has {value} nodes, and {needed} are needed"
    case .clusterNodeTooSmall: "{count} nodes have {value}, and {needed} are needed ({names})"
    case .serverVersionUnsupported: "The API server runs {value}, which AKS does not offer ({names})"
    case .kubeletVersionUnsupported: "{count} nodes run {value}, which does not fit the API server's {other} ({names})"
    case .differsFromPlan: "{path} is {seen}, and {value} is declared"
    case .gpuUnavailable: "{count} nodes of the size {value} offer no GPU ({names})"
    case .zoneOverridden: "{name} in {namespace} changes the zone {zone}: {names} is {seen} (elsewhere: {expected})"
    case .forwarderDiffers: "The cluster's DNS passes {names} on, {seen} and not to {expected}"
    case .podNameserversDiffer: "{names} asks nameservers of its own, {nameservers}, and not the cluster's {expected}"
    case .routerMissing: "The router {name} is not there in {namespace}: {reason}"
    case .routerCrashes: "{names} in {namespace} ends again and again: {reason} (restarts: {count})"
    case .routerNotReady: "The router's {names} does not get ready: {reason}"
    case .routerImageMissing: "The image {image} of the router's {names} cannot be pulled: {reason}"
    case .routerServiceMissing: "There is no Service {name} in {namespace}"
    case .routerWithoutEndpoints: "The Service {name} in {namespace} has no ready pod (not ready: {count})"
    case .routerWithoutAddress: "The load balancer of the Service {name} in {namespace} has no address ({reason})"
    case .scoringAddressDiffers: "{host} has the address {addresses}, and the router's load balancer has {expected}"
    case .routerPeerUnreachable:
      "{count} of {total} router pods do not accept connections: {names} at {addresses} ({reason})"
    case .policyDenies: "The network policy {name} in {namespace} denies {path} of {names}: {other} ({seen})"
    case .modelImagePullFails: "The image {image} of {names} cannot be pulled: {reason}"
    case .modelNotReady: "{names} does not get ready: {reason}"
    case .modelAutoscaled: "The HorizontalPodAutoscaler {other} scales the model {name} in {namespace}"
    case .modelPodUnreachable:
      "{count} of {total} model pods do not accept connections: {names} at {addresses} ({reason})"
    default: nil
    }
  }
}
