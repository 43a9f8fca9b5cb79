/// The reads that depend on how Azure Machine Learning uses the cluster: where its router and its models lie.
public struct ClusterReads: Sendable, Hashable {
  /// The router's namespace: `default` where a workspace attached the cluster, `azureml` with the extension.
  public let routerNamespace: String
  /// The only namespace in which models are looked for; `nil`: all.
  public let modelNamespace: String?

  public init(_ edition: Edition, namespace: String? = nil) {
    routerNamespace = edition == .v1 ? "default" : "azureml"
    modelNamespace = namespace
  }

  public var modelPods: ClusterRead { ofModels(.modelPods) }
  public var modelDeployments: ClusterRead { ofModels(.modelDeployments) }
  public var autoscalers: ClusterRead { ofModels(.autoscalers) }
  /// Of the namespaces of router and models, each once: whoever may read one namespace only may still read these.
  public var networkPolicies: [ClusterRead] { ofBoth(.networkPolicies) }
  /// Likewise.
  public var warnings: [ClusterRead] { ofBoth(.warnings) }

  private func ofModels(_ read: ClusterRead, in namespace: String? = nil) -> ClusterRead {
    var read = read
    read.namespace = namespace ?? modelNamespace
    return read
  }

  private func ofBoth(_ read: ClusterRead) -> [ClusterRead] {
    guard let modelNamespace, modelNamespace != routerNamespace else { return [ofModels(read)] }
    return [ofModels(read, in: routerNamespace), ofModels(read)]
  }

  public var routerDeployments: ClusterRead { ClusterRead(.deployments, namespace: routerNamespace) }
  public var routerPods: ClusterRead {
    ClusterRead(.pods, namespace: routerNamespace, labelSelector: ClusterRead.routerSelector, limit: 100)
  }
  public var routerServices: ClusterRead { ClusterRead(.services, namespace: routerNamespace) }
  public var routerEndpoints: ClusterRead {
    ClusterRead(
      .endpointSlices, namespace: routerNamespace, labelSelector: "kubernetes.io/service-name=\(Self.router)",
      limit: 100)
  }
  /// The secret in which a v1 router has its certificate (`cert.pem`) and key, of which nothing is kept.
  public var routerCertificate: ClusterRead {
    ClusterRead(.secrets, namespace: routerNamespace, name: "azuremlfessl")
  }

  /// The router's name; with `-v2` behind it where the extension runs the newer one.
  public static let router = "azureml-fe"
}

extension ClusterRead {
  /// The label of the router's pods.
  public static let routerSelector = "azuremlappname=azureml-fe"
  /// The label of deployments and pods of models.
  public static let modelSelector = "isazuremlapp=true"

  public static let serverVersion = ClusterRead(.version)
  public static let nodes = ClusterRead(.nodes, limit: 5_000)
  public static let namespaces = ClusterRead(.namespaces)
  public static let modelPods = ClusterRead(.pods, labelSelector: modelSelector, limit: 2_000)
  public static let modelDeployments = ClusterRead(.deployments, labelSelector: modelSelector, limit: 2_000)
  public static let autoscalers = ClusterRead(.autoscalers)
  public static let networkPolicies = ClusterRead(.networkPolicies)
  public static let warnings = ClusterRead(.events, fieldSelector: "type=Warning", limit: 500)
  /// The agents of nodes, among them those of the network: Calico's lie in a namespace of their own.
  public static let daemonSets = ClusterRead(.daemonSets, limit: 500)
  public static let dnsPods = ClusterRead(
    .pods, namespace: "kube-system", labelSelector: "k8s-app=kube-dns", limit: 100)
  public static let dnsService = ClusterRead(.services, namespace: "kube-system", name: "kube-dns")
  public static let corefile = ClusterRead(.configMaps, namespace: "kube-system", name: "coredns")
  public static let customCorefile = ClusterRead(.configMaps, namespace: "kube-system", name: "coredns-custom")
  /// Of NodeLocal DNSCache, where it is installed: what nodes answer before the cluster's DNS is asked.
  public static let nodeLocalCorefile = ClusterRead(.configMaps, namespace: "kube-system", name: "node-local-dns")
  public static let readiness = ClusterRead(.readiness)
  public static let apiServerEndpoints = ClusterRead(
    .endpointSlices, namespace: "default", labelSelector: "kubernetes.io/service-name=kubernetes", limit: 100)

  /// The pod that this runs in; `nil` outside the cluster.
  public static func ownPod(_ access: ClusterAccess?) -> ClusterRead? {
    guard let access, let namespace = access.ownNamespace, let pod = access.ownPod else { return nil }
    return ClusterRead(.pods, namespace: namespace, name: pod, limit: 1)
  }
}
