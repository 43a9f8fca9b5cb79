import Model

extension Reading {
  private enum Key: String, CaseIterable {
    case host, port, family
  }

  /// What differs from the catalog, by role.
  mutating func endpoints(_ value: Value) -> [EndpointRole: Deployment.EndpointOverride] {
    let expected = "a mapping with roles as keys, such as mcr"
    var overrides: [EndpointRole: Deployment.EndpointOverride] = [:]
    for member in members(of: value, expected: expected) ?? [] {
      guard let role = role(named: member.key, at: member.keyPlace, in: value.path),
        let item = declared(member.value, at: "\(value.path).\(role)")
      else { continue }
      overrides[role] = override(item)
    }
    return overrides
  }

  private mutating func override(_ value: Value) -> Deployment.EndpointOverride {
    var override = Deployment.EndpointOverride()
    forEach(Key.self, of: value) { reading, key, value in
      switch key {
      case .host: override.host = reading.host(value)
      case .port: override.port = reading.port(value)
      case .family: override.family = reading.choice(value)
      }
    }
    return override
  }
}
