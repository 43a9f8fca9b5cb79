import Model

/// The cluster as its API told it, read by read.
struct ClusterState {
  let evidence: EvidenceIndex
  let reads: ClusterReads
  private let answers: [ClusterRead: Seen<ClusterAnswer>]

  init(_ evidence: EvidenceIndex) {
    self.evidence = evidence
    let recording = evidence.recording
    reads = ClusterReads(recording.plan.edition, namespace: recording.vantage.clusterAccess?.namespace)
    let seen = evidence.clusterAnswers.map { ($0.value.read.withoutLimit, $0) }
    answers = Dictionary(seen, uniquingKeysWith: { first, _ in first })
  }

  var recording: Recording { evidence.recording }
  var deployment: Deployment { evidence.recording.deployment }
  var edition: Edition { evidence.recording.plan.edition }

  /// Every answer, in the order of the plan.
  var all: [Seen<ClusterAnswer>] { evidence.clusterAnswers }

  private func listing<Object>(
    _ read: ClusterRead, _ objects: (ClusterObjects) -> [Object]?
  ) -> ClusterListing<Object> {
    guard let seen = answers[read.withoutLimit] else {
      let steps = recording.plan.steps.filter { step in
        if case .readCluster(let other) = step.probe { other.withoutLimit == read.withoutLimit } else { false }
      }
      let isCutOff = steps.contains { evidence.unfinishedSteps.contains($0.id) }
      return ClusterListing(gap: isCutOff ? .unfinished : .notRead)
    }
    var listing = ClusterListing<Object>(observations: [seen.id])
    switch seen.value.ending {
    case .read(let read, let total):
      if let objects = objects(read) {
        listing.objects = objects
        listing.isCut = total > objects.count
      } else {
        listing.gap = .failed(reason: "other objects than asked for", seenIn: seen.id)
      }
    case .absent: break
    case .needsRight(let right, _): listing.gap = .right(right, seenIn: seen.id)
    case .unauthorized: listing.gap = .access(seenIn: seen.id)
    case .notAsked(let trouble):
      listing.gap =
        trouble.isOfCredentials
        ? .access(seenIn: seen.id) : .failed(reason: trouble.reason, seenIn: seen.id)
    case .notConnected(let trouble):
      listing.gap =
        trouble.isOfCertificate
        ? .access(seenIn: seen.id) : .failed(reason: trouble.reason, seenIn: seen.id)
    case .failed(let status, let reason, _):
      listing.gap = .failed(reason: "status \(status)" + (reason.isEmpty ? "" : ", \(reason)"), seenIn: seen.id)
    case .malformed(let reason): listing.gap = .failed(reason: reason, seenIn: seen.id)
    case .unanswered(let after):
      listing.gap = seen.isCutOff ? .unfinished : .failed(reason: "no answer in \(after)", seenIn: seen.id)
    }
    return listing
  }
}

