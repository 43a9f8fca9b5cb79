import Model

/// What became of a template: text with every placeholder filled in, or the path of a value that is not declared.
enum Filled: Equatable {
  case text(String)
  case missing(path: String)
}

extension Deployment {
  /// Fills `{placeholders}` in. The catalog has been linted: braces hold nothing but names of `HostPlaceholder`.
  func fill(_ template: String) -> Filled {
    guard template.utf8.contains(UInt8(ascii: "{")) else { return .text(template) }
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      let close = rest[open...].firstIndex(of: "}") ?? rest.endIndex
      let name = String(rest[rest.index(after: open)..<close])
      guard let placeholder = HostPlaceholder(rawValue: name) else {
        preconditionFailure("the catalog reader admits only known placeholders, not {\(name)}")
      }
      let (value, path) = value(of: placeholder)
      guard let value else { return .missing(path: path) }
      text += value
      rest = close < rest.endIndex ? rest[rest.index(after: close)...] : ""
    }
    return .text(text + rest)
  }

  private func value(of placeholder: HostPlaceholder) -> (value: String?, path: String) {
    switch placeholder {
    case .region: (workspace.region ?? cluster.region, "workspace.region")
    case .clusterRegion: (cluster.region ?? workspace.region, "cluster.region")
    case .registry: (registry.name, "registry.name")
    case .account: (storage.account, "storage.account")
    case .workspaceID: (workspace.id, "workspace.id")
    case .apiServerHost: (cluster.apiServer?.host?.description, "cluster.apiServer.host")
    case .scoringHost: (scoring.host?.description, "scoring.host")
    }
  }
}
