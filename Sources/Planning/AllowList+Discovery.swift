public import Model

extension Planner {
  /// Adds what a run has found out: addresses of the list's names, and hosts that services sent it to. One that no
  /// document names, not even by pattern, is not taken on trust: a portal redirects as well. It becomes a gap.
  public func add(discoveredIn recording: Recording, to list: inout AllowList) {
    let steps = Dictionary(recording.plan.steps.map { ($0.id, $0) }) { first, _ in first }
    let uses = Dictionary(
      recording.plan.requirements.map { ($0.requirement.id, $0.requirement) }, uniquingKeysWith: { first, _ in first })
    func serving(_ observation: Observation) -> [AllowList.Use] {
      (steps[observation.step]?.serves ?? []).compactMap { uses[$0] }.map {
        AllowList.Use(id: $0.id.rawValue, phase: $0.phase, consumer: $0.consumer, need: $0.need, reason: $0.without)
      }
    }
    for observation in recording.observations {
      switch observation.evidence {
      case .lookup(let lookup):
        list.add(addresses: lookup.message?.addresses ?? [], of: .name(lookup.name))
      case .response(let response):
        add(
          placesNamed(by: response.answer, at: response.url), uses: serving(observation), of: recording.deployment,
          to: &list)
      case .exchange(let exchange):
        var places = placesNamed(by: exchange.answer, at: exchange.url)
        if let origin = exchange.origin {
          let from = origin.from.hasSuffix(":443") ? String(origin.from.dropLast(4)) : origin.from
          places.append((Place(exchange.endpoint), "\(origin.status) from \(from)"))
        }
        add(places, uses: serving(observation), of: recording.deployment, to: &list)
      default: continue
      }
    }
  }

  /// Where a redirection and a challenge send the client, other than to whom it asked, with how they say so.
  private func placesNamed(by answer: Response.Answer?, at url: String) -> [(Place, String)] {
    guard let answer, let from = Place(url: url) else { return [] }
    var places: [(Place, String)] = []
    if (300..<400).contains(answer.status), let place = answer.header("location").flatMap({ Place(url: $0) }) {
      places.append((place, "\(answer.status) from \(from.host)"))
    }
    if let challenge = answer.header("www-authenticate"), let start = challenge.firstRange(of: "realm=\"") {
      let realm = challenge[start.upperBound...].prefix { $0 != "\"" }
      if let place = Place(url: String(realm)) { places.append((place, "token service from \(from.host)")) }
    }
    return places.filter { $0.0.host != from.host }
  }

  private func add(
    _ places: [(Place, String)], uses: [AllowList.Use], of deployment: Deployment, to list: inout AllowList
  ) {
    for (place, via) in places { add(place, via: via, uses: uses, of: deployment, to: &list) }
  }

  private func add(
    _ place: Place, via: String, uses: [AllowList.Use], of deployment: Deployment, to list: inout AllowList
  ) {
    let listed = list.entries.contains { $0.target == .host(place.host) && $0.port == place.port }
    let role = role(of: place.host, in: deployment.cloud)
    let isCovered = place.host.name.map { list.covers($0, port: place.port) } ?? false
    guard listed || isCovered || role != nil else {
      list.add(AllowList.Gap("\(place.host.withPort(place.port)): \(via), and no document names it"))
      return
    }
    let template = role.flatMap { templates[$0] }
    list.add(
      AllowList.Entry(
        target: .host(place.host), port: place.port, transport: place.transport,
        title: template?.title ?? "Discovered", role: role, uses: uses, origins: [.discovered(via: via)]))
  }

  /// The role whose names are formed like this one in that cloud.
  private func role(of host: Host, in cloud: Cloud) -> EndpointRole? {
    guard let name = host.name else { return nil }
    return catalog.endpoints.first { template in
      template.hosts.contains { $0.cloud == cloud && Self.fits(name.text, $0.host) }
    }?.role
  }

  /// Whether a name is the template with one label for each placeholder; a template that is only a placeholder fits
  /// nothing.
  private static func fits(_ name: String, _ template: String) -> Bool {
    guard !template.hasPrefix("{") || !template.hasSuffix("}") else { return false }
    let domain = template.hasPrefix("*.") ? template.dropFirst(2) : template[...]
    let wanted = domain.split(separator: ".")
    let labels = name.split(separator: ".")
    guard template.hasPrefix("*.") ? labels.count > wanted.count : labels.count == wanted.count else { return false }
    return zip(labels.suffix(wanted.count), wanted).allSatisfy { label, part in
      guard let open = part.firstIndex(of: "{"), let close = part.lastIndex(of: "}") else { return label == part }
      let rest = part[part.index(after: close)...]
      return label.count > part[..<open].count + rest.count && label.hasPrefix(part[..<open]) && label.hasSuffix(rest)
    }
  }
}

/// Host and port of an absolute `http` or `https` address; whatever else it holds, such as a signature, is dropped.
private struct Place {
  var host: Host
  var port: UInt16
  var transport: AllowList.Transport

  init(_ endpoint: Endpoint) {
    host = endpoint.host
    port = endpoint.port
    transport = AllowList.Transport(endpoint.transport)
  }

  init?(url: String) {
    guard let scheme = url.firstRange(of: "://") else { return nil }
    switch url[..<scheme.lowerBound].lowercased() {
    case "https": transport = .https
    case "http": transport = .http
    default: return nil
    }
    var authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
    if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
    var name = authority
    port = transport == .https ? 443 : 80
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      name = authority[..<end].dropFirst()
      authority = authority[authority.index(after: end)...]
    }
    if let colon = authority.lastIndex(of: ":") {
      guard let number = UInt16(authority[authority.index(after: colon)...]) else { return nil }
      port = number
      if name.endIndex > colon { name = name[..<colon] }
    }
    guard let host = Host(String(name)) else { return nil }
    self.host = host
  }
}
