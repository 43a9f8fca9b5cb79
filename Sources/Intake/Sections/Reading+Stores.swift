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
    case account, hosts, blob, table, secondary
  }

  mutating func storage(_ value: Value) -> Deployment.Storage {
    var storage = Deployment.Storage()
    forEach(StorageKey.self, of: value) { reading, key, value in
      switch key {
      case .account: storage.account = reading.accountName(value)
      case .hosts: reading.storageHosts(value, into: &storage)
      case .blob: storage.blob = reading.blobPath(value)
      case .table: storage.table = reading.tableName(value)
      case .secondary: storage.secondary = reading.boolean(value)
      }
    }
    return storage
  }

  /// A blob by its container and its path in it, as a URL would have it. A signature has no place here.
  private mutating func blobPath(_ value: Value) -> String? {
    let expected = "a container and a path in it, such as azureml/models/iris.pkl"
    if case .text(let text) = value.content, text.contains("?") {
      // What follows may be a shared access signature: it is never repeated.
      report(
        Problem(
          place: value.place, message: "\(value.path) has a query; a signature comes from credentials.storage.sasFrom",
          expected: expected))
      return nil
    }
    guard let path = text(value, expected: expected, where: { ("!"..."~").contains($0) && $0 != "#" && $0 != "\\" })
    else { return nil }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count > 1, parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) { return path }
    refuse(value, expected: expected)
    return nil
  }

  /// 3 to 63 letters and digits, the first of them a letter (Azure Table service, "Naming tables").
  private mutating func tableName(_ value: Value) -> String? {
    let expected = "the name of a table: 3 to 63 letters and digits, such as config"
    guard let name = text(value, expected: expected, where: \.isTableCharacter) else { return nil }
    if (3...63).contains(name.utf8.count), name.first?.isNumber == false { return name }
    refuse(value, expected: expected)
    return nil
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

extension Unicode.Scalar {
  fileprivate var isTableCharacter: Bool {
    ("a"..."z").contains(self) || ("A"..."Z").contains(self) || ("0"..."9").contains(self)
  }
}
