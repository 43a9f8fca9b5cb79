public import Model

extension Explainer {
  /// What is known about a requirement of the catalog.
  public func explanation(of requirement: Requirement) -> Explanation {
    let template = catalog.endpoints.first { $0.role == requirement.role }
    let target = Target(requirement, template: template)
    return Explanation(
      kind: .check, code: requirement.id.rawValue, title: requirement.title, shownAs: [],
      meaning: requirement.without, checking: checking(requirement, template: template),
      commands: target.commands(for: requirement.expectation, service: service(of: requirement)) + [
        ([
          "aml-preflight \(requirement.isRule ? "validate" : "run") DEPLOYMENT_FILE --only \(requirement.id.rawValue)"
        ] + requirement.options + ["-v"]).joined(separator: " ")
      ],
      owner: Self.owner(of: requirement.expectation),
      steps: steps(requirement, target),
      verify: "The check passes.",
      related: references(causes(of: requirement))
        + references(catalog.requirements.filter { $0.id != requirement.id && isAkin($0, to: requirement) }),
      sources: sources(
        requirement.sources
          + (template?.hosts ?? []).filter { requirement.variant == nil || $0.variant == requirement.variant }
          .flatMap(\.sources)))
  }

  /// What to change: what the expectation itself tells, then the first step for each cause that a rule has.
  private func steps(_ requirement: Requirement, _ target: Target) -> [String] {
    let own = target.steps(for: requirement.expectation)
    let causes = causes(of: requirement)
    if causes.isEmpty, own.isEmpty { return ["What to change is said by the cause that the check finds."] }
    if causes.count == 1, let cause = causes.first, let description = catalog.causes[cause] {
      return description.remedy.steps.map { FactTemplate($0).general } + own
    }
    return firstSteps(causes) + own
  }

  /// The causes that a rule which does not hold has; of what is seen in the network there are too many to name.
  private func causes(of requirement: Requirement) -> [Cause] {
    switch requirement.expectation {
    case .holds(let rule, let limits): rule.causes(limits)
    case .found(let rule, _): rule.causes
    case .nameserversAnswer, .resolves, .addresses, .accepts, .handshakes, .answers, .responds, .converses: []
    }
  }

  /// Whether two requirements are about the same: of one host, or the same rule in another edition.
  private func isAkin(_ one: Requirement, to other: Requirement) -> Bool {
    if case .holds(let rule, _) = one.expectation, case .holds(let otherRule, _) = other.expectation {
      return rule == otherRule
    }
    if case .found(let rule, _) = one.expectation, case .found(let otherRule, _) = other.expectation {
      return rule == otherRule
    }
    return one.role == other.role
  }

  private func service(of requirement: Requirement) -> Service? {
    guard case .answers(let id) = requirement.expectation else { return nil }
    return catalog.services[id]
  }

  // MARK: - How it is checked

  private func checking(_ requirement: Requirement, template: EndpointTemplate?) -> [String] {
    var lines = [method(requirement), hosts(requirement, template: template)].filter { !$0.isEmpty }
    let place =
      requirement.vantages.count == Vantage.Kind.allCases.count
      ? "anywhere" : Wording.list(requirement.vantages.map(Wording.place))
    let who =
      requirement.isRule
      ? "It is judged from the deployment file, anywhere. "
      : "It is the \(Wording.consumer(requirement.consumer)) that needs it; it can be seen from \(place). "
    lines.append(
      who
        + (requirement.need == .required
          ? "It is required: without it the run fails." : "It is advisory: without it there is a warning."))
    if !requirement.conditions.isEmpty {
      lines.append("It " + Wording.list(requirement.conditions.map(Wording.applies), last: "and") + ".")
    }
    let errors = catalog.azureErrors.filter { $0.checks.contains(requirement.id) && $0.network != .hardly }
    if !errors.isEmpty {
      lines.append("It shows what is behind these errors: \(Wording.list(errors.map(\.code), last: "and")).")
    }
    return lines
  }

