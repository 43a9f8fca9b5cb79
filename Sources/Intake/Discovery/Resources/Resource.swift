import Model

/// What one document, or one part of it, describes.
enum Resource: Sendable {
  case managedCluster(ManagedCluster)
  case agentPool(AgentPool)
  case registry(Registry)
  case storageAccount(StorageAccount)
  case workspace(Workspace)
  case compute(MachineLearningCompute)
  case virtualNetwork(VirtualNetwork)
  case subnet(Subnet)
  case routeTable(RouteTableResource)
  case publicIPAddress(PublicIPAddress)
  case privateEndpoint(PrivateEndpoint)
  /// Of Azure Machine Learning on the cluster.
  case clusterExtension(Sourced<String>)
  case kubeconfig(Kubeconfig)
  case node(KubernetesNode)
  case pod(KubernetesPod)
  case service(KubernetesService)
  case kubernetesDeployment(KubernetesDeployment)
  case autoscaler(KubernetesAutoscaler)
  case configMap(KubernetesConfigMap)
  /// Of a kind that a deployment has nothing of.
  case other(type: String)
}
