import Model

extension ClusterRules {
  /// Whom router and model pods ask for names: the cluster's DNS or the node's own cache of it, unless their specification
  /// says otherwise. Nameservers of a pod's own that nothing declares are a warning; how often its names are asked for
  /// (`ndots` and search domains) is said, and no fault.
  func podNames() -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    let pods = (appraisal.take(state.routerPods) + appraisal.take(state.modelPods)).filter { !$0.usesHostNetwork }
    let service = appraisal.takeIfKnown(state.services(.dnsService)) ?? []
    let nodes = appraisal.takeIfKnown(state.nodes) ?? []
    guard !appraisal.hasGaps else { return appraisal }
    guard !pods.isEmpty else {
      appraisal.skip = .nothingFound(kind: "router or model pods")
      return appraisal
    }
    let cached = nodes.count { $0.labels["kubernetes.azure.com/localdns-state"] == "enabled" }
    if cached > 0 {
      appraisal.note("nodes", "LocalDNS: \(cached) / \(nodes.count) (\(NodeResolver.localDNSOfPods.address))")
    }
    let network = deployment.network
    let expected =
      service.flatMap(\.clusterIPs) + [network.dnsServiceIP].compactMap { $0 } + network.dnsServers
    for (_, pods) in pods.grouped(by: \.resolution) {
      guard let first = pods.first else { continue }
      noteQuestions(of: first, count: pods.count, &appraisal)
      let own = first.dnsConfiguration?.nameservers ?? []
      let foreign = own.filter { server in
        !expected.contains(server) && NodeResolver(server) == nil && server != IPAddress("168.63.129.16")
      }
      // Beside the cluster's DNS they are asked only where that is silent.
      guard first.dnsPolicy == "None", !foreign.isEmpty else { continue }
      guard !expected.isEmpty else {
        appraisal.unknown(
          "neither the Service kube-dns nor network.dnsServiceIP tells the address of the cluster's DNS")
        continue
      }
      let names = pods.map(\.id).sorted()
      appraisal.violations.append(
        Sign(
          .podNameserversDiffer,
          [
            .namespace: first.namespace, .name: first.name, .names: Self.list(names), .count: String(names.count),
            .nameservers: foreign.map(\.description).joined(separator: ", "),
            .expected: expected.uniqued().map(\.description).joined(separator: ", "),
          ], seenIn: appraisal.observations, isWarning: true,
          subject: Finding.Subject(
            kind: .pod, id: names[0], detail: foreign.map(\.description).joined(separator: ", "),
            members: names.count > 1 ? Array(names.prefix(50)) : [])))
    }
    return appraisal
  }

  /// How many of the names that pods need are asked for with every search domain behind them first.
  private func noteQuestions(of pod: ClusterPod, count: Int, _ appraisal: inout ClusterAppraisal) {
    let ndots = pod.ndots
    let names = state.recording.plan.requirements.filter {
      [.routerPod, .modelPod].contains($0.requirement.consumer)
    }.compactMap { $0.endpoint?.host.name }.uniqued()
    let searched = names.count { $0.labels.count - 1 < ndots }
    appraisal.note(
      "pods",
      "\(count) × dnsPolicy \(pod.dnsPolicy ?? "ClusterFirst"): ndots \(ndots), \(searched) / \(names.count) names with search "
        + "domains first")
  }
}

extension ClusterPod {
  /// What pods have in common that ask alike.
  fileprivate var resolution: [String] {
    [dnsPolicy ?? "", String(ndots)] + (dnsConfiguration?.nameservers.map(\.description) ?? [])
  }

  /// Kubelets write 5 for pods that ask the cluster's DNS; others have what their node has, by default 1 (resolv.conf(5)).
  fileprivate var ndots: Int {
    dnsConfiguration?.ndots ?? (["Default", "None"].contains(dnsPolicy ?? "ClusterFirst") ? 1 : 5)
  }
}
