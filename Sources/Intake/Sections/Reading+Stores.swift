import Model

extension Reading {
  private enum RegistryKey: String, CaseIterable {
    case name, image, dedicatedDataEndpoint, loginServer, dataEndpoints
  }

  mutating func registry(_ value: Value) -> Deployment.Registry {
    var registry = Deployment.Registry()
    forEach(RegistryKey.self, of: value) { reading, key, value in
      switch key {
      case .name: registry.name = reading.registryName(value)
      case .image: registry.image = reading.word(value, expected: "an image such as models/iris:3")
      case .dedicatedDataEndpoint: registry.dedicatedDataEndpoint = reading.boolean(value)
      case .loginServer: registry.loginServer = reading.azureName(value)
      case .dataEndpoints: registry.dataEndpoints = reading.list(value, of: "host names") { $0.azureName($1) } ?? []
      }
    }
    return registry
  }

  private enum StorageKey: String, CaseIterable {
    case account, hosts
  }

  mutating func storage(_ value: Value) -> Deployment.Storage {
    var storage = Deployment.Storage()
    forEach(StorageKey.self, of: value) { reading, key, value in
      switch key {
      case .account: storage.account = reading.accountName(value)
      case .hosts: reading.storageHosts(value, into: &storage)
      }
    }
    return storage
  }

  private enum StorageHostKey: String, CaseIterable {
    case blob, table
  }

  private mutating func storageHosts(_ value: Value, into storage: inout Deployment.Storage) {
    forEach(StorageHostKey.self, of: value) { reading, key, value in
      switch key {
      case .blob: storage.blobHost = reading.azureName(value)
      case .table: storage.tableHost = reading.azureName(value)
      }
    }
  }
}
