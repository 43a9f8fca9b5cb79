import Model

extension Reading {
  private enum Key: String, CaseIterable {
    case name, region, id, privateEndpoint, discoveryHost
  }

  mutating func workspace(_ value: Value) -> Deployment.Workspace {
    var workspace = Deployment.Workspace()
    forEach(Key.self, of: value) { reading, key, value in
      switch key {
      case .name: workspace.name = reading.text(value, expected: "the workspace's name")
      case .region: workspace.region = reading.region(value)
      case .id: workspace.id = reading.guid(value)
      case .privateEndpoint: workspace.privateEndpoint = reading.boolean(value)
      case .discoveryHost: workspace.discoveryHost = reading.azureName(value)
      }
    }
    return workspace
  }
}
