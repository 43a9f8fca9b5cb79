public import Model

/// A cluster as its API tells it: healthy by default, with what a test changes.
public struct ModelCluster: Sendable {
  public var edition = Edition.v1
  public var version = "v1.29.4"
  public var nodes = ["a", "b", "c"].map { ClusterNode.with($0) }
  public var agents: [Workload] = [
    Workload(
      .daemonSet, namespace: "kube-system", name: "azure-npm", desired: 3, current: 3, ready: 3, available: 3,
      updated: 3)
  ]
  public var namespaces = ["default", "azureml", "azureml-ws", "kube-system"].map {
    ClusterNamespace(name: $0, labels: ["kubernetes.io/metadata.name": $0])
  }
  public var routerDeployments = [Workload.with("default", "azureml-fe", desired: 2)]
  public var routerPods = [ClusterPod.router("1", "10.244.0.5"), .router("2", "10.244.1.5")]
  public var routerServices = [ClusterService.router()]
  public var routerSlices = [
    EndpointSlice(
      namespace: "default", name: "azureml-fe-x", service: "azureml-fe",
      ready: [IPAddress("10.244.0.5")!, IPAddress("10.244.1.5")!], ports: [5001])
  ]
  public var modelDeployments = [Workload.with("azureml-ws", "iris", desired: 2)]
  public var modelPods = [ClusterPod.model("iris-1", "10.244.0.9"), .model("iris-2", "10.244.1.9")]
  public var autoscalers: [Autoscaler] = []
  public var policies: [NetworkPolicy] = []
  public var dnsPods = [
    ClusterPod(
      namespace: "kube-system", name: "coredns-1", labels: ["k8s-app": "kube-dns"],
      conditions: [ClusterCondition("Ready", .isTrue)], addresses: [IPAddress("10.244.0.2")!])
  ]
  public var dnsService: [ClusterService] = [
    ClusterService(namespace: "kube-system", name: "kube-dns", clusterIPs: [IPAddress("10.0.0.10")!])
  ]
  public var corefile =
    ".:53 {\n  errors\n  kubernetes cluster.local\n  forward . /etc/resolv.conf\n  cache 30\n  import custom/*.override\n}\nimport custom/*.server\n"
  public var custom: [String: String]?
  /// The Corefile of NodeLocal DNSCache.
  public var nodeLocal: String?
  public var readiness = ServerReadiness(isReady: true)
  public var certificates: [SecretCertificate] = []
  public var events: [ClusterEvent] = []
  public var apiServer = [
    EndpointSlice(
      namespace: "default", name: "kubernetes", service: "kubernetes", ready: [IPAddress("20.1.2.3")!], ports: [443])
  ]
  /// What reads came to instead.
  public var endings: [ClusterResource: ClusterAnswer.Ending] = [:]
  /// All of them.
  public var everyEnding: ClusterAnswer.Ending?

  public init() {}

  /// What a read came to.
  func ending(of read: ClusterRead) -> ClusterAnswer.Ending {
    if let ending = everyEnding ?? endings[read.resource] { return ending }
    let reads = ClusterReads(edition)
    let objects: ClusterObjects
    switch read.resource {
    case .version: objects = .version(ServerVersion(gitVersion: version))
    case .readiness: objects = .readiness(readiness)
    case .nodes: objects = .nodes(nodes)
    case .namespaces: objects = .namespaces(namespaces)
    case .pods:
      objects = .pods(read == .modelPods ? modelPods : read == .dnsPods ? dnsPods : routerPods)
    case .deployments: objects = .workloads(read == .modelDeployments ? modelDeployments : routerDeployments)
    case .daemonSets: objects = .workloads(agents)
    case .services: objects = .services(read == .dnsService ? dnsService : routerServices)
    case .endpointSlices: objects = .endpointSlices(read == reads.routerEndpoints ? routerSlices : apiServer)
    case .autoscalers: objects = .autoscalers(autoscalers)
    case .networkPolicies: objects = .networkPolicies(policies)
    case .configMaps:
      if read == .corefile {
        objects = .configMaps([ConfigMap(namespace: "kube-system", name: "coredns", data: ["Corefile": corefile])])
      } else if read == .nodeLocalCorefile {
        guard let nodeLocal else { return .absent }
        objects = .configMaps([
          ConfigMap(namespace: "kube-system", name: "node-local-dns", data: ["Corefile": nodeLocal])
        ])
      } else if let custom {
        objects = .configMaps([ConfigMap(namespace: "kube-system", name: "coredns-custom", data: custom)])
      } else {
        return .absent
      }
    case .events: objects = .events(events)
    case .secrets:
      if certificates.isEmpty { return .absent }
      objects = .certificates(certificates)
    }
    return .read(objects: objects, total: objects.count)
  }
}

