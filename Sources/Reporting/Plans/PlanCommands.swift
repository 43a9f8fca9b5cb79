internal import Model

/// The lines for a shell that do by hand what a step of a plan does: `dig` for its names, `curl` for its requests. What only
/// an answer tells, such as a token, is left to the tool that is named.
struct PlanCommands {
  private let probe: Probe
  private let nameservers: [String]

  /// - Parameter nameservers: Whom the names are asked from, as the plan shows them.
  init(_ probe: Probe, nameservers: [String]) {
    self.probe = probe
    self.nameservers = nameservers
  }

  private static let curl = "curl --verbose --max-time 10"

  /// None where nothing of the kind is done, or where a value could be mistaken for an option.
  var lines: [String] {
    switch probe {
    case .lookUp(let name): lookups(of: .name(name))
    case .ask(let name, let type, let nameserver, _):
      [dig(name.text, "\(type)", at: nameserver.description)].compactMap(\.self)
    case .reach(let endpoint, let upTo, let route):
      lookups(of: host(of: endpoint, by: route)) + reaching(endpoint, upTo: upTo, by: route)
    case .attempt(let endpoint, _, let upTo, _): reaching(endpoint, upTo: upTo, by: .direct)
    case .readCluster: []
    case .converse(let conversation, let route):
      lookups(of: host(of: conversation.endpoint, by: route)) + requests(of: conversation, by: route)
    }
  }

  // MARK: Names

  /// Whose name is looked up from here: a proxy looks up the endpoint's itself.
  private func host(of endpoint: Endpoint, by route: Route) -> Host {
    if case .proxy(let proxy) = route { proxy.host } else { endpoint.host }
  }

  private func lookups(of host: Host) -> [String] {
    guard let name = host.name else { return [] }
    return nameservers.compactMap { dig(name.text, "A", at: $0) }
  }

  private func dig(_ name: String, _ type: String, at nameserver: String) -> String? {
    guard let address = SocketAddress(nameserver) else {
      return HandCommands.line("dig", ["@\(nameserver)", name, type])
    }
    return HandCommands.line("dig -p \(address.port)", ["@\(address.address)", name, type])
  }

  // MARK: Hosts

  private func reaching(_ endpoint: Endpoint, upTo rung: Rung, by route: Route) -> [String] {
    guard rung > .lookup else { return [] }
    let place = endpoint.hostAndPort
    let line: String?
    switch endpoint.transport {
    case .http, .https:
      let path = rung == .response ? endpoint.path : "/"
      line = HandCommands.line(Self.curl + options(for: route), [url(of: endpoint, path)])
    case .tls: line = HandCommands.line("openssl s_client -brief -connect", [place])
    case .tcp: line = HandCommands.line("nc -z -v -w 10", [endpoint.host.description, String(endpoint.port)])
    case .ntp:
      line = HandCommands.line(
        "chronyd -Q -U -t 5", ["server \(endpoint.host) port \(endpoint.port) iburst maxsamples 1"])
    }
    return [line].compactMap(\.self)
  }

  private func url(of endpoint: Endpoint, _ path: String) -> String {
    let scheme = endpoint.transport.isEncrypted || !endpoint.transport.isHTTP ? "https" : "http"
    let isUsual = endpoint.port == (scheme == "https" ? 443 : 80)
    var authority = endpoint.host.withPort(endpoint.port)
    if isUsual, let colon = authority.lastIndex(of: ":") { authority = String(authority[..<colon]) }
    return "\(scheme)://\(authority)\(path)"
  }

  private func options(for route: Route) -> String {
    guard case .proxy(let proxy) = route else { return " --noproxy '*'" }
    return HandCommands.line(" --proxy", ["http://\(proxy.hostAndPort)"]) ?? ""
  }

  // MARK: Conversations

  private func requests(of conversation: Conversation, by route: Route) -> [String] {
    let endpoint = conversation.endpoint
    let curl = Self.curl + options(for: conversation.isNeverProxied ? .direct : route)
    func get(_ path: String, for purpose: Exchange.Purpose? = nil, _ options: String = "") -> String? {
      let headers = purpose.map { HandCommands.headers(for: $0) } ?? []
      return HandCommands.line(([curl] + headers).joined(separator: " ") + options, [url(of: endpoint, path)])
    }
    switch conversation {
    case .pull(let image, let registry, let credential):
      let credentials =
        if case .basic(let username, let password) = credential { " --creds \"$\(username):$\(password)\"" } else { "" }
      let place = registry.port == 443 ? registry.host.description : registry.hostAndPort
      return [
        get("/v2/"),
        HandCommands.line(
          "skopeo --override-os linux --override-arch amd64 inspect\(credentials)", ["docker://\(place)/\(image)"]),
      ].compactMap(\.self)
    case .readBlob(let path, _, let credential):
      let options = " --range 0-\(Exchange.Purpose.beginning - 1) --output /dev/null" + header(credential)
      return [signed(get("/" + path, for: .blobBeginning, options), credential)].compactMap(\.self)
    case .queryTable(let name, _, let credential):
      let line = get(Conversation.tableTarget(name), for: .tableEntity, header(credential))
      return [signed(line, credential)].compactMap(\.self)
    case .readMetadata: return [get(Conversation.metadataTarget, for: .metadata)].compactMap(\.self)
    case .score(let scoring, let credential, let sample):
      let header = self.header(credential)
      let post = sample.map { " --header 'Content-Type: \($0.contentType)' --data-binary @SAMPLE" }
      return [
        get("/"), get(scoring.path, for: .service, header),
        post.flatMap { get(scoring.path, for: .sample, header + $0) },
      ].compactMap(\.self)
    }
  }

  /// The header with a secret, by its variable's name.
  private func header(_ credential: Credential?) -> String {
    switch credential {
    case .bearer(let variable), .key(let variable): " --header \"Authorization: Bearer $\(variable)\""
    case nil, .basic, .entraToken, .signature: ""
    }
  }

  /// A URL with a shared access signature behind it.
  private func signed(_ line: String?, _ credential: Credential) -> String? {
    guard case .signature(let variable) = credential, let line else { return line }
    return line + (line.contains("?") ? "\"&$\(variable)\"" : "\"?$\(variable)\"")
  }
}
