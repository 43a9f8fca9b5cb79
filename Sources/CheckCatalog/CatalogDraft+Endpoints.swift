import Model

extension CatalogDraft {
  mutating func readEndpoint(_ item: Item) {
    let keys = ["role", "title", "transport", "port", "trust", "microsoft", "serviceTag", "hosts", "absent"]
    guard let entry = item.entry(keys: keys, &log) else { return }
    let role = entry.text("role", &log)
    let title = entry.text("title", &log)
    let transport: Endpoint.Transport? = entry.required("transport", &log)?.choice("transport", &log)
    let port = entry.required("port", &log)?.number(in: 1...65535, &log)
    let trust: Endpoint.Trust? = entry["trust"].map { $0.choice("trust", &log) } ?? .public
    let isMicrosoft = entry["microsoft"].map { $0.boolean(&log) } ?? true
    let serviceTag = hostTemplate("serviceTag", of: entry)
    let hosts = (entry["hosts"]?.list(&log) ?? []).flatMap { self.hosts(of: $0) }
    checkClouds(of: entry, hosts: hosts)
    guard let role, let title, let transport, let port, let trust, let isMicrosoft else { return }
    if endpoints.contains(where: { $0.role.rawValue == role }) {
      log.add("the role \(role) stands twice in the catalog", at: entry.place)
    }
    endpoints.append(
      EndpointTemplate(
        role: EndpointRole(rawValue: role), title: title, transport: transport, port: UInt16(port), trust: trust,
        isMicrosoft: isMicrosoft, serviceTag: serviceTag, hosts: hosts))
  }

  /// One host in one or several clouds.
  private mutating func hosts(of item: Item) -> [EndpointTemplate.HostTemplate] {
    guard let entry = item.entry(keys: ["clouds", "host", "variant", "privateZone", "sources"], &log) else { return [] }
    let clouds: [Cloud] = (entry.required("clouds", &log)?.list(&log) ?? []).compactMap { $0.choice("cloud", &log) }
    let host = hostTemplate("host", of: entry, mustBeThere: true)
    let variant = entry.optionalText("variant", &log)
    let privateZone = hostTemplate("privateZone", of: entry)
    let sources = sources(of: entry)
    guard let host else { return [] }
    return clouds.map {
      EndpointTemplate.HostTemplate(
        cloud: $0, host: host, variant: variant, privateZone: privateZone, sources: sources)
    }
  }

  private static let hostPlaceholders = HostPlaceholder.allCases.map(\.rawValue)

  /// A text with placeholders of hosts. A host or a zone must be a domain name once they are filled in; a host may begin
  /// with `*.` where its first label is known only while it is used.
  mutating func hostTemplate(_ key: String, of entry: Entry, mustBeThere: Bool = false) -> String? {
    guard let item = mustBeThere ? entry.required(key, &log) : entry[key], let text = item.text(&log) else {
      return nil
    }
    Placeholders.check(
      text, at: item.place, among: Self.hostPlaceholders, in: "a \(key)", &log)
    let name = Placeholders.blanked(text.hasPrefix("*.") ? String(text.dropFirst(2)) : text)
    let isGood =
      switch key {
      case "serviceTag": true
      case "host": Host(name) != nil
      default: DomainName(name) != nil
      }
    if !isGood {
      log.add("\"\(text)\" is not a domain name", at: item.place)
    }
    return text
  }

  /// Reports clouds of which a role with hosts says nothing, and those of which it says two things.
  private mutating func checkClouds(of entry: Entry, hosts: [EndpointTemplate.HostTemplate]) {
    let absences = entry["absent"]?.entry(keys: Cloud.allCases.map(\.rawValue), &log)
    for reason in absences?.items ?? [] { _ = reason.text(&log) }
    guard let place = entry["hosts"]?.place, !hosts.isEmpty else { return }
    for cloud in Cloud.allCases {
      let here = hosts.filter { $0.cloud == cloud }
      let isAbsent = absences?[cloud.rawValue] != nil
      if here.isEmpty, !isAbsent {
        log.add(
          "no host in \(cloud.rawValue)", at: place, expected: "add one, or the reason under \"absent\"")
      }
      if !here.isEmpty, isAbsent {
        log.add("\(cloud.rawValue) has a host and is absent", at: place)
      }
      if Set(here.map(\.variant)).count < here.count {
        log.add("two hosts in \(cloud.rawValue) have the same variant", at: place)
      }
    }
  }
}
