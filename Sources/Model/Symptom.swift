/// Something seen that an expectation did not expect: a code and the facts, no sentences.
public struct Symptom: Sendable, Hashable, Codable {
  public var code: Code
  /// The values seen; which keys a code has is said beside it.
  public var facts: [Fact: String]

  public init(_ code: Code, _ facts: [Fact: String] = [:]) {
    self.code = code
    self.facts = facts
  }

  /// What kind of thing was seen. The raw value is stable: users' scripts match it.
  public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
    // Lookups. Facts: host, nameserver, and what is said.
    /// NXDOMAIN. Further: code, alias if the missing name is an alias' target, zone.
    case nameDoesNotExist = "dns.name-does-not-exist"
    /// NOERROR without an address. Further: alias.
    case nameHasNoAddress = "dns.name-has-no-address"
    /// SERVFAIL or another code that is no answer. Further: code.
    case nameserverFails = "dns.nameserver-fails"
    /// REFUSED. Further: code.
    case nameserverRefuses = "dns.nameserver-refuses"
    /// Silence. Further: after.
    case nameserverSilent = "dns.nameserver-silent"
    /// Nobody listens at the nameserver's port. Further: after.
    case nameserverUnreachable = "dns.nameserver-unreachable"
    /// An answer that cannot be decoded. Further: reason.
    case answerMalformed = "dns.answer-malformed"
    /// Truncated, and TCP does not work. Further: reason.
    case answerTruncated = "dns.answer-truncated"
    /// The question could not be sent. Further: reason.
    case lookupNotMade = "dns.lookup-not-made"
    /// An address such as 0.0.0.0, that no service has. Further: address.
    case sinkholeAddress = "dns.sinkhole-address"
    /// A public address where a private one is declared. Further: addresses, zone, alias.
    case addressIsPublic = "dns.address-is-public"
    /// A private address where a public one is declared. Further: addresses.
    case addressIsPrivate = "dns.address-is-private"
    /// Nameservers give different answers. Further: nameservers, seen.
    case nameserversDisagree = "dns.nameservers-disagree"

    /// Addresses for IPv4, an error or nothing for IPv6. Further: code or after.
    case ipv6AnswerBroken = "dns.ipv6-answer-broken"
    /// Answers, usually after more than half a second. Facts: nameserver, after, count, total.
    case nameserverSlow = "dns.nameserver-slow"
    /// The name with a search domain behind it is answered, and programs ask for that first. Further: zone, addresses.
    case searchDomainAnswers = "dns.search-domain-answers"

    /// The hosts file has other addresses. Further: place, addresses (of the file), seen (those of DNS).
    case hostsFileOverrides = "dns.hosts-file-overrides"
    /// None of the addresses is the one that the router is declared to have. Further: addresses, expected.
    case addressNotRouters = "dns.address-not-the-routers"
    /// Aliases that lead back to one before them. Further: alias (that comes again), count.
    case aliasLoop = "dns.alias-loop-seen"
    /// More aliases than resolvers follow. Further: alias (the last), count, limit.
    case aliasChainLong = "dns.alias-chain-long"
    /// This machine's own rules do not let the question out. Further: reason.
    case questionProhibited = "dns.question-prohibited"

    // Connections. Facts: endpoint, address, after.
    case connectionUnanswered = "tcp.unanswered"
    case connectionRefused = "tcp.refused"
    /// Further: reason.
    case connectionUnreachable = "tcp.unreachable"
    /// Further: reason.
    case connectionProhibited = "tcp.prohibited"
    /// Some addresses work, this one does not. Further: reason, count, total.
    case addressDead = "tcp.address-dead"
    /// Connected only when the first packet was sent again.
    case connectionRepeated = "tcp.connected-late"
    /// A round trip of half a second or more.
    case roundTripLong = "tcp.round-trip-long"
    /// Further: reason.
    case connectionNotTried = "tcp.not-tried"

    // UDP. Facts: endpoint, address, after.
    case datagramUnanswered = "udp.unanswered"
    case datagramRefused = "udp.refused"
    /// Further: reason.
    case datagramUnreachable = "udp.unreachable"
    /// Further: reason.
    case datagramProhibited = "udp.prohibited"
    /// Further: reason.
    case datagramNotTried = "udp.not-tried"

    // Proxy. Facts: proxy, endpoint.
    case proxyUnreachable = "proxy.unreachable"
    case proxyUnresolved = "proxy.unresolved"
    /// Further: status.
    case proxyDenies = "proxy.denies"
    case proxyWantsAuthentication = "proxy.wants-authentication"
    /// Further: reason.
    case proxyFails = "proxy.fails"

