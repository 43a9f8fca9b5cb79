public import Model

/// A run of this program inside the cluster: what Kubernetes is to start, where, as whom, and where the report goes.
///
/// Names are taken as they are; `KubernetesName` says which ones Kubernetes takes.
public struct ClusterRun: Sendable, Hashable {
  /// What starts the pods.
  public enum Workload: Sendable, Hashable {
    /// Once, in one pod.
    case job
    /// Again and again in one pod, by a schedule in cron's format.
    case cronJob(schedule: String)
    /// On every node that is selected: one vantage a node, again so long after the last time.
    case daemonSet(every: Seconds)
  }

  /// Where reports go besides standard output, where they are as JSON: `kubectl logs` shows them.
  public enum Destination: Sendable, Hashable {
    /// Nowhere.
    case log
    /// Into a folder of an existing claim, named after the node.
    case volume(claim: String)
    /// Into a ConfigMap that is made, too, under a key for each vantage.
    case configMap(name: String)
  }

  /// A taint of nodes that pods are placed on all the same: by key, value and effect.
  public struct Toleration: Sendable, Hashable {
    /// `nil`: every key.
    public var key: String?
    /// `nil`: every value.
    public var value: String?
    /// `nil`: every effect.
    public var effect: String?

    public init(key: String?, value: String?, effect: String?) {
      self.key = key
      self.value = value
      self.effect = effect
    }
  }

  /// A file that is mounted from a ConfigMap.
  public struct MountedFile: Sendable, Hashable {
    public var configMap: String
    public var key: String

    public init(configMap: String, key: String) {
      self.configMap = configMap
      self.key = key
    }
  }

  /// Variables that hold secrets: keys of one Secret, called like the variables.
  public struct SecretVariables: Sendable, Hashable {
    public var secret: String
    public var variables: [String]

    public init(secret: String, variables: [String]) {
      self.secret = secret
      self.variables = variables
    }
  }

  public typealias Seconds = Int

  public var workload: Workload
  /// Of every object.
  public var name: String
  public var namespace: String
  /// Whether the namespace is made, too, at the Pod Security level that the pods need.
  public var createsNamespace = false
  public var image: String
  public var pullSecrets: [String] = []
  /// The deployment file's text, as it is; holds no secrets, since the format has no place for any.
  public var deploymentFile: String
  /// Options for `run` that the user added; nothing in them is replaced by Kubernetes.
  public var options: [String] = []
  /// What is read of the Kubernetes API; `nil`: it is not asked.
  public var access: Set<AccessRight>?
  /// Whether pods use the node's network and its nameservers: the vantage is a node then.
  public var usesHostNetwork = false
  public var destination = Destination.log
  /// `nil`: the deployment file names no variables.
  public var secret: SecretVariables?
  /// Further authorities to trust.
  public var authorities: MountedFile?
  /// How long a job's pod may take, from its start; of jobs only.
  public var deadline: Seconds = 600
  /// How long a run may take, so that its report is written in time; of jobs only. `nil`: an option says so.
  public var timeout: Seconds?
  /// How long a job that is over is kept.
  public var timeToLive: Seconds = 86_400
  /// Labels that nodes must have, beside `kubernetes.io/os: linux`.
  public var nodeSelector: [String: String] = [:]
  public var tolerations: [Toleration] = []

  public init(workload: Workload, name: String, namespace: String, image: String, deploymentFile: String) {
    self.workload = workload
    self.name = name
    self.namespace = namespace
    self.image = image
    self.deploymentFile = deploymentFile
  }
}

extension ClusterRun {
  /// Whether pods have a token for the Kubernetes API.
  var hasToken: Bool { !rights.isEmpty || access != nil }

  /// All that the pods may do: what is read, and what a report needs.
  var rights: Set<AccessRight> {
    guard case .configMap(let name) = destination else { return access ?? [] }
    // Not `create`, which cannot be limited to one name: the ConfigMap is made with the manifest.
    let right = AccessRight(verb: .patch, resource: "configmaps", namespace: namespace, name: name)
    return (access ?? []).union([right])
  }
}
