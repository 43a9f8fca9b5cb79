import Model

extension CatalogDraft {
  /// The conditions under `when`, in the order of the file.
  mutating func conditions(of item: Item) -> [Condition] {
    let keys = [
      "edition", "cloud", "privateAPIServer", "tokenAuthentication", "addressKindDeclared", "dedicatedDataEndpoint",
      "scoringTLS", "workspacePrivateEndpoint", "networkModel", "secondaryStorage", "gpuNodes", "windowsNodes",
    ]
    guard let entry = item.entry(keys: keys, &log) else { return [] }
    if entry.keys.isEmpty { log.add("no condition is named", at: item.place) }
    return entry.values.compactMap { key, value in
      switch key {
      case "edition": return value.choice("edition", &log).map { .edition($0) }
      case "cloud":
        let clouds: [Cloud] = (value.list(&log) ?? []).compactMap { $0.choice("cloud", &log) }
        return clouds.isEmpty ? nil : .cloud(clouds)
      case "privateAPIServer": return value.boolean(&log).map { .privateAPIServer($0) }
      case "dedicatedDataEndpoint": return value.boolean(&log).map { .dedicatedDataEndpoint($0) }
      case "scoringTLS": return value.boolean(&log).map { .scoringTLS($0) }
      case "networkModel":
        let models: [Deployment.Network.Model] = (value.list(&log) ?? []).compactMap {
          $0.choice("network model", &log)
        }
        return models.isEmpty ? nil : .networkModel(models)
      case "tokenAuthentication": return holds(value) ? .tokenAuthentication : nil
      case "secondaryStorage": return holds(value) ? .secondaryStorage : nil
      case "gpuNodes": return holds(value) ? .gpuNodes : nil
      case "windowsNodes": return holds(value) ? .windowsNodes : nil
      case "addressKindDeclared": return holds(value) ? .addressKindDeclared : nil
      default: return holds(value) ? .workspacePrivateEndpoint : nil
      }
    }
  }

  /// Whether a condition without a negative form says `true`.
  private mutating func holds(_ item: Item) -> Bool {
    guard let isTrue = item.boolean(&log) else { return false }
    if !isTrue { log.add("this condition can only be true", at: item.place, expected: "leave it out") }
    return isTrue
  }
}