  private func method(_ requirement: Requirement) -> String {
    switch requirement.expectation {
    case .nameserversAnswer:
      return "The names of the plan are asked at every nameserver. One that answers no question fails the check even "
        + "beside one that does, because clients wait for it."
    case .resolves:
      return "The name's IPv4 and IPv6 addresses are asked once, at every nameserver. The check fails if there is none."
    case .addresses(let kind):
      let wanted =
        switch kind {
        case .asDeclared: "as network.privateEndpoints or cluster.apiServer.private declare it"
        case .private: "private"
        case .public: "public"
        }
      return "Every address that any nameserver gives for the name must be \(wanted)."
    case .accepts:
      return "TCP must connect. Each address is tried; a name that is missing blocks the check."
    case .handshakes:
      return "TCP must connect and TLS complete, with a certificate that the real client accepts. Who answers behind "
        + "it is not judged, because no public document says how."
    case .answers(let id):
      let service = catalog.services[id]
      let path = service?.path ?? "/"
      return "TCP must connect, TLS complete where it is spoken, and GET \(path) bring an answer of the right service "
        + "(\(service?.title ?? id.rawValue)), known by its marks and not by its status alone."
    case .responds:
      return "It must answer in its own protocol: over HTTP with a status that the deployment declares (any, if it "
        + "declares none), a time server over UDP with the time (NTP)."
    case .converses(let kind): return Wording.method(kind)
    case .holds:
      return "The declared deployment is compared with the rule; nothing is sent. What is not declared is not judged."
    case .found(let rule, _):
      let rights = Edition.allCases.flatMap { rule.reads(in: $0) }.compactMap(\.right?.description).uniqued()
      let needed = rights.isEmpty ? "" : " It needs the right to \(Wording.list(rights, last: "and"))."
      return "The Kubernetes API is read (--kubeconfig, or the service account inside the cluster); nothing is changed."
        + needed
    }
  }

  private func hosts(_ requirement: Requirement, template: EndpointTemplate?) -> String {
    if case .holds(_, let limits) = requirement.expectation {
      let validity = requirement.validity.map { " It \(Wording.rule($0))." } ?? ""
      return ((limits.isEmpty ? "" : "The rule's figures\(limits.text).") + validity).trimmed
    }
    if case .found(_, let limits) = requirement.expectation {
      return limits.isEmpty ? "" : "The rule's figures\(limits.text)."
    }
    guard let template, requirement.role != .nameserver else { return "The nameservers are those of the vantage." }
    let hosts = template.hosts.filter { requirement.variant == nil || $0.variant == requirement.variant }
    guard !hosts.isEmpty else { return "\(template.title): hosts and ports are those that the deployment declares." }
    let byHost = hosts.map { Target.filled($0.host) }.uniqued().map { host in
      let clouds = hosts.filter { Target.filled($0.host) == host }.map(\.cloud)
      let names =
        clouds.count == Cloud.allCases.count ? "all clouds" : Wording.list(clouds.map(Wording.name), last: "and")
      return "\(host) in \(names)"
    }
    return "\(template.title), port \(template.port): \(Wording.list(byHost, last: "and"))."
  }

  private static func owner(of expectation: Expectation) -> String {
    switch expectation {
    case .nameserversAnswer, .resolves: "whoever runs the virtual network's DNS servers"
    case .addresses: "whoever manages the private DNS zones"
    case .holds: "whoever plans the cluster"
    case .found: "whoever runs the cluster"
    case .accepts, .handshakes, .answers, .responds, .converses: "whoever manages the firewall"
    }
  }
}

extension Requirement {
  /// Whether it is a rule about the declared deployment.
  fileprivate var isRule: Bool {
    if case .holds = expectation { true } else { false }
  }

  /// Without which the check is left out: access to the cluster, the edition, the day on which the rule held.
  fileprivate var options: [String] {
    var options: [String] = []
    if case .found = expectation { options.append("--kubeconfig KUBECONFIG") }
    if conditions.contains(.edition(.extension)) { options.append("--edition extension") }
    if let validity, let until = validity.until {
      let dayBefore = Day(of: Timestamp(secondsSince1970: until.start.secondsSince1970 - 86_400))
      options.append("--rules \(validity.from ?? dayBefore)")
    }
    return options
  }
}

extension String {
  /// Without spaces in front.
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}

/// What a requirement is about, with words in capitals for what only a deployment says.
private struct Target {
  let host: String
  let port: String
  let transport: Endpoint.Transport
  let zone: String?
  let serviceTag: String?
  /// Whether the certificate comes from the cluster's own authority.
  let isOfCluster: Bool

