import Model

extension Reading {
  private enum Key: String, CaseIterable {
    case name, host, port, `protocol`, path, expectedStatus
  }

  /// What is spoken with something that the model calls.
  private enum Language: String, CaseIterable {
    case tcp, tls, http, https, ntp
    /// Nothing: its name is only looked up.
    case dns

    var transport: Endpoint.Transport? { Endpoint.Transport(rawValue: rawValue) }

    /// The port that goes without saying; zero where there is none at all.
    var port: UInt16? {
      switch self {
      case .tcp, .tls: nil
      case .http: 80
      case .https: 443
      case .ntp: 123
      case .dns: 0
      }
    }

    var isHTTP: Bool { transport?.isHTTP == true }
  }

  /// What the model's own code calls; each under a name of its own.
  mutating func dependencies(_ value: Value) -> [Deployment.Dependency] {
    var names: Set<String> = []
    return list(value, of: "dependencies") { reading, item in
      guard let dependency = reading.dependency(item) else { return nil }
      if !names.insert(dependency.name).inserted {
        reading.report(
          Problem(
            place: reading.origins["\(item.path).name"] ?? item.place,
            message: "two dependencies are called \(dependency.name.quoted)", expected: "a name of its own for each"))
      }
      return dependency
    } ?? []
  }

  private mutating func dependency(_ value: Value) -> Deployment.Dependency? {
    var name: String?
    var host: Host?
    var port: UInt16?
    var language: Language? = .tcp
    var path: String?
    var statuses: [ClosedRange<Int>]?
    forEach(Key.self, of: value) { reading, key, value in
      switch key {
      case .name: name = reading.text(value, expected: "a name for the dependency")
      case .host: host = reading.host(value)
      case .port: port = reading.port(value)
      case .protocol: language = reading.choice(value)
      case .path: path = reading.urlPath(value, example: "/health")
      case .expectedStatus: statuses = reading.statuses(value)
      }
    }
    guard case .mapping = value.content else { return nil }
    let isPortImplied = language == nil || language?.port != nil
    for key in isPortImplied ? [Key.name, .host] : [.name, .host, .port]
    where origins["\(value.path).\(key.rawValue)"] == nil {
      report(
        Problem(
          place: value.place, message: "the key \(key.rawValue.quoted) is missing in \(value.path)",
          expected: "name, host and port of each dependency"))
    }
    refuseOutOfPlace(.port, of: value, if: language == .dns, expected: "no port, since dns only looks the name up")
    for key in [Key.path, .expectedStatus] {
      refuseOutOfPlace(
        key, of: value, if: language?.isHTTP == false, expected: "`protocol: https` or `protocol: http` beside it")
    }
    guard let name, let host, let language, let port = language == .dns ? 0 : port ?? language.port else { return nil }
    if language == .dns, host.name == nil {
      report(
        Problem(
          place: origins["\(value.path).host"] ?? value.place,
          message: "\(value.path).host is an address, and dns only looks names up", expected: "a host name"))
      return nil
    }
    return Deployment.Dependency(
      name: name, host: host, port: port, transport: language.transport, path: path, expectedStatuses: statuses)
  }

  /// Reports a key that means nothing beside the protocol.
  private mutating func refuseOutOfPlace(_ key: Key, of value: Value, if isOutOfPlace: Bool, expected: String) {
    guard isOutOfPlace, let place = origins["\(value.path).\(key.rawValue)"] else { return }
    report(
      Problem(
        place: place, message: "\(value.path).\(key.rawValue) has no meaning for this protocol", expected: expected))
  }

  /// A status of HTTP, a range (`200-299`) or a list of either.
  private mutating func statuses(_ value: Value) -> [ClosedRange<Int>]? {
    if case .list(let items) = value.content, !items.isEmpty {
      return list(value, of: "statuses") { $0.status($1) }
    }
    return status(value).map { [$0] }
  }

  private mutating func status(_ value: Value) -> ClosedRange<Int>? {
    let text: String
    switch value.content {
    case .number(let spelling), .text(let spelling): text = spelling
    case .null, .boolean, .list, .mapping: text = ""
    }
    let bounds = text.split(separator: "-", omittingEmptySubsequences: false).map { part in
      part.utf8.count == 3 ? Int(part) : nil
    }
    if (1...2).contains(bounds.count), let lower = bounds[0], let upper = bounds[bounds.count - 1],
      lower <= upper, (100...599).contains(lower), (100...599).contains(upper)
    {
      return lower...upper
    }
    refuse(value, expected: "a status of HTTP such as 200, a range such as 200-299, or a list of them")
    return nil
  }
}
