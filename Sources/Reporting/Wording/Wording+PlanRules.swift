internal import Model

extension Wording {
  /// What breaks a plan rule, as a sentence before its facts are filled in; `nil` for what is seen in the network.
  static func planTemplate(_ code: Symptom.Code) -> String? {
    switch code {
    // Versions, node pools
    case .vcpusTooFew: "The node pools have {value} vCPUs, and {needed} are needed (for {limit}) ({arithmetic})"
    case .replicasExceedVCPUs:
      "The replicas of {name} may need {needed} vCPUs, and the node pools have {value} ({arithmetic})"
    case .vmSizeUnknown: "The size {value} of the pool {name} is not in the table of sizes (by its name: {count} vCPUs)"
    case .nodesTooFew: "The node pools have {value} of the {needed} nodes that are needed ({arithmetic})"
    case .nodesTooMany: "{name} may come to {value} nodes, and {limit} are the most ({arithmetic})"
    case .versionNotBelow: "Kubernetes {value} is newer than the rules of that time allow (below {limit})"
    case .versionNotSupported: "Kubernetes {value} is not among the versions that AKS offers ({names})"
    case .versionTooOld: "Kubernetes {value} is older than {needed}, the oldest version supported (newest {limit})"
    case .poolSizeTooSmall: "The size {value} of the pool {name} is too small ({needed} are needed) ({arithmetic})"
    case .poolSizeForbidden: "The pool {name} must not have the size {value} ({limit})"
    case .systemPoolMissing: "No Linux node pool has the mode System ({value} do, {needed} is needed)"
    case .podsPerNodeOutOfRange: "The pool {name} has {value} pods a node, and {limit} are possible"
    case .podsPerPoolTooFew: "The pool {name} holds {value} pods, and {needed} are the least ({arithmetic})"
    // The network
    case .featureUnsupported: "{value} does not work with {other}"
    case .podRangeTooSmall: "The pod range {value} has no room for all nodes ({arithmetic})"
    case .subnetTooSmall: "The subnet {value} is too small for {needed} addresses ({arithmetic})"
    case .vnetAddressesTooMany: "The VNet would carry {value} addresses, and {limit} are the most ({arithmetic})"
    case .routeTableMissing: "The subnet {value} has no route table, and kubenet needs one"
    case .defaultRouteMissing:
      "All traffic is to leave by the subnet's own routes, and there is no default route (route table: {value})"
    case .subnetDelegated: "The subnet {value} is delegated to {other}"
    case .subnetOutsideVNet: "{path} {value} lies outside the VNet ({otherValue})"
    case .rangesOverlap: "{path} {value} and {other} {otherValue} overlap"
    case .addressInClusterRange: "{path} {value} lies in {other} {otherValue}"
    case .rangeReserved: "{path} {value} touches {limit}, which AKS keeps for itself"
    case .rangeNotCanonical: "{path} {value} has host bits set: the range begins at {needed}"
    case .familiesDiffer: "{path} {value} and {other} {otherValue} do not agree in IPv4 and IPv6"
    case .serviceRangeTooLarge: "The service range {value} is too large ({arithmetic})"
    case .dnsServiceAddressOutside: "The DNS service address {value} lies outside the service range {otherValue}"
    case .dnsServiceAddressTaken:
      "The DNS service address {value} is taken: it is the {reason} address of the service range"
    case .dockerBridgeIsNetwork: "The docker bridge {value} is the address of a network, not of a bridge in it"
    // Access
    case .authorizedRangesTooMany: "{value} ranges are authorized for the API server, and {limit} are the most"
    case .authorizedRangesNotApplicable: "Authorized ranges do not work with {other}"
    case .ownEgressNotAuthorized: "The cluster's own outbound address {addresses} is not authorized for its API server"
    case .azureMLNotAuthorized:
      "Azure Machine Learning's addresses are not authorized for the API server (service tag {serviceTag}) ({names})"
    case .publicNameOnPrivateCluster: "The private cluster has a public name as well ({path})"
    case .privateZoneUnresolvable: "The name of the private API server cannot be looked up ({reason})"
    case .privateZoneNotLinked: "The DNS servers {value} do not see the private zone of the API server by themselves"
    case .loadBalancerUnfit: "The {value} load balancer does not work with {other}"
    case .proxyExceptionsMissing: "The exceptions of the proxy {proxy} miss {names}"
    case .proxyExceptionIgnored: "Some clients ignore the proxy exception {value} (name as well: {names})"
    // Serving
    case .versionsTooMany: "{name} has {value} versions, and {limit} are the most"
    case .trafficOutOfRange: "A version of {name} is to receive {value} % of the traffic"
    case .trafficTooMuch: "The versions of {name} are to receive {value} % of the traffic ({arithmetic})"
    case .defaultVersionsSeveral: "{name} has several default versions ({names})"
    case .controlVersionsSeveral: "{name} has several control versions ({names})"
    case .modelsTooMany: "{name} has {value} models in a container, and {limit} are the most"
    case .autoscaleMinimumAboveMaximum: "The replicas of {name} have a minimum above their maximum ({arithmetic})"
    case .autoscaleBoundTooSmall: "The replicas of {name} have a bound below 1 ({arithmetic})"
    case .targetUtilizationOutOfRange: "The target utilization of {name} is {value} %, and {limit} is possible"
    case .autoscaleWithReplicas: "{name} has both autoscaling and a fixed number of replicas"
    case .autoscaleOnDevTest: "{name} has autoscaling, and the router of a DevTest cluster does not scale"
    case .foreignAutoscaler: "{name} is scaled by a HorizontalPodAutoscaler, beside the router that scales it"
    case .replicasTooFew: "{name} needs {needed} replicas for its load, and may have {value} ({arithmetic})"
    case .authenticationConflict: "{name} has several kinds of authentication, which exclude each other ({value})"
    case .tokenAcrossRegions:
      "{name} uses token authentication, with the workspace in {other} and the cluster in {region}"
    case .leafLabelConflict: "The domain label {value} does not go with {other}"
    case .nameInvalid: "{path} {value} is not a valid name ({needed})"
    case .secondaryPool: "{name} is to run in the pool {value}, and the cluster was made with {other}"
    case .regionsDiffer: "The workspace is in {other} and the cluster in {region} ({reason})"
    case .regionWithoutService: "{needed} is not offered in {value}"
    case .retired: "{value} is no longer supported (since {date})"
    case .retiringSoon: "{value} is supported until {date} (in {days} days)"
    case .privateLinkNameDeclared: "{value} is a name of a private zone, and the service's own is {needed}"
    case .documentsDisagree: "The documents disagree about {path} ({names})"
    default: nil
    }
  }

  /// The edition of the rules that judged: `the newest edition, on 2026-11-21`.
  static func rules(_ edition: String, of moment: Timestamp) -> String {
    edition == "newest" ? "the newest edition, on \(moment.day)" : "the edition of \(edition)"
  }

  /// What a plan rule expects, in one line.
  static func rule(_ validity: Validity?) -> String {
    switch (validity?.from, validity?.until) {
    case (let from?, let until?): "belongs to the rules of \(from) to \(until)"
    case (let from?, nil): "belongs to the rules since \(from)"
    case (nil, let until?): "belongs to the rules before \(until)"
    case (nil, nil): "belongs to all rules"
    }
  }
}
