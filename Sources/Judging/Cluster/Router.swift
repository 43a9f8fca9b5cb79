import Model

extension ClusterRules {
  /// The router (azureml-fe) is deployed, and its pods run. As long as one of them is ready, the others are a warning.
  func routerRuns() -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    let namespace = state.reads.routerNamespace
    let listing = state.routerPods
    let pods = appraisal.take(listing)
    let deployments = appraisal.takeIfKnown(state.workloads(state.reads.routerDeployments))?.filter(\.isRouter)
    _ = appraisal.takeIfKnown(state.warnings)
    guard !appraisal.hasGaps else { return appraisal }
    let subject = Finding.Subject(
      kind: .deployment, id: "\(namespace)/\(deployments?.first?.name ?? ClusterReads.router)")
    func missing(_ reason: String) -> Sign {
      Sign(
        .routerMissing, [.namespace: namespace, .name: ClusterReads.router, .reason: reason],
        seenIn: appraisal.observations, subject: subject)
    }
    if pods.isEmpty {
      guard let deployments else {
        appraisal.violations.append(missing("there are no pods with the label \(ClusterRead.routerSelector)"))
        return appraisal
      }
      guard let deployment = deployments.first else {
        appraisal.violations.append(missing("there is neither a deployment nor a pod of it"))
        return appraisal
      }
      let trouble = deployment.conditions.first { $0.type == "ReplicaFailure" && $0.status == .isTrue }
      let reason =
        deployments.allSatisfy { $0.desired == 0 }
        ? "it is scaled to 0"
        : trouble.map { PodTrouble.sentence($0.reason ?? $0.type, $0.message) } ?? "it has no pods"
      appraisal.violations.append(missing(reason))
      return appraisal
    }
    let ready = pods.count(where: \.isReady)
    let desired = deployments?.map(\.desired).reduce(0, +) ?? pods.count
    appraisal.note("\(namespace)/\(ClusterReads.router)", "\(ready) / \(max(desired, pods.count))", holds: ready > 0)
    let troubles = pods.compactMap { PodTrouble($0, in: state) }
    for (_, group) in troubles.grouped(by: \.routerCode) {
      guard let first = group.first else { continue }
      appraisal.violations.append(
        sign(first.routerCode, group, isWarning: ready > 0 || group.allSatisfy(\.isFresh), appraisal))
    }
    if ready == 0, troubles.isEmpty { appraisal.unknown("the pods do not say whether they are ready") }
    return appraisal
  }

  /// One sign for pods with the same trouble: the first by name stands for all.
  func sign(
    _ code: Symptom.Code, _ troubles: [PodTrouble], isWarning: Bool, _ appraisal: ClusterAppraisal
  ) -> Sign {
    let sorted = troubles.sorted { $0.pod.id < $1.pod.id }
    let first = sorted[0]
    var facts: [Symptom.Fact: String] = [
      .namespace: first.pod.namespace, .name: first.pod.name, .names: Self.list(sorted.map(\.pod.id)),
      .reason: first.reason, .total: String(sorted.count),
    ]
    switch first.kind {
    case .image(let image):
      facts[.image] = image
      facts[.other] = ImageName(image).registry
    case .crash(let restarts): facts[.count] = String(restarts)
    case .unscheduled, .unstarted, .unready: break
    }
    return Sign(
      code, facts, seenIn: appraisal.observations, isWarning: isWarning,
      subject: Finding.Subject(
        kind: .pod, id: first.pod.id, members: sorted.count > 1 ? sorted.prefix(50).map(\.pod.id) : []))
  }

  /// The router's Service has pods behind it, and its load balancer an address.
  func routerService() -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    let namespace = state.reads.routerNamespace
    let services = appraisal.take(state.services(state.reads.routerServices))
    let slices = appraisal.take(state.slices(state.reads.routerEndpoints))
    _ = appraisal.takeIfKnown(state.warnings)
    guard !appraisal.hasGaps else { return appraisal }
    let id = "\(namespace)/\(ClusterReads.router)"
    let subject = Finding.Subject(kind: .service, id: id)
    let facts: [Symptom.Fact: String] = [.namespace: namespace, .name: ClusterReads.router]
    guard let service = services.first(where: { $0.name == ClusterReads.router }) else {
      appraisal.violations.append(
        Sign(
          .routerServiceMissing, facts.with(.reason, "there is no Service of this name"),
          seenIn: appraisal.observations, subject: subject))
      return appraisal
    }
    let own = slices.filter { $0.service == service.name }
    let ready = own.flatMap(\.ready).uniqued()
    let notReady = own.flatMap(\.notReady).uniqued()
    appraisal.note(id, "\(ready.count) / \(ready.count + notReady.count)", holds: !ready.isEmpty)
    if ready.isEmpty {
      let selector = service.selector.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
      appraisal.violations.append(
        Sign(
          .routerWithoutEndpoints,
          facts.with(.count, String(notReady.count)).with(.seen, selector.isEmpty ? nil : selector),
          seenIn: appraisal.observations, subject: subject))
    }
    if service.type == "LoadBalancer" {
      if service.ingress.isEmpty {
        let event = state.warnings.objects.last {
          $0.objectKind == "Service" && $0.namespace == namespace && $0.objectName == service.name
        }
        appraisal.violations.append(
          Sign(
            .routerWithoutAddress, facts.with(.reason, event.map { PodTrouble.sentence($0.reason, $0.message) }),
            seenIn: appraisal.observations, subject: subject))
      } else {
        appraisal.note(id, service.ingress.map(\.description).joined(separator: ", "))
      }
    }
    return appraisal
  }

  /// Every address of the scoring name is one of the router's load balancer. A gateway may stand before it on purpose, so
  /// that other addresses are a warning.
  func scoringAddress() -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    guard let host = deployment.scoring.host else {
      appraisal.skip = .notDeclared(path: "scoring.host")
      return appraisal
    }
    let services = appraisal.take(state.services(state.reads.routerServices))
    guard !appraisal.hasGaps else { return appraisal }
    let service = services.first { $0.name == ClusterReads.router }
    let expected = (service?.ingress ?? []).compactMap { host -> IPAddress? in
      if case .address(let address) = host { address } else { nil }
    }
    guard let service, !expected.isEmpty else {
      appraisal.skip = .nothingFound(kind: "addresses of the router's load balancer")
      return appraisal
    }
    let found: [IPAddress]
    switch host {
    case .address(let address): found = [address]
    case .name(let name):
      let lookups = state.evidence.lookupsByName[name] ?? []
      found = lookups.flatMap { $0.value.message?.addresses ?? [] }.uniqued()
      appraisal.observations += lookups.map(\.id)
    }
    guard !found.isEmpty else {
      appraisal.unknown("\(host) has no known address")
      return appraisal
    }
    let holds = found.allSatisfy(expected.contains)
    let seen = found.map(\.description).joined(separator: ", ")
    let wanted = expected.map(\.description).joined(separator: ", ")
    appraisal.note("scoring.host", "\(seen) \(holds ? "∈" : "∉") {\(wanted)}", holds: holds)
    if !holds {
      appraisal.violations.append(
        Sign(
          .scoringAddressDiffers,
          [
            .host: host.description, .addresses: seen, .expected: wanted, .namespace: service.namespace,
            .name: service.name,
          ], seenIn: appraisal.observations, isWarning: true,
          subject: Finding.Subject(kind: .service, id: service.id)))
    }
    return appraisal
  }

  /// The certificate in the router's secret, by the recording's clock.
  func routerCertificate(_ limits: PlanLimits) -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    let found = appraisal.take(state.certificates)
    guard !appraisal.hasGaps else { return appraisal }
    guard let secret = found.first else {
      appraisal.skip = .nothingFound(kind: "certificate of the router")
      return appraisal
    }
    guard let certificate = secret.certificate else {
      appraisal.unknown("\(secret.key) in \(secret.namespace)/\(secret.name) is no certificate that can be read")
      return appraisal
    }
    let days = state.recording.startedAt.days(until: certificate.notAfter)
    let notice = limits.number(.notice) ?? 0
    let isExpired = certificate.notAfter <= state.recording.startedAt
    appraisal.note("\(secret.namespace)/\(secret.name)", "\(certificate.notAfter.day), \(days) d", holds: days > notice)
    guard isExpired || days <= notice else { return appraisal }
    appraisal.violations.append(
      Sign(
        isExpired ? .certificateExpired : .certificateExpiresSoon,
        [
          .endpoint: "\(secret.namespace)/\(secret.name)", .issuer: certificate.issuer, .subject: certificate.subject,
          .notAfter: certificate.notAfter.description, .days: String(abs(days)),
        ], seenIn: appraisal.observations, isWarning: !isExpired,
        subject: Finding.Subject(kind: .certificate, id: EndpointRole.scoring.rawValue, detail: certificate.issuer)))
    return appraisal
  }
}

extension Workload {
  /// `azureml-fe`, or `azureml-fe-v2`.
  var isRouter: Bool { name == ClusterReads.router || name.hasPrefix("\(ClusterReads.router)-v") }
}

extension PodTrouble {
  /// What it is for a pod of the router.
  var routerCode: Symptom.Code {
    switch kind {
    case .image: .routerImageMissing
    case .crash: .routerCrashes
    case .unscheduled, .unstarted, .unready: .routerNotReady
    }
  }
}
