import Model

/// The addresses of router and model pods that the Kubernetes API listed: whether they accept connections from here. Each
/// step takes up to sixteen of them.
struct ListedPods: FollowUpRule {
  var followUp: FollowUp { .listedPods }
  /// Up to 128 pods: more of them show nothing more.
  var limit: Int { 8 }

  /// How many addresses one step connects to.
  private static let batch = 16
  /// Where the router's instances listen for each other (Microsoft Learn, "Configure inbound and outbound network traffic",
  /// 2026-03-19).
  private static let peerPorts: [UInt16] = [11001, 12001, 12101, 12201, 20000]

  func proposals(for shape: RunShape) -> [Proposal] {
    let plan = shape.recording.plan
    let rules = plan.requirements.compactMap { planned -> (role: EndpointRole, steps: [Step.ID])? in
      switch planned.requirement.expectation {
      case .found(.routerPeers, _): (.routerPeers, planned.steps)
      case .found(.modelPods, _): (.modelPods, planned.steps)
      default: nil
      }
    }
    return rules.flatMap { rule in
      shape.recording.observations.flatMap { observation -> [Proposal] in
        guard rule.steps.contains(observation.step), let step = plan.steps.first(where: { $0.id == observation.step }),
          case .cluster(let answer) = observation.evidence, case .pods(let pods)? = answer.objects
        else { return [] }
        return Self.attempts(at: pods, as: rule.role).prefix(limit / 2).map {
          Proposal(probe: $0, source: step, observation: observation.id)
        }
      }
    }
  }

  func contacts(in outlook: Outlook) -> [String]? {
    let roles = outlook.plan.requirements.compactMap { planned -> String? in
      switch planned.requirement.expectation {
      case .found(.routerPeers, _): "router pods that the Kubernetes API lists"
      case .found(.modelPods, _): "model pods that the Kubernetes API lists"
      default: nil
      }
    }
    return roles.isEmpty ? nil : roles
  }

  private static func attempts(at pods: [ClusterPod], as role: EndpointRole) -> [Probe] {
    let ready = pods.filter { pod in
      let isReady = pod.isReady && !pod.isTerminating && !pod.usesHostNetwork
      return isReady && (role == .routerPeers || pod.labels["azuremlappname"] != ClusterReads.router)
    }
    var order: [UInt16] = []
    var addresses: [UInt16: [IPAddress]] = [:]
    for pod in ready {
      guard let address = pod.addresses.first else { continue }
      let port = port(of: pod, as: role)
      if addresses[port] == nil { order.append(port) }
      addresses[port, default: []].append(address)
    }
    return order.flatMap { port -> [Probe] in
      let own = addresses[port] ?? []
      return stride(from: 0, to: own.count, by: batch).map { start in
        let some = Array(own[start..<min(start + batch, own.count)])
        let endpoint = Endpoint(role: role, host: .address(some[0]), port: port, transport: .tcp)
        return .attempt(endpoint: endpoint, addresses: some, upTo: .connection, segmentLimit: nil)
      }
    }
  }

  private static func port(of pod: ClusterPod, as role: EndpointRole) -> UInt16 {
    let declared = pod.containers.filter { !$0.isInit }.flatMap(\.ports).filter { $0.transport == .tcp }.map(\.port)
    if role == .routerPeers { return peerPorts.first(where: declared.contains) ?? peerPorts[0] }
    return declared.contains(5001) || declared.count != 1 ? 5001 : declared[0]
  }
}