    // TLS. Facts: endpoint, address.
    case handshakeUnanswered = "tls.unanswered"
    case handshakeReset = "tls.reset"
    case handshakeClosed = "tls.closed"
    /// Further: alert.
    case handshakeAlerted = "tls.alerted"
    /// Further: reason.
    case notTLS = "tls.not-tls"
    /// Further: reason.
    case versionUnsupported = "tls.version-unsupported"
    /// Further: reason.
    case handshakeNotTried = "tls.not-tried"
    /// Further: issuer, subject, notAfter, days.
    case certificateExpired = "tls.certificate-expired"
    /// Further: issuer, subject, notBefore.
    case certificateNotYetValid = "tls.certificate-not-yet-valid"
    /// Still valid, not for long. Further: issuer, subject, notAfter, days.
    case certificateExpiresSoon = "tls.certificate-expires-soon"
    /// Further: issuer, subject.
    case issuerUnknown = "tls.issuer-unknown"
    /// Verified, by an authority that only the user's own file has. Further: issuer, subject.
    case issuerPrivate = "tls.issuer-private"
    /// The server's own certificate alone, issued by somebody not in the trust store. Further: issuer, subject.
    case chainIncomplete = "tls.chain-incomplete"
    /// Further: names, subject, issuer.
    case nameMismatch = "tls.name-mismatch"
    /// Any other reason not to accept the chain. Further: reason, issuer, subject.
    case chainInvalid = "tls.chain-invalid"

    // HTTP. Facts: endpoint, address.
    case responseUnanswered = "http.unanswered"
    case responseReset = "http.reset"
    case responseClosed = "http.closed"
    /// Further: reason.
    case notHTTP = "http.not-http"
    /// Further: reason.
    case requestNotSent = "http.not-sent"
    /// An answer without the marks of the service expected. Further: status, seen, expected.
    case foreignAnswer = "http.foreign-answer"
    /// An answer with a status that the deployment does not expect. Further: status, seen, expected.
    case statusUnexpected = "http.status-unexpected"
    /// The service itself refuses. Further: status.
    case serviceDenies = "http.service-denies"
    /// Further: status.
    case serviceThrottles = "http.service-throttles"
    /// Further: status.
    case serviceFails = "http.service-fails"
    /// An answer after more than two seconds. Further: after.
    case serviceSlow = "http.service-slow"

    // Conversations. Facts: endpoint (of who answered), name of what was asked for; what is said beside each.
    /// Leads from HTTPS to plain HTTP. Further: seen (where).
    case redirectToPlain = "http.redirect-to-plain-http"
    /// Leads in a circle, or further than a client follows. Further: seen (where).
    case redirectLoop = "http.redirect-loop"
    /// The whole comes where a part was asked for.
    case rangeIgnored = "http.range-ignored"
    /// Ended before its end. Further: count (bytes that came), total (that were announced), reason.
    case contentCut = "http.content-cut"
    /// So slow that an image does not arrive in the time that there is. Further: seen (the rate), count (bytes that it was
    /// measured on), after (how long they took), total (the image's size), needed (the estimate), limit, place (the
    /// document of the limit), date (of the document).
    case transferSlow = "http.transfer-slow"
    /// Longer than anything of its kind. Further: count.
    case contentEndless = "http.content-endless"
    /// Not of the kind that was asked for.
    case contentUnreadable = "http.content-unreadable"
    /// The registry's own rules refuse this network. Further: status, address (by which it knows this network).
    case registryNetworkDenied = "registry.network-denied"
    /// User name and password, or the token in their place, are refused. Further: status.
    case registryCredentialsRefused = "registry.credentials-refused"
    /// Who asks is known and may not pull. Further: status.
    case registryPullDenied = "registry.pull-denied"
    /// A token that the registry's own service issued. Further: status, reason.
    case registryTokenRejected = "registry.token-rejected"
    /// Further: status, code.
    case registryImageMissing = "registry.image-missing"
    /// The image has no form for the nodes' platform. Further: expected.
    case registryPlatformMissing = "registry.platform-missing"
    /// What came is not what its digest says. Further: seen, expected (digests).
    case registryContentDiffers = "registry.content-differs"
    /// The manifest names it, and the registry does not have it. Further: status.
    case registryContentMissing = "registry.content-missing"
    /// The account's own rules refuse this network. Further: status, code.
    case storageNetworkDenied = "storage.network-denied"
    /// The signature or the token is refused. Further: status, code, reason.
    case storageCredentialRefused = "storage.credential-refused"
    /// Who asks is known and may not read it. Further: status, code.
    case storageNotPermitted = "storage.not-permitted"
    /// Account, container, blob or table: one of them is not there. Further: status, code.
    case storageDataMissing = "storage.data-missing"
    /// Further: status.
    case scoringKeyRefused = "scoring.key-refused"
    /// Further: status, reason.
    case scoringTokenRefused = "scoring.token-refused"
    /// The router answers and knows no service there. Further: status.
    case scoringServiceMissing = "scoring.service-missing"
    /// No replica took the request in time. Further: status, seen.
    case scoringBusy = "scoring.busy"
    /// The router knows the service and has no replica of it that is ready. Further: status, seen.
    case scoringNoReplicas = "scoring.no-replicas"
    /// The model failed on the sample. Further: status, seen.
    case scoringModelFails = "scoring.model-fails"
    /// The model took longer than the router waits. Further: status.
    case scoringTimedOut = "scoring.timed-out"

