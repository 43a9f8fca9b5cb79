/// A node as the API server knows it.
public struct ClusterNode: Sendable, Hashable, Codable {
  public var name: String
  /// Those of `keptLabels` that it has.
  public var labels: [String: String]
  /// `v1.29.4`.
  public var kubeletVersion: String?
  /// `Ubuntu 22.04.4 LTS`.
  public var osImage: String?
  public var containerRuntime: String?
  /// `Ready`, and of the others those that are not `False`: the rest of a node's conditions are troubles it does not have.
  public var conditions: [ClusterCondition]
  public var allocatable: ComputeResources
  public var capacity: ComputeResources
  public var podCIDRs: [IPPrefix]
  /// Its internal addresses.
  public var addresses: [IPAddress]
  public var taints: [Taint]
  /// Cordoned: no new pods are scheduled to it.
  public var isUnschedulable: Bool

  public struct Taint: Sendable, Hashable, Codable {
    public var key: String
    public var value: String?
    /// `NoSchedule`, `NoExecute`, `PreferNoSchedule`.
    public var effect: String
    public init(key: String, value: String? = nil, effect: String) {
      self.key = key
      self.value = value
      self.effect = effect
    }
  }

  /// The labels that are kept: what groups nodes, and what tells the network that their pods are in.
  public static let keptLabels: Set<String> = [
    "kubernetes.azure.com/agentpool", "agentpool", "kubernetes.azure.com/mode", "kubernetes.io/os",
    "kubernetes.io/arch",
    "node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type", "topology.kubernetes.io/region",
    "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone", "kubernetes.azure.com/node-image-version",
    "kubernetes.azure.com/os-sku", "kubernetes.azure.com/nodepool-type", "kubernetes.azure.com/azure-cni-overlay",
    "kubernetes.azure.com/podnetwork-type", "kubernetes.azure.com/podnetwork-subnet",
    "kubernetes.azure.com/network-subnet", "kubernetes.azure.com/network-name", "kubernetes.azure.com/network-policy",
    "kubernetes.azure.com/ebpf-dataplane", "kubernetes.azure.com/localdns-state", "kubernetes.azure.com/accelerator",
    "accelerator", "kubernetes.azure.com/scalesetpriority",
  ]

  public init(
    name: String, labels: [String: String] = [:], kubeletVersion: String? = nil, osImage: String? = nil,
    containerRuntime: String? = nil, conditions: [ClusterCondition] = [],
    allocatable: ComputeResources = ComputeResources(), capacity: ComputeResources = ComputeResources(),
    podCIDRs: [IPPrefix] = [], addresses: [IPAddress] = [], taints: [Taint] = [], isUnschedulable: Bool = false
  ) {
    self.name = name
    self.labels = labels
    self.kubeletVersion = kubeletVersion
    self.osImage = osImage
    self.containerRuntime = containerRuntime
    self.conditions = conditions
    self.allocatable = allocatable
    self.capacity = capacity
    self.podCIDRs = podCIDRs
    self.addresses = addresses
    self.taints = taints
    self.isUnschedulable = isUnschedulable
  }

  /// The node pool, if its labels tell.
  public var pool: String? { labels["kubernetes.azure.com/agentpool"] ?? labels["agentpool"] }
}
