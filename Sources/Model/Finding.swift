/// The code of a root cause. The raw value is stable. Every case has a description in the catalog.
public enum Cause: String, Sendable, Hashable, Codable, CodingKeyRepresentable, CaseIterable {
  case dnsServerSilent = "dns.server-silent"
  case dnsServerRefuses = "dns.server-refuses"
  case dnsServerFails = "dns.server-fails"
  case dnsServerSlow = "dns.server-slow"
  case dnsServersDisagree = "dns.servers-disagree"
  case dnsNameMissing = "dns.name-missing"
  case dnsNoAddress = "dns.no-address"
  case dnsNameDropped = "dns.name-dropped"
  case dnsSinkhole = "dns.sinkhole"
  case dnsTCPBlocked = "dns.tcp-blocked"
  case dnsSearchDomainCapture = "dns.search-domain-capture"
  case dnsAAAABroken = "dns.aaaa-broken"
  case dnsRecordStale = "dns.record-stale"
  /// The hosts file of the machine has another address than DNS.
  case dnsHostsFileOverride = "dns.hosts-file-override"
  /// Aliases that lead back to themselves, or on for longer than resolvers go.
  case dnsAliasLoop = "dns.alias-loop"
  case dnsAliasChainTooLong = "dns.alias-chain-too-long"
  /// What the nameserver sends cannot be decoded.
  case dnsAnswerMalformed = "dns.answer-malformed"
  case privateLinkZoneNotLinked = "private-link.zone-not-linked"
  case privateLinkRecordMissing = "private-link.record-missing"
  case privateLinkRecordStale = "private-link.record-stale"
  case privateLinkDataRecordMissing = "private-link.data-record-missing"
  /// A private address where the deployment declares a public one.
  case privateLinkUndeclared = "private-link.undeclared"
  /// The name in the private zone is declared in the place of the service's own.
  case privateLinkNameUsedDirectly = "private-link.name-used-directly"
  case egressDropped = "egress.dropped"
  case egressRejected = "egress.rejected"
  case egressProhibited = "egress.prohibited"
  case egressNoRoute = "egress.no-route"
  /// The machine itself does not let it out.
  case egressLocalRule = "egress.local-rule"
  case egressAllDropped = "egress.all-dropped"
  case egressOneAddressDead = "egress.one-address-dead"
  case egressSNIClosed = "egress.sni-closed"
  case egressSNIDropped = "egress.sni-dropped"
  /// What is asked over UDP, which is the time.
  case egressUDPBlocked = "egress.udp-blocked"
  case pathMTU = "path.mtu"
  case pathLoss = "path.loss"
  case pathLatency = "path.latency"
  /// So little comes through that an image does not arrive in the time that there is for it.
  case pathSlow = "path.slow"
  case tlsIntercepted = "tls.intercepted"
  case tlsUnknownIssuer = "tls.unknown-issuer"
  case tlsIncompleteChain = "tls.incomplete-chain"
  case tlsExpired = "tls.expired"
  case tlsNotYetValid = "tls.not-yet-valid"
  case tlsExpiresSoon = "tls.expires-soon"
  case tlsNameMismatch = "tls.name-mismatch"
  case tlsVersionUnsupported = "tls.version-unsupported"
  /// The handshake is cut short whatever host is named.
  case tlsHandshakeFails = "tls.handshake-fails"
  /// The chain cannot be accepted for another reason: a bad signature, a certificate that may not issue others.
  case tlsInvalidChain = "tls.invalid-chain"
  case clockSkewed = "clock.skewed"
  case proxyNeeded = "proxy.needed"
  case proxyDenies = "proxy.denies"
  case proxyWantsAuthentication = "proxy.wants-authentication"
  case proxyUnreachable = "proxy.unreachable"
  case proxyUnresolvable = "proxy.unresolvable"
  case proxyExceptionsMissing = "proxy.exceptions-missing"
  case serviceImpostor = "service.impostor"
  case serviceThrottled = "service.throttled"
  case serviceSlow = "service.slow"
  case serviceFailing = "service.failing"
  /// Fails at one moment and works at the next.
  case serviceFlapping = "service.flapping"
  /// Something of the model's own answers with a status that is not the declared one.
  case dependencyStatus = "dependency.status-unexpected"
  /// Leads its clients where they do not follow: in a circle, or from HTTPS to plain HTTP.
  case serviceRedirectsWrong = "service.redirects-wrong"
  /// Sends all where a part was asked for.
  case serviceRangeIgnored = "service.range-ignored"
  /// What is downloaded ends before its end, or does not end.
  case serviceContentCut = "service.content-cut"
  case registryNetworkRules = "registry.network-rules"
  case registryCredentials = "registry.credentials"
  case registryNotAuthorized = "registry.not-authorized"
  case registryTokenRejected = "registry.token-rejected"
  case registryImageMissing = "registry.image-missing"
  case registryContentCorrupt = "registry.content-corrupt"
  case storageNetworkRules = "storage.network-rules"
  case storageAccountMissing = "storage.account-missing"
  case storageNotAuthorized = "storage.not-authorized"
  case storageCredentialRejected = "storage.credential-rejected"
  case storageDataMissing = "storage.data-missing"
  case scoringKeyRejected = "scoring.key-rejected"
  case scoringTokenRejected = "scoring.token-rejected"
  case scoringServiceMissing = "scoring.service-missing"
  case scoringReplicasBusy = "scoring.replicas-busy"
  /// The router knows the service, and none of its replicas is ready.
  case scoringNoReplicas = "scoring.no-replicas"
  case scoringModelFailing = "scoring.model-failing"
  case scoringTimedOut = "scoring.timed-out"
  case apiServerUnauthorized = "apiserver.unauthorized"
  case apiServerForbidden = "apiserver.forbidden"
  case apiServerClientCertificateExpired = "apiserver.client-certificate-expired"
  case apiServerCredentialPluginMissing = "apiserver.credential-plugin-missing"
  case apiServerNotReady = "apiserver.not-ready"
  case dnsZoneOverride = "dns.zone-override"
  /// Pods are told to ask other nameservers than the cluster's.
  case dnsPodConfiguration = "dns.pod-configuration"
  case nodeNotReady = "node.not-ready"
  case nodeGPUUnavailable = "node.gpu-unavailable"
  case clusterCPUTooSmall = "cluster.cpu-too-small"
  case clusterNodesTooFew = "cluster.nodes-too-few"
  case clusterNodeTooSmall = "cluster.node-too-small"
  case clusterVersionUnsupported = "cluster.version-unsupported"
  case clusterDiffersFromPlan = "cluster.differs-from-plan"
  case routerMissing = "router.missing"
  case routerCrashLooping = "router.crash-looping"
  case routerNotReady = "router.not-ready"
  case routerNoEndpoints = "router.no-endpoints"
  case routerNoAddress = "router.no-address"
  case routerAddressDiffers = "router.address-differs"
  case routerPeerUnreachable = "router.peer-unreachable"
  case policyDenies = "policy.denies"
  case modelImagePull = "model.image-pull"
  case modelNotReady = "model.not-ready"
  case modelAutoscalerConflict = "model.autoscaler-conflict"
  case modelPodUnreachable = "model.pod-unreachable"
  case planVCPUsTooFew = "plan.vcpus-too-few"
  case planNodesTooFew = "plan.nodes-too-few"
  case planVersionUnsupported = "plan.version-unsupported"
  /// The size of a node pool does not fit its purpose.
  case planVMSizeUnsuitable = "plan.vm-size-unsuitable"
  case planSubnetTooSmall = "plan.subnet-too-small"
  case planSubnetUnusable = "plan.subnet-unusable"
  case planPodRangeTooSmall = "plan.pod-range-too-small"
  case planRangesOverlap = "plan.ranges-overlap"
  case planRangeReserved = "plan.range-reserved"
  /// Host bits are set, or families do not agree.
  case planRangeMalformed = "plan.range-malformed"
  case planServiceRangeTooLarge = "plan.service-range-too-large"
  case planDNSServiceIPOutside = "plan.dns-service-ip-outside"
  case planDNSServiceIPFirst = "plan.dns-service-ip-first"
  case planMaxPodsOutOfRange = "plan.max-pods-out-of-range"
  case planNodesTooMany = "plan.nodes-too-many"
  case planRouteTableMissing = "plan.route-table-missing"
  case planNetworkModelUnsupported = "plan.network-model-unsupported"
  case planNetworkModelRetiring = "plan.network-model-retiring"
  case planServiceRetiring = "plan.service-retiring"
  case planAuthorizedRangesIncomplete = "plan.authorized-ranges-incomplete"
  /// Too many, or where they do not work.
  case planAuthorizedRangesInvalid = "plan.authorized-ranges-invalid"
  /// The API server is to be reached in a way that cannot work.
  case planAPIServerAccessInvalid = "plan.api-server-access-invalid"
  case planAuthenticationConflict = "plan.authentication-conflict"
  case planCertificateConflict = "plan.certificate-conflict"
  case planAutoscaleInvalid = "plan.autoscale-invalid"
  case planReplicasTooFew = "plan.replicas-too-few"
  case planRolloutInvalid = "plan.rollout-invalid"
  case planModelsTooMany = "plan.models-too-many"
  case planNameInvalid = "plan.name-invalid"
  case planSecondaryPool = "plan.secondary-pool"
  case planRegionMismatch = "plan.region-mismatch"
  case planRegionUnavailable = "plan.region-unavailable"
  /// Documents that the deployment was derived from contradict each other.
  case planDocumentsDisagree = "plan.documents-disagree"
}