    /// The service's clock and this machine's differ. Further: after (by how much), seen (the service's time).
    case clockDiffers = "http.clock-differs"

    // The declared deployment. Facts: path, value; needed, limit and arithmetic where something is computed; name of the
    // pool or service.
    case vcpusTooFew = "plan.vcpus-too-few"
    /// The replicas of a service want more vCPUs than the pools have.
    case replicasExceedVCPUs = "plan.replicas-exceed-vcpus"
    /// A size that the table does not have. Further: count, by the naming convention.
    case vmSizeUnknown = "plan.vm-size-unknown"
    case nodesTooFew = "plan.nodes-too-few"
    case nodesTooMany = "plan.nodes-too-many"
    case versionNotBelow = "plan.version-not-below"
    /// Further: names, of the supported versions.
    case versionNotSupported = "plan.version-not-supported"
    case versionTooOld = "plan.version-too-old"
    case poolSizeTooSmall = "plan.pool-size-too-small"
    case poolSizeForbidden = "plan.pool-size-forbidden"
    case systemPoolMissing = "plan.system-pool-missing"
    case podsPerNodeOutOfRange = "plan.pods-per-node-out-of-range"
    case podsPerPoolTooFew = "plan.pods-per-pool-too-few"
    /// Further: other, what does not support it.
    case featureUnsupported = "plan.feature-unsupported"
    case podRangeTooSmall = "plan.pod-range-too-small"
    case subnetTooSmall = "plan.subnet-too-small"
    case vnetAddressesTooMany = "plan.vnet-addresses-too-many"
    case routeTableMissing = "plan.route-table-missing"
    case defaultRouteMissing = "plan.default-route-missing"
    case subnetDelegated = "plan.subnet-delegated"
    case subnetOutsideVNet = "plan.subnet-outside-vnet"
    /// Further: other, otherValue.
    case rangesOverlap = "plan.ranges-overlap"
    /// An address of a server in a range of the cluster. Further: other, otherValue.
    case addressInClusterRange = "plan.address-in-cluster-range"
    case rangeReserved = "plan.range-reserved"
    case rangeNotCanonical = "plan.range-not-canonical"
    case familiesDiffer = "plan.families-differ"
    case serviceRangeTooLarge = "plan.service-range-too-large"
    case dnsServiceAddressOutside = "plan.dns-service-ip-outside"
    case dnsServiceAddressTaken = "plan.dns-service-ip-taken"
    case dockerBridgeIsNetwork = "plan.docker-bridge-is-network"
    case authorizedRangesTooMany = "plan.authorized-ranges-too-many"
    /// Further: other, what rules them out.
    case authorizedRangesNotApplicable = "plan.authorized-ranges-not-applicable"
    /// Further: addresses.
    case ownEgressNotAuthorized = "plan.own-egress-not-authorized"
    /// Further: serviceTag, region, names of the ranges.
    case azureMLNotAuthorized = "plan.azure-ml-not-authorized"
    case publicNameOnPrivateCluster = "plan.public-name-on-private-cluster"
    /// Further: reason.
    case privateZoneUnresolvable = "plan.private-zone-unresolvable"
    case privateZoneNotLinked = "plan.private-zone-to-link"
    case loadBalancerUnfit = "plan.load-balancer-unfit"
    /// Further: proxy, names.
    case proxyExceptionsMissing = "plan.proxy-exceptions-missing"
    case proxyExceptionIgnored = "plan.proxy-exception-ignored"
    case versionsTooMany = "plan.versions-too-many"
    case trafficOutOfRange = "plan.traffic-out-of-range"
    case trafficTooMuch = "plan.traffic-too-much"
    case defaultVersionsSeveral = "plan.default-versions-several"
    case controlVersionsSeveral = "plan.control-versions-several"
    case modelsTooMany = "plan.models-too-many"
    case autoscaleMinimumAboveMaximum = "plan.autoscale-minimum-above-maximum"
    case autoscaleBoundTooSmall = "plan.autoscale-bound-too-small"
    case targetUtilizationOutOfRange = "plan.target-utilization-out-of-range"
    case autoscaleWithReplicas = "plan.autoscale-with-replicas"
    case autoscaleOnDevTest = "plan.autoscale-on-dev-test"
    case foreignAutoscaler = "plan.foreign-autoscaler"
    case replicasTooFew = "plan.replicas-too-few"
    case authenticationConflict = "plan.authentication-conflict"
    /// Further: region, other.
    case tokenAcrossRegions = "plan.token-across-regions"
    /// Further: other.
    case leafLabelConflict = "plan.leaf-label-conflict"
    case nameInvalid = "plan.name-invalid"
    case secondaryPool = "plan.secondary-pool"
    case regionsDiffer = "plan.regions-differ"
    /// Further: needed, the service that is not offered.
    case regionWithoutService = "plan.region-without-service"
    /// Further: date, days, limit (what replaces it).
    case retired = "plan.retired"
    case retiringSoon = "plan.retiring-soon"
    /// A host of the private zone in the place of the service's own. Further: needed, zone.
    case privateLinkNameDeclared = "plan.private-link-name"
    /// Further: names, each value with its document.
    case documentsDisagree = "plan.documents-disagree"