  init(_ requirement: Requirement, template: EndpointTemplate?) {
    let hosts = (template?.hosts ?? []).filter { requirement.variant == nil || $0.variant == requirement.variant }
    let own = hosts.first { $0.cloud == .public } ?? hosts.first
    host = own.map { Self.filled($0.host) } ?? "HOST"
    zone = own?.privateZone.map(Self.filled)
    // Where the deployment declares the hosts, it declares the ports as well.
    port = own == nil ? "PORT" : template.map { "\($0.port)" } ?? "PORT"
    transport = template?.transport ?? .tcp
    serviceTag = template?.serviceTag.map(Self.filled)
    isOfCluster = template?.trust == .cluster
  }

  /// `REGISTRY.azurecr.io` for `{registry}.azurecr.io`; what begins with `*.` is known only while it is used.
  static func filled(_ template: String) -> String {
    var text = template.hasPrefix("*.") ? "HOST" + template.dropFirst() : template
    for placeholder in HostPlaceholder.allCases {
      text = text.replacing("{\(placeholder.rawValue)}", with: word(for: placeholder))
    }
    return text
  }

  private static func word(for placeholder: HostPlaceholder) -> String {
    switch placeholder {
    case .apiServerHost: "API_SERVER"
    case .region, .clusterRegion, .registry, .account, .workspaceID, .scoringHost:
      FactTemplate.capitals(placeholder.rawValue)
    }
  }

  func commands(for expectation: Expectation, service: Service?) -> [String] {
    switch expectation {
    case .nameserversAnswer:
      return [
        "dig +time=3 +tries=1 @NAMESERVER mcr.microsoft.com", "dig +tcp +time=3 +tries=1 @NAMESERVER mcr.microsoft.com",
      ]
    case .resolves: return ["dig @NAMESERVER \(host)"]
    case .holds: return []
    case .found(let rule, _):
      return rule.reads(in: .v1).compactMap(\.right).map { right in
        let name = right.name.map { " \($0)" } ?? ""
        let place =
          right.namespace.map { " --namespace \($0)" }
          ?? (["nodes", "namespaces"].contains(right.resource) ? "" : " --all-namespaces")
        return "kubectl get \(right.resource)\(name)\(place)"
      }.uniqued()
    case .addresses:
      let zone = zone ?? "ZONE"
      return [
        "dig +short @NAMESERVER \(host)",
        "az network private-dns record-set a list --resource-group RESOURCE_GROUP --zone-name \(zone) --output table",
      ]
    case .accepts: return ["nc -vz -w 5 \(host) \(port)"]
    case .handshakes: return ["openssl s_client -connect \(host):\(port) -servername \(host) </dev/null"]
    case .converses(let kind): return [Wording.command(kind, host: host)]
    case .responds where transport == .ntp:
      return ["chronyd -Q -U -t 5 'server \(host) port \(port) iburst maxsamples 1'"]
    case .answers, .responds:
      let scheme = transport == .http ? "http" : "https"
      let authority = port == (transport == .http ? "80" : "443") ? host : "\(host):\(port)"
      let url = "\(scheme)://\(authority)\(service?.path ?? "/")"
      let quoted = url.contains { "?&=".contains($0) } ? "'\(url)'" : url
      return ["curl --include --max-time 10 \(isOfCluster ? "--insecure " : "")\(quoted)"]
    }
  }

  func steps(for expectation: Expectation) -> [String] {
    switch expectation {
    case .nameserversAnswer:
      return ["Take nameservers that do not answer out of the virtual network's DNS servers, or repair them."]
    case .resolves:
      let zone = zone.map { " With a private endpoint, link the private DNS zone \($0) where that server stands." }
      return ["See that every DNS server of the virtual network can look up \(host)." + (zone ?? "")]
    case .addresses:
      let zone = zone ?? "its private DNS zone"
      return [
        "If the role has a private endpoint, list it under network.privateEndpoints, and link \(zone) to the virtual "
          + "network of the server that answers; otherwise leave it out of the list."
      ]
    case .holds: return ["Change the value in the plan, and in Azure before the cluster is made."]
    case .found: return []
    case .responds where transport == .ntp:
      return ["Allow UDP port \(port) to \(host), and the answers back, for the network that needs it."]
    case .accepts, .handshakes, .answers, .responds, .converses:
      let tag = serviceTag.map { " (service tag \($0) where rules go by address)" } ?? ""
      return ["Allow \(host), TCP port \(port)\(tag), without TLS inspection, for the network that needs it."]
    }
  }
}