/// One thing at fault: a cause with its subject, what it explains and the evidence. Wording comes from the catalog.
public struct Finding: Sendable, Hashable, Codable {
  public enum Severity: String, Sendable, Hashable, Codable, CaseIterable {
    case failure, warning
  }
  public enum Confidence: String, Sendable, Hashable, Codable, CaseIterable {
    /// By an observation that nothing else explains, or by experiment.
    case proved
    /// By what was seen; something rarer could look alike.
    case supported
    /// Other causes look alike from here.
    case suspected
  }

  /// What is at fault.
  public struct Subject: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
      case endpoint, nameserver, proxy, certificate, network, cluster, node, pod, service, deployment, policy, clock
    }
    public var kind: Kind
    /// `endpoint`, `certificate`: the role; `nameserver`: its address; `proxy`: host:port; `network`: `egress`, …
    public var id: String
    /// `endpoint`: host:port, or the zone; `certificate`: the issuer.
    public var detail: String
    /// What one cause covers, if more than one thing: sorted.
    public var members: [String]

    public init(kind: Kind, id: String, detail: String = "", members: [String] = []) {
      self.kind = kind
      self.id = id
      self.detail = detail
      self.members = members
    }
  }

  public var cause: Cause
  public var severity: Severity
  public var confidence: Confidence
  public var subject: Subject
  /// Values for the catalog's texts.
  public var facts: [Symptom.Fact: String]
  /// The symptoms that this explains.
  public var symptoms: [Symptom]
  /// The smallest changes of the deployment file after which a plan rule holds.
  public var changes: [Change]
  /// The requirements whose symptoms this explains, in the order of the plan.
  public var explains: [Requirement.ID]
  /// The requirements that could not be tried because of it.
  public var blocks: [Requirement.ID]
  /// What programs notice, where nameservers are at fault beside others that work.
  public var shares: [LookupShare]
  public var evidenceFor: [Observation.ID]
  public var evidenceAgainst: [Observation.ID]
  public var firstBrokenPhase: Phase

  public init(
    cause: Cause, severity: Severity, confidence: Confidence, subject: Subject, facts: [Symptom.Fact: String] = [:],
    symptoms: [Symptom] = [], changes: [Change] = [], explains: [Requirement.ID], blocks: [Requirement.ID] = [],
    shares: [LookupShare] = [], evidenceFor: [Observation.ID],
    evidenceAgainst: [Observation.ID] = [], firstBrokenPhase: Phase
  ) {
    self.cause = cause
    self.severity = severity
    self.confidence = confidence
    self.subject = subject
    self.facts = facts
    self.symptoms = symptoms
    self.changes = changes
    self.explains = explains
    self.blocks = blocks
    self.shares = shares
    self.evidenceFor = evidenceFor
    self.evidenceAgainst = evidenceAgainst
    self.firstBrokenPhase = firstBrokenPhase
  }
}