    // The cluster, as the Kubernetes API tells it. Facts: name and namespace of the object, names of all objects concerned.
    /// 401. Further: reason.
    case apiUnauthorized = "apiserver.does-not-know-client"
    /// Further: right, reason.
    case apiForbidden = "apiserver.right-missing"
    /// Further: notAfter, reason.
    case clientCertificateExpired = "apiserver.client-certificate-expired"
    /// Further: name (of the plugin), reason.
    case credentialPluginFails = "apiserver.credential-plugin-fails"
    /// Further: names (of its own checks).
    case serverNotReady = "apiserver.not-ready"
    /// Further: reason, count, total.
    case nodeNotReady = "cluster.node-not-ready"
    /// Further: value, needed, arithmetic.
    case clusterCPUTooSmall = "cluster.cpu-too-small"
    case clusterNodesTooFew = "cluster.nodes-too-few"
    /// Further: arithmetic, count.
    case clusterNodeTooSmall = "cluster.node-too-small"
    /// Further: value, names (of the supported versions).
    case serverVersionUnsupported = "cluster.server-version-unsupported"
    /// Further: value, other (the API server's version).
    case kubeletVersionUnsupported = "cluster.kubelet-version-unsupported"
    /// Further: path, value (as declared), seen.
    case differsFromPlan = "cluster.differs-from-plan"
    /// Further: value (the size), count.
    case gpuUnavailable = "cluster.gpu-unavailable"
    /// Further: zone, seen (what is done with it), names (of hosts in it).
    case zoneOverridden = "dns.zone-overridden"
    /// The cluster's DNS forwards to servers that are not those of the VNet. Further: nameservers, expected.
    case forwarderDiffers = "dns.forwarder-differs"
    /// A pod has nameservers of its own. Further: nameservers, expected.
    case podNameserversDiffer = "dns.pod-nameservers-differ"
    /// No deployment, no pods, or scaled to nothing. Further: reason.
    case routerMissing = "router.not-deployed"
    /// Further: reason, count (of restarts).
    case routerCrashes = "router.pod-crashes"
    /// Pending, or running and not ready. Further: reason.
    case routerNotReady = "router.pod-not-ready"
    /// Further: image, reason.
    case routerImageMissing = "router.image-pull-fails"
    /// Further: reason.
    case routerServiceMissing = "router.service-missing"
    case routerWithoutEndpoints = "router.service-without-endpoints"
    /// The load balancer has no address yet. Further: reason.
    case routerWithoutAddress = "router.service-without-address"
    /// Further: host, addresses, expected.
    case scoringAddressDiffers = "router.scoring-address-differs"
    /// Further: addresses, count, total.
    case routerPeerUnreachable = "router.peer-does-not-connect"
    /// Further: path, other (the peer), port, seen (the rule).
    case policyDenies = "policy.flow-denied"
    /// Further: image, host (the registry's), reason.
    case modelImagePullFails = "model.image-pull-fails"
    /// Further: reason, count (of restarts).
    case modelNotReady = "model.pod-not-ready"
    /// Further: other (the autoscaler).
    case modelAutoscaled = "model.autoscaler-found"
    /// Further: addresses, count, total.
    case modelPodUnreachable = "model.pod-does-not-connect"

    // The run itself.
    /// Failed, and passed when it was tried again. Facts: endpoint, address, after, code (of what failed), count (how often
    /// it failed), total (of how often).
    case passedAfterRetry = "run.passed-after-retry"
    /// The step was not begun or not finished. Further: reason.
    case notFinished = "run.not-finished"
    /// Nothing was recorded that this could be judged by.
    case noEvidence = "run.no-evidence"
    /// No report came from a place where one was expected. Facts: name, count (of places without a report).
    case vantageMissing = "run.vantage-missing"
  }
}
