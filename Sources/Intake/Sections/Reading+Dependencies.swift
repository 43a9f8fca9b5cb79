import Model

extension Reading {
  private enum Key: String, CaseIterable {
    case name, host, port, `protocol`
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
    var transport: Endpoint.Transport? = .tcp
    forEach(Key.self, of: value) { reading, key, value in
      switch key {
      case .name: name = reading.text(value, expected: "a name for the dependency")
      case .host: host = reading.host(value)
      case .port: port = reading.port(value)
      case .protocol: transport = reading.choice(value)
      }
    }
    guard case .mapping = value.content else { return nil }
    for key in [Key.name, .host, .port] where origins["\(value.path).\(key.rawValue)"] == nil {
      report(
        Problem(
          place: value.place, message: "the key \(key.rawValue.quoted) is missing in \(value.path)",
          expected: "name, host and port of each dependency"))
    }
    guard let name, let host, let port, let transport else { return nil }
    return Deployment.Dependency(name: name, host: host, port: port, transport: transport)
  }
}
