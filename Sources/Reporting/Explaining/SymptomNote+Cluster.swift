internal import Model

// What the Kubernetes API tells.
extension SymptomNote {
  /// The API server itself says so; by hand kubectl shows the same.
  static func ofCluster(_ cause: Cause) -> SymptomNote {
    SymptomNote(
      """
      The Kubernetes API was read, and says so of one or several objects of the cluster. What it says of pods and nodes is \
      as old as their last report; events are kept for an hour.
      """,
      commands(for: cause), [cause])
  }

  private static func commands(for cause: Cause) -> [String] {
    switch cause {
    case .apiServerUnauthorized, .apiServerClientCertificateExpired, .apiServerCredentialPluginMissing:
      ["kubectl get --raw /version"]
    case .apiServerNotReady: ["kubectl get --raw '/readyz?verbose'"]
    case .apiServerForbidden: ["kubectl auth can-i --list"]
    case .nodeNotReady, .nodeGPUUnavailable, .clusterCPUTooSmall, .clusterNodesTooFew, .clusterNodeTooSmall,
      .clusterVersionUnsupported:
      ["kubectl get nodes --output wide", "kubectl describe node NODE"]
    case .clusterDiffersFromPlan: ["kubectl get nodes --output yaml"]
    case .dnsZoneOverride:
      ["kubectl get configmap coredns coredns-custom --namespace kube-system --output yaml"]
    case .dnsPodConfiguration: ["kubectl get pod POD --namespace NAMESPACE --output yaml"]
    case .policyDenies: ["kubectl describe networkpolicy NAME --namespace NAMESPACE"]
    case .modelAutoscalerConflict: ["kubectl get horizontalpodautoscalers --all-namespaces"]
    case .routerNoEndpoints, .routerNoAddress, .routerAddressDiffers:
      ["kubectl describe service azureml-fe --namespace NAMESPACE"]
    default: ["kubectl get pods --namespace NAMESPACE --output wide", "kubectl describe pod POD --namespace NAMESPACE"]
    }
  }
}
