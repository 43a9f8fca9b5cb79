internal import Model

/// Objects of the cluster: what Azure and Kubernetes name stays, what the customer named is replaced, by the same token
/// wherever it stands, so that selectors still select.
extension Redactor {
  /// Names that every cluster of this kind has, and words of labels.
  static let clusterWords: Set<String> = [
    "default", "kube-system", "kube-public", "kube-node-lease", "kube-dns", "coredns", "coredns-custom", "azureml",
    "azureml-fe", "azureml-fe-v2", "azureml-fe-int-http", "azuremlfessl", "true", "false", "system", "user", "enabled",
    "disabled", "cilium", "calico", "azure", "overlay", "vnet", "vnetblock", "none", "linux", "windows", "amd64",
    "arm64", "nvidia", "gatekeeper-system", "calico-system", "tigera-operator", "azure-cns", "azure-npm",
    "calico-node", "kube-flannel-ds", "weave-net", "kube-router", "antrea-agent", "azure-npm-win", "kube-proxy",
    "kubenet", "v1", "v2", "main", "http", "https", "corefile",
  ]

  mutating func clusterAccess(_ old: ClusterAccess) -> ClusterAccess {
    var new = old
    if case .kubeconfig(let path, let context) = old.source {
      new.source = .kubeconfig(file: file(path), context: word(context))
    }
    new.host = host(old.host)
    new.ownNamespace = old.ownNamespace.map { clusterWord($0) }
    new.ownPod = old.ownPod.map { clusterWord($0) }
    new.namespace = old.namespace.map { clusterWord($0) }
    return new
  }

  mutating func clusterRead(_ old: ClusterRead) -> ClusterRead {
    var new = old
    new.namespace = old.namespace.map { clusterWord($0) }
    new.name = old.name.map { clusterWord($0) }
    return new
  }

  mutating func answer(_ old: ClusterAnswer) -> ClusterAnswer {
    var new = old
    new.read = clusterRead(old.read)
    new.address = old.address.map { place($0) }
    switch old.ending {
    case .read(let objects, let total): new.ending = .read(objects: self.objects(objects), total: total)
    case .needsRight(let right, let message):
      new.ending = .needsRight(self.right(right), message: text(message, from: .foreign))
    case .unauthorized(let message): new.ending = .unauthorized(message: text(message, from: .foreign))
    case .failed(let status, let reason, let message):
      new.ending = .failed(
        status: status, reason: text(reason, from: .mark), message: text(message, from: .foreign))
    case .malformed(let reason): new.ending = .malformed(reason: text(reason, from: .foreign))
    case .notConnected(let trouble): new.ending = .notConnected(self.trouble(trouble))
    case .notAsked(let trouble): new.ending = .notAsked(self.trouble(trouble))
    case .absent, .unanswered: break
    }
    return new
  }

  private mutating func right(_ old: AccessRight) -> AccessRight {
    var new = old
    new.namespace = old.namespace.map { clusterWord($0) }
    new.name = old.name.map { clusterWord($0) }
    return new
  }

  private mutating func trouble(_ old: ClusterAccessTrouble) -> ClusterAccessTrouble {
    ClusterAccessTrouble(
      old.kind, subject: text(old.subject, from: .foreign), detail: text(old.detail, from: .foreign))
  }

  private mutating func objects(_ old: ClusterObjects) -> ClusterObjects {
    switch old {
    case .version, .readiness: return old
    case .nodes(let nodes): return .nodes(nodes.map { node($0) })
    case .namespaces(let namespaces):
      return .namespaces(
        namespaces.map { ClusterNamespace(name: clusterWord($0.name), labels: labels($0.labels)) })
    case .pods(let pods): return .pods(pods.map { pod($0) })
    case .workloads(let workloads): return .workloads(workloads.map { workload($0) })
    case .services(let services): return .services(services.map { service($0) })
    case .endpointSlices(let slices): return .endpointSlices(slices.map { slice($0) })
    case .autoscalers(let autoscalers):
      return .autoscalers(
        autoscalers.map { autoscaler in
          var new = autoscaler
          new.namespace = clusterWord(autoscaler.namespace)
          new.name = clusterWord(autoscaler.name)
          new.targetName = clusterWord(autoscaler.targetName)
          return new
        })
    case .networkPolicies(let policies): return .networkPolicies(policies.map { policy($0) })
    case .configMaps(let maps):
      return .configMaps(
        maps.map { map in
          var new = map
          new.data = [:]
          for (key, value) in map.data.sorted(by: { $0.key < $1.key }) {
            new.data[configKey(key)] = text(value, from: .foreign)
          }
          new.cut = map.cut.map { configKey($0) }
          return new
        })
    case .events(let events):
      return .events(
        events.map { event in
          var new = event
          new.namespace = clusterWord(event.namespace)
          new.objectName = clusterWord(event.objectName)
          new.message = text(event.message, from: .foreign)
          return new
        })
    case .certificates(let certificates):
      return .certificates(
        certificates.map { secret in
          var new = secret
          new.namespace = clusterWord(secret.namespace)
          new.name = clusterWord(secret.name)
          new.certificate = secret.certificate.map { certificate($0) }
          return new
        })
    }
  }

  /// `corp.server`: the customer named the file, and its ending says how CoreDNS reads it.
  private mutating func configKey(_ key: String) -> String {
    guard let dot = key.lastIndex(of: ".") else { return clusterWord(key) }
    return clusterWord(String(key[..<dot])) + key[dot...]
  }

  private mutating func workload(_ old: Workload) -> Workload {
    var new = old
    new.namespace = clusterWord(old.namespace)
    new.name = clusterWord(old.name)
    new.labels = labels(old.labels)
    new.selector = selector(old.selector)
    new.conditions = old.conditions.map { condition($0) }
    return new
  }

  private mutating func service(_ old: ClusterService) -> ClusterService {
    var new = old
    new.namespace = clusterWord(old.namespace)
    new.name = clusterWord(old.name)
    new.clusterIPs = old.clusterIPs.map { address($0) }
    new.selector = labels(old.selector)
    new.ingress = old.ingress.map { host($0) }
    return new
  }

  private mutating func slice(_ old: EndpointSlice) -> EndpointSlice {
    var new = old
    new.namespace = clusterWord(old.namespace)
    new.name = clusterWord(old.name)
    new.service = old.service.map { clusterWord($0) }
    new.ready = old.ready.map { address($0) }
    new.notReady = old.notReady.map { address($0) }
    return new
  }

  private mutating func policy(_ old: NetworkPolicy) -> NetworkPolicy {
    var new = old
    new.namespace = clusterWord(old.namespace)
    new.name = clusterWord(old.name)
    new.podSelector = selector(old.podSelector)
    new.ingress = old.ingress.map { rules in rules.map { rule($0) } }
    new.egress = old.egress.map { rules in rules.map { rule($0) } }
    return new
  }

  private mutating func rule(_ old: NetworkPolicy.Rule) -> NetworkPolicy.Rule {
    var new = old
    new.peers = old.peers.map { peers in
      peers.map { peer in
        PolicyPeer(
          podSelector: peer.podSelector.map { selector($0) },
          namespaceSelector: peer.namespaceSelector.map { selector($0) },
          block: peer.block.map { block in
            PolicyPeer.Block(range: prefix(block.range), except: block.except.map { prefix($0) })
          })
      }
    }
    return new
  }
}