extension Recording {
  /// This recording with rules about the cluster, and what their reads came to.
  public func with(
    _ cluster: ModelCluster, _ rules: ClusterRule..., limits: [PlanLimit: LimitValue] = [:]
  ) -> Recording {
    var recording = self
    recording.plan.edition = cluster.edition
    recording.vantage.clusterAccess = ClusterAccess(
      .kubeconfig(file: "config", context: "test"), host: Host("api.example.com")!, port: 443, credential: .token)
    var steps: [ClusterRead: Step.ID] = [:]
    for rule in rules {
      let id = rule.requirement
      var own: [Step.ID] = []
      for read in rule.reads(in: cluster.edition) {
        if let known = steps[read] {
          own.append(known)
          continue
        }
        let step = Step.ID(rawValue: "s\(recording.plan.steps.count + 1)")
        steps[read] = step
        own.append(step)
        recording.plan.steps.append(Step(id: step, phase: .clusterCreation, probe: .readCluster(read), serves: [id]))
        let number = recording.observations.count + 1
        recording.observations.append(
          Observation(
            id: Observation.ID(rawValue: "o\(number)"), step: step,
            start: Milliseconds(microseconds: Int64(number) * 10_000), duration: .moment,
            evidence: .cluster(ClusterAnswer(read, cluster.ending(of: read)))))
      }
      recording.plan.requirements.append(
        PlannedRequirement(
          requirement: Requirement(
            id: id, title: rule.rawValue, phase: .clusterCreation, role: .cluster,
            expectation: .found(rule: rule, limits: limits), consumer: .node), endpoint: nil, steps: own))
    }
    return recording
  }

  /// This recording with its endpoints needed by router pods.
  public var neededByRouter: Recording {
    var recording = self
    for index in recording.plan.requirements.indices where recording.plan.requirements[index].endpoint != nil {
      recording.plan.requirements[index].requirement.consumer = .routerPod
    }
    return recording
  }

  /// The step that made a read.
  public func step(of read: ClusterRead) -> Step.ID? {
    plan.steps.first { $0.probe == .readCluster(read) }?.id
  }
}

extension ClusterNode {
  /// A ready node of kubenet with four vCPUs.
  public static func with(
    _ name: String, ready: ClusterCondition = ClusterCondition("Ready", .isTrue, reason: "KubeletReady"),
    labels: [String: String] = [:], version: String = "v1.29.4", podCIDR: String? = "10.244.0.0/24",
    address: String = "10.240.0.4"
  ) -> ClusterNode {
    ClusterNode(
      name: name,
      labels: ["kubernetes.azure.com/agentpool": "pool1", "node.kubernetes.io/instance-type": "Standard_D3_v2"]
        .merging(labels) { $1 },
      kubeletVersion: version, conditions: [ready],
      allocatable: ComputeResources(milliCPU: 3_860, memoryBytes: 12_000_000_000, pods: 110),
      capacity: ComputeResources(milliCPU: 4_000, memoryBytes: 14_000_000_000, pods: 110),
      podCIDRs: podCIDR.flatMap(IPPrefix.init).map { [$0] } ?? [], addresses: [IPAddress(address)!])
  }
}

extension Workload {
  public static func with(_ namespace: String, _ name: String, desired: Int = 1) -> Workload {
    Workload(
      namespace: namespace, name: name, desired: desired, current: desired, ready: desired, available: desired,
      updated: desired)
  }
}

extension ClusterService {
  public static func router(type: String = "LoadBalancer", ingress: [String] = ["20.50.0.1"]) -> ClusterService {
    ClusterService(
      namespace: "default", name: "azureml-fe", type: type, ports: [Port(port: 80, target: "5001")],
      selector: ["azuremlappname": "azureml-fe"], ingress: ingress.compactMap(Host.init))
  }
}

extension ClusterPod {
  private static let old = Timestamp.testStart.adding(days: -1)

  public static func router(
    _ name: String, _ address: String, node: String = "a", containers: [ClusterContainer]? = nil,
    ready: ClusterCondition = ClusterCondition("Ready", .isTrue)
  ) -> ClusterPod {
    ClusterPod(
      namespace: "default", name: "azureml-fe-\(name)", labels: ["azuremlappname": "azureml-fe"], conditions: [ready],
      containers: containers ?? [
        ClusterContainer(
          name: "azureml-fe", image: "mcr.microsoft.com/azureml/azureml-fe:1",
          ports: [ClusterContainer.Port(name: "peer", port: 11001)])
      ], node: node, addresses: [IPAddress(address)!], createdAt: old)
  }

  public static func model(
    _ name: String, _ address: String?, service: String = "iris", containers: [ClusterContainer]? = nil,
    conditions: [ClusterCondition] = [ClusterCondition("Ready", .isTrue)], phase: Phase = .running,
    createdAt: Timestamp? = nil
  ) -> ClusterPod {
    ClusterPod(
      namespace: "azureml-ws", name: name, labels: ["isazuremlapp": "true", "azuremlappname": service], phase: phase,
      conditions: conditions,
      containers: containers ?? [
        ClusterContainer(
          name: "iris", image: "myacr.azurecr.io/models/iris:3",
          ports: [ClusterContainer.Port(name: "http", port: 5001)])
      ], node: address == nil ? nil : "a", addresses: address.map { [IPAddress($0)!] } ?? [],
      createdAt: createdAt ?? old)
  }
}

extension ClusterCondition {
  public static let notReady = ClusterCondition("Ready", .isFalse, reason: "ContainersNotReady")
}

extension ClusterContainer {
  /// A container that waits for a reason.
  public static func waiting(
    _ reason: String, _ message: String? = nil, image: String = "myacr.azurecr.io/models/iris:3",
    last: Termination? = nil, restarts: Int = 0
  ) -> ClusterContainer {
    ClusterContainer(
      name: "main", image: image, state: .waiting(reason: reason, message: message), lastTermination: last,
      isReady: false,
      restarts: restarts)
  }
}

extension ClusterRule {
  /// The id that the builders give its requirement: `cluster-creation/nodes-ready`.
  public var requirement: Requirement.ID {
    let words = rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }
    return Requirement.ID(rawValue: "cluster-creation/\(words.joined())")
  }
}
