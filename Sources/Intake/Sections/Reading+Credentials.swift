import Model

extension Reading {
  private enum Key: String, CaseIterable {
    case registry, storage, scoringKeyFrom, scoringTokenFrom
  }

  mutating func credentials(_ value: Value) -> Deployment.Credentials {
    var credentials = Deployment.Credentials()
    forEach(Key.self, of: value.concealed) { reading, key, value in
      switch key {
      case .registry: reading.registryCredentials(value, into: &credentials)
      case .storage: reading.storageCredentials(value, into: &credentials)
      case .scoringTokenFrom: credentials.scoringTokenFrom = reading.variable(value, example: "SCORING_TOKEN")
      case .scoringKeyFrom: credentials.scoringKeyFrom = reading.variable(value, example: "SCORING_KEY")
      }
    }
    return credentials
  }

  private enum RegistryKey: String, CaseIterable {
    case usernameFrom, passwordFrom, entraTokenFrom
  }

  private mutating func registryCredentials(_ value: Value, into credentials: inout Deployment.Credentials) {
    forEach(RegistryKey.self, of: value.concealed) { reading, key, value in
      switch key {
      case .usernameFrom: credentials.registryUsernameFrom = reading.variable(value, example: "ACR_USER")
      case .passwordFrom: credentials.registryPasswordFrom = reading.variable(value, example: "ACR_PASSWORD")
      case .entraTokenFrom: credentials.registryEntraTokenFrom = reading.variable(value, example: "ENTRA_TOKEN")
      }
    }
  }

  private enum StorageKey: String, CaseIterable {
    case sasFrom, tokenFrom
  }

  private mutating func storageCredentials(_ value: Value, into credentials: inout Deployment.Credentials) {
    forEach(StorageKey.self, of: value.concealed) { reading, key, value in
      switch key {
      case .sasFrom: credentials.storageSASFrom = reading.variable(value, example: "STORAGE_SAS")
      case .tokenFrom: credentials.storageTokenFrom = reading.variable(value, example: "STORAGE_TOKEN")
      }
    }
  }

  /// The name of an environment variable. What stands here instead may be the secret itself: it is never repeated.
  private mutating func variable(_ value: Value, example: String) -> String? {
    let expected = "the name of an environment variable such as \(example); a secret itself never stands in a file"
    let text: String
    if case .text(let name) = value.content { text = name } else { text = "" }
    guard Self.isVariableName(text) else {
      report(Problem(place: value.place, message: "\(value.path) is no variable's name", expected: expected))
      return nil
    }
    guard !Self.resemblesSecret(text) else {
      report(Problem(place: value.place, message: "\(value.path) looks like a secret", expected: expected))
      return nil
    }
    return text
  }

  private static func isVariableName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return text.utf8.count <= 128
      && text.unicodeScalars.allSatisfy { ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "_" }
  }

  /// Whether a name is rather a key in upper case: long, without a word's end, letters and digits mixed.
  private static func resemblesSecret(_ name: String) -> Bool {
    name.utf8.count >= 16 && !name.contains("_") && name.count(where: \.isNumber) >= 3
  }
}

extension Value {
  /// The value, but with text that stands where a mapping should be left out of messages.
  fileprivate var concealed: Value {
    switch content {
    case .mapping, .list, .null: return self
    case .text, .number, .boolean:
      var value = self
      value.content = .text("•••")
      return value
    }
  }
}
