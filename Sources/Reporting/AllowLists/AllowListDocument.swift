internal import Model

/// An allow-list as JSON.
struct AllowListDocument: Encodable {
  var schemaVersion = "1.0"
  var deployment: String
  var cloud: Cloud
  /// Where the cluster's packets come from.
  var ranges: [IPPrefix]
  var entries: [EntryDocument]
  /// Why the list may be incomplete.
  var gaps: [String]

  struct EntryDocument: Encodable {
    /// A name, `*.` and a domain, an address, a range or a service tag.
    var target: String
    var kind: String
    var port: UInt16?
    var protocolName: AllowList.Transport
    var title: String
    var role: EndpointRole?
    var need: Requirement.Need
    var direction: String
    var isPrivate: Bool?
    var proxy: String?
    var serviceTag: String?
    var addresses: [IPAddress]
    var origins: [String]
    var uses: [UseDocument]

    private enum CodingKeys: String, CodingKey {
      case target, kind, port
      case protocolName = "protocol"
      case title, role, need, direction
      case isPrivate = "private"
      case proxy
      case serviceTag, addresses, origins, uses
    }
  }

  struct UseDocument: Encodable {
    var id: String
    var phase: Phase
    var consumer: Requirement.Consumer
    var need: Requirement.Need
    var reason: String
  }
}

extension AllowListDocument {
  init(_ list: AllowList) {
    deployment = list.deployment
    cloud = list.cloud
    ranges = list.ranges
    gaps = list.gaps.map(\.text)
    entries = list.entries.map { entry in
      EntryDocument(
        target: entry.target.description, kind: entry.target.kind, port: entry.port == 0 ? nil : entry.port,
        protocolName: entry.transport, title: entry.title, role: entry.role, need: entry.need,
        direction: entry.isInbound ? "inbound" : "outbound", isPrivate: entry.isPrivate, proxy: entry.proxy,
        serviceTag: entry.serviceTag, addresses: entry.addresses, origins: entry.origins.map(\.text),
        uses: entry.uses.map {
          UseDocument(id: $0.id, phase: $0.phase, consumer: $0.consumer, need: $0.need, reason: $0.reason)
        })
    }
  }
}

extension AllowList.Target {
  /// `name`, `pattern`, `address`, `range` or `service-tag`.
  var kind: String {
    switch self {
    case .host(.name): "name"
    case .host(.address): "address"
    case .pattern: "pattern"
    case .range: "range"
    case .serviceTag: "service-tag"
    }
  }
}

extension AllowList.Origin {
  /// How the target is known, in words.
  var text: String {
    switch self {
    case .documented(let sources): "documented (\(sources.map(\.rawValue).joined(separator: ", ")))"
    case .derived(let template): "derived from \(template)"
    case .declared: "declared"
    case .discovered(let via): "via \(via)"
    }
  }
}

extension AllowList.Entry {
  var need: Requirement.Need { isRequired ? .required : .advisory }
  var phases: [Phase] { uses.map(\.phase).uniqued() }
  var consumers: [Requirement.Consumer] { uses.map(\.consumer).uniqued().sorted { $0.rawValue < $1.rawValue } }
  var reasons: [String] { uses.map(\.reason).filter { !$0.isEmpty }.uniqued() }
  var portText: String { port == 0 ? "any" : String(port) }

  /// `mcr.microsoft.com:443`; without the port where every one is meant.
  var targetAndPort: String {
    if port == 0 { return target.description }
    if case .host(let host) = target { return host.withPort(port) }
    return "\(target):\(port)"
  }

  /// What a name that only use tells needs said, and where it is known from.
  var remark: String {
    let origin = origins.map(\.text).joined(separator: "; ")
    if case .pattern = target { return "known only while it is used; \(origin)" }
    return origin
  }
}
