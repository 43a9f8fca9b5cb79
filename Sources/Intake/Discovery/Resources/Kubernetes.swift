import Model

/// A node, as `kubectl get nodes -o json` shows it.
struct KubernetesNode: Sendable {
  var name: Sourced<String>?
  var pool: Sourced<String>?
  var vmSize: Sourced<String>?
  var region: Sourced<String>?
  var osType: Sourced<String>?
  var cpus: Sourced<Int>?
  var kubeletVersion: Sourced<String>?
  var podCIDR: Sourced<String>?
  var isReady: Bool
}

struct KubernetesPod: Sendable {
  var name: Sourced<String>?
  var namespace: Sourced<String>?
  var phase: Sourced<String>?
  var isReady: Bool
  var address: Sourced<String>?
  var waitingReasons: [String]
  /// Of its containers, with the ports that each says it listens on.
  var images: [(image: Sourced<String>, ports: [Int])]
}

struct KubernetesService: Sendable {
  var name: Sourced<String>?
  var namespace: Sourced<String>?
  var type: Sourced<String>?
  var clusterIP: Sourced<String>?
  var loadBalancerAddresses: [Sourced<String>]
  var ports: [Sourced<Int>]
  var isInternal: Sourced<Bool>?
}

struct KubernetesDeployment: Sendable {
  var name: Sourced<String>?
  var namespace: Sourced<String>?
  var desired: Sourced<Int>?
  var available: Sourced<Int>?
}

struct KubernetesAutoscaler: Sendable {
  var name: Sourced<String>?
  var min: Sourced<Int>?
  var max: Sourced<Int>?
  var current: Sourced<Int>?
  var desired: Sourced<Int>?
}

struct KubernetesConfigMap: Sendable {
  var name: Sourced<String>?
  /// Not what stands under them.
  var keys: [String]
}

extension ResourceReading {
  mutating func node(_ cursor: Cursor) -> KubernetesNode {
    let metadata = object(cursor["metadata"])
    let labels = object(metadata?["labels"])
    let status = object(cursor["status"])
    let ready = items(status?["conditions"]).contains { $0["type"]?.text == "Ready" && $0["status"]?.text == "True" }
    return KubernetesNode(
      name: text(metadata?["name"]), pool: text(labels?["kubernetes.azure.com/agentpool", "agentpool"]),
      vmSize: text(labels?["node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type"]),
      region: text(labels?["topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region"]),
      osType: text(labels?["kubernetes.io/os", "beta.kubernetes.io/os"]),
      cpus: text(object(status?["capacity"])?["cpu"])?.flatMap { Int($0) },
      kubeletVersion: text(object(status?["nodeInfo"])?["kubeletVersion"]),
      podCIDR: text(object(cursor["spec"])?["podCIDR"]), isReady: ready)
  }

  mutating func pod(_ cursor: Cursor) -> KubernetesPod {
    let metadata = object(cursor["metadata"])
    let status = object(cursor["status"])
    let ready = items(status?["conditions"]).contains { $0["type"]?.text == "Ready" && $0["status"]?.text == "True" }
    var waiting: Set<String> = []
    for key in ["initContainerStatuses", "containerStatuses"] {
      for container in items(status?[key]) {
        if let reason = container["state"]?["waiting"]?["reason"]?.text { waiting.insert(reason) }
      }
    }
    var images: [(image: Sourced<String>, ports: [Int])] = []
    for container in items(object(cursor["spec"])?["containers"]) {
      guard let image = text(container["image"]) else { continue }
      var ports: [Int] = []
      for port in items(container["ports"]) {
        if let number = integer(port["containerPort"]) { ports.append(number.value) }
      }
      images.append((image, ports))
    }
    return KubernetesPod(
      name: text(metadata?["name"]), namespace: text(metadata?["namespace"]), phase: text(status?["phase"]),
      isReady: ready, address: text(status?["podIP"]), waitingReasons: waiting.sorted(), images: images)
  }

  mutating func service(_ cursor: Cursor) -> KubernetesService {
    let metadata = object(cursor["metadata"])
    let spec = object(cursor["spec"])
    var addresses: [Sourced<String>] = []
    for ingress in items(object(object(cursor["status"])?["loadBalancer"])?["ingress"]) {
      if let address = text(ingress["ip"]) ?? text(ingress["hostname"]) { addresses.append(address) }
    }
    var ports: [Sourced<Int>] = []
    for port in items(spec?["ports"]) {
      if let number = integer(port["port"]) { ports.append(number) }
    }
    let annotations = object(metadata?["annotations"])
    return KubernetesService(
      name: text(metadata?["name"]), namespace: text(metadata?["namespace"]), type: text(spec?["type"]),
      clusterIP: text(spec?["clusterIP"]), loadBalancerAddresses: addresses, ports: ports,
      isInternal: boolean(annotations?["service.beta.kubernetes.io/azure-load-balancer-internal"]))
  }

  mutating func kubernetesDeployment(_ cursor: Cursor) -> KubernetesDeployment {
    let metadata = object(cursor["metadata"])
    return KubernetesDeployment(
      name: text(metadata?["name"]), namespace: text(metadata?["namespace"]),
      desired: integer(object(cursor["spec"])?["replicas"]),
      available: integer(object(cursor["status"])?["availableReplicas"]))
  }

  mutating func autoscaler(_ cursor: Cursor) -> KubernetesAutoscaler {
    let spec = object(cursor["spec"])
    let status = object(cursor["status"])
    return KubernetesAutoscaler(
      name: text(object(cursor["metadata"])?["name"]), min: integer(spec?["minReplicas"]),
      max: integer(spec?["maxReplicas"]), current: integer(status?["currentReplicas"]),
      desired: integer(status?["desiredReplicas"]))
  }

  mutating func configMap(_ cursor: Cursor) -> KubernetesConfigMap {
    KubernetesConfigMap(
      name: text(object(cursor["metadata"])?["name"]), keys: (object(cursor["data"])?.members.map(\.key) ?? []).sorted()
    )
  }
}
