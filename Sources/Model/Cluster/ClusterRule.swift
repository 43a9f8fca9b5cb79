/// A rule about the cluster as the Kubernetes API tells it. Which reads it is judged by is said by `reads(in:)`; how it
/// judges is code, one file a rule.
public enum ClusterRule: String, Sendable, Hashable, Codable, CaseIterable {
  // The cluster
  /// The API may be used: it knows who asks, and allows at least something.
  case apiUsable
  /// AKS supports the API server's version, by the list that the user gives; it is the declared one.
  case serverVersion
  /// The API server says of itself that it is ready.
  case serverReady
  /// No node's kubelet is newer than the API server, or too old for it. Limits: count (minor versions).
  case kubeletVersions
  /// Every node is ready.
  case nodesReady
  /// The nodes' allocatable vCPUs come to at least so many. Limits: vcpus, devTestVCPUs.
  case clusterVCPUs
  /// There are at least so many nodes. Limits: nodes, devTestNodes.
  case clusterNodes
  /// Every Linux node has so many vCPUs and so much memory. Limits: vcpus, memoryGB.
  case clusterNodeSizes
  /// The pods' network is the declared model.
  case networkModel
  /// Addresses of nodes, pods and services lie in the declared ranges.
  case ranges
  /// Nodes of sizes with GPUs offer them.
  case gpus
  /// Nothing in the cluster's own DNS answers needed names by itself or sends them elsewhere.
  case dnsZones
  /// Router and model pods ask the nameservers that the network is planned with.
  case podNames

  // The router
  /// The router is deployed, and its pods run.
  case routerRuns
  /// The router's Service has pods behind it, and an address.
  case routerService
  /// Every instance of the router can be connected to.
  case routerPeers
  /// The scoring name leads to the router's load balancer.
  case scoringAddress
  /// The router's certificate is valid for a while. Limits: notice (days).
  case routerCertificate
  /// No network policy denies what router and models need.
  case policies

  // The models
  /// The images of model pods can be pulled.
  case modelImages
  /// The model pods run and are ready.
  case modelsRun
  /// No HorizontalPodAutoscaler scales a model.
  case modelAutoscalers
  /// Every model pod can be connected to.
  case modelPods
}

extension ClusterRule {
  /// What is read for it, in a cluster used in this way. What a rule can do without is not among its reads.
  ///
  /// - Parameter namespace: The only one in which models are looked for; `nil`: all.
  public func reads(in edition: Edition, namespace: String? = nil) -> [ClusterRead] {
    let cluster = ClusterReads(edition, namespace: namespace)
    switch self {
    case .apiUsable: return [.serverVersion]
    case .serverVersion: return [.serverVersion]
    case .serverReady: return [.readiness]
    case .kubeletVersions: return [.serverVersion, .nodes]
    case .nodesReady, .clusterVCPUs, .clusterNodes, .clusterNodeSizes, .gpus: return [.nodes]
    case .networkModel: return [.nodes, .daemonSets]
    case .ranges: return [.nodes, .dnsService]
    case .dnsZones: return [.corefile, .customCorefile, .nodeLocalCorefile, .dnsService]
    case .podNames: return [cluster.routerPods, cluster.modelPods, .dnsService, .nodes]
    case .routerRuns: return [cluster.routerDeployments, cluster.routerPods] + cluster.warnings
    case .routerService: return [cluster.routerServices, cluster.routerEndpoints] + cluster.warnings
    case .routerPeers: return [cluster.routerPods]
    case .scoringAddress: return [cluster.routerServices]
    case .routerCertificate: return [cluster.routerCertificate]
    case .policies:
      return cluster.networkPolicies + [
        cluster.routerPods, cluster.modelPods, .namespaces, .dnsPods, .apiServerEndpoints, .daemonSets, .nodes,
      ]
    case .modelImages, .modelsRun: return [cluster.modelPods] + cluster.warnings
    case .modelAutoscalers: return [cluster.autoscalers, cluster.modelDeployments]
    case .modelPods: return [cluster.modelPods]
    }
  }

  /// The limits that an entry of the catalog must give.
  public var limits: Set<PlanLimit> {
    switch self {
    case .kubeletVersions: [.count]
    case .clusterVCPUs: [.vcpus, .devTestVCPUs]
    case .clusterNodes: [.nodes, .devTestNodes]
    case .clusterNodeSizes: [.vcpus, .memoryGB]
    case .routerCertificate: [.notice]
    case .apiUsable, .serverVersion, .serverReady, .nodesReady, .networkModel, .ranges, .gpus, .dnsZones, .podNames,
      .routerRuns, .routerService,
      .routerPeers, .scoringAddress, .policies, .modelImages, .modelsRun, .modelAutoscalers, .modelPods:
      []
    }
  }
}