// What was read, resource by resource.
extension ClusterState {
  var version: ClusterListing<ServerVersion> {
    listing(.serverVersion) { if case .version(let version) = $0 { [version] } else { nil } }
  }
  /// What the API server says of itself. Whoever may use the API and not ask this lacks a right, also where the answer is
  /// 401: it needs none of who is asking.
  var readiness: ClusterListing<ServerReadiness> {
    var listing = listing(.readiness) { if case .readiness(let readiness) = $0 { [readiness] } else { nil } }
    let isKnown = all.contains { $0.value.read.right != nil && $0.value.objects != nil }
    if case .access(let id) = listing.gap, isKnown {
      listing.gap = .right(.readiness, seenIn: id)
    }
    return listing
  }
  var nodes: ClusterListing<ClusterNode> {
    listing(.nodes) { if case .nodes(let nodes) = $0 { nodes } else { nil } }
  }
  var namespaces: ClusterListing<ClusterNamespace> {
    listing(.namespaces) { if case .namespaces(let namespaces) = $0 { namespaces } else { nil } }
  }
  func pods(_ read: ClusterRead) -> ClusterListing<ClusterPod> {
    listing(read) { if case .pods(let pods) = $0 { pods } else { nil } }
  }
  var routerPods: ClusterListing<ClusterPod> { pods(reads.routerPods).keeping { !$0.isOver } }
  var modelPods: ClusterListing<ClusterPod> {
    pods(reads.modelPods).keeping { !$0.isOver && $0.labels["azuremlappname"] != ClusterReads.router }
  }
  /// The pod that this ran in, as far as policies can limit it.
  var ownPod: ClusterPod? {
    guard let read = ClusterRead.ownPod(recording.vantage.clusterAccess) else { return nil }
    return pods(read).objects.first { !$0.usesHostNetwork }
  }
  func workloads(_ read: ClusterRead) -> ClusterListing<Workload> {
    listing(read) { if case .workloads(let workloads) = $0 { workloads } else { nil } }
  }
  func services(_ read: ClusterRead) -> ClusterListing<ClusterService> {
    listing(read) { if case .services(let services) = $0 { services } else { nil } }
  }
  func slices(_ read: ClusterRead) -> ClusterListing<EndpointSlice> {
    listing(read) { if case .endpointSlices(let slices) = $0 { slices } else { nil } }
  }
  var autoscalers: ClusterListing<Autoscaler> {
    listing(reads.autoscalers) { if case .autoscalers(let autoscalers) = $0 { autoscalers } else { nil } }
  }
  var policies: ClusterListing<NetworkPolicy> {
    .joined(
      reads.networkPolicies.map { read in
        listing(read) { if case .networkPolicies(let policies) = $0 { policies } else { nil } }
      })
  }
  func configMap(_ read: ClusterRead) -> ClusterListing<ConfigMap> {
    listing(read) { if case .configMaps(let maps) = $0 { maps } else { nil } }
  }
  var certificates: ClusterListing<SecretCertificate> {
    listing(reads.routerCertificate) { if case .certificates(let certificates) = $0 { certificates } else { nil } }
  }
  /// The warnings of the hour before the run.
  var warnings: ClusterListing<ClusterEvent> {
    let end = recording.startedAt.secondsSince1970
    let listings = reads.warnings.map { read in
      listing(read) { if case .events(let events) = $0 { events } else { nil } }
    }
    return .joined(listings).keeping { event in
      // A clock of the cluster's may be ahead of ours.
      event.lastSeen.map { (end - 3_600...end + 3_600).contains($0.secondsSince1970) } ?? false
    }
  }

  /// The latest warning about a pod; `nil`: none, or events cannot be read.
  func warning(about pod: ClusterPod, _ reasons: String...) -> ClusterEvent? {
    warnings.objects.filter { event in
      event.objectKind == "Pod" && event.namespace == pod.namespace && event.objectName == pod.name
        && (reasons.isEmpty || reasons.contains(event.reason))
    }.max { ($0.lastSeen?.secondsSince1970 ?? 0) < ($1.lastSeen?.secondsSince1970 ?? 0) }
  }
}

extension ClusterListing {
  /// What several reads brought together. Where one of them is missing, something is.
  static func joined(_ listings: [ClusterListing]) -> ClusterListing {
    ClusterListing(
      objects: listings.flatMap(\.objects), observations: listings.flatMap(\.observations),
      isCut: listings.contains(where: \.isCut), gap: listings.lazy.compactMap(\.gap).first)
  }

  func keeping(_ isKept: (Object) -> Bool) -> ClusterListing {
    var listing = self
    listing.objects = objects.filter(isKept)
    return listing
  }
}

extension ClusterRead {
  /// The same read, whatever is kept of it.
  fileprivate var withoutLimit: ClusterRead {
    var read = self
    read.limit = 0
    return read
  }
}

extension ClusterPod {
  /// Done or on its way out: what it shows says nothing of the pods in its place.
  var isOver: Bool { isTerminating || phase == .succeeded || phase == .failed }
}

extension ClusterAccessTrouble {
  /// Whether whoever asks cannot identify.
  var isOfCredentials: Bool {
    switch kind {
    case .clientCertificateExpired, .clientCertificateNotYetValid, .clientCertificateUnusable, .tokenUnusable,
      .credentialPluginMissing, .credentialPluginFailed, .credentialPluginTimedOut, .credentialPluginMalformed:
      true
    case .serverIssuerUnknown, .serverNameMismatch, .serverCertificateExpired, .nameUnresolved, .connectionRefused,
      .connectionFailed, .handshakeFailed, .proxyFailed, .system:
      false
    }
  }

  /// Whether the API server's certificate is not to be trusted.
  var isOfCertificate: Bool {
    [.serverIssuerUnknown, .serverNameMismatch, .serverCertificateExpired].contains(kind)
  }

  /// Subject and detail, as far as there are.
  var reason: String {
    let parts = [subject, detail].filter { !$0.isEmpty }
    return parts.isEmpty ? kind.rawValue : parts.joined(separator: ": ")
  }
}
