import Model

extension Reading {
  private enum Key: String, CaseIterable {
    case apiVersion, kind, name, cloud, edition, workspace, cluster, network, registry, storage, skip, scoring, services
    case endpoints, dependencies, credentials
  }

  /// The whole file; `nil` if it is no deployment of this format or has no valid name.
  mutating func deployment(_ root: Value) -> Deployment? {
    guard case .mapping(let members) = root.content else {
      report(
        Problem(
          place: root.place, message: root.isNull ? "the file is empty" : "the file holds \(root.shown)",
          expected: "a mapping such as `name: prod-westeurope`"))
      return nil
    }
    guard isOfThisFormat(members) else { return nil }
    var deployment = Deployment(name: "")
    forEach(Key.self, of: root) { reading, key, value in
      switch key {
      case .apiVersion, .kind: break  // seen to above
      case .name: deployment.name = reading.text(value, expected: "a name for the deployment") ?? ""
      case .cloud: deployment.cloud = reading.choice(value) ?? .public
      case .edition: deployment.edition = reading.choice(value)
      case .workspace: deployment.workspace = reading.workspace(value)
      case .cluster: deployment.cluster = reading.cluster(value)
      case .network: deployment.network = reading.network(value)
      case .registry: deployment.registry = reading.registry(value)
      case .storage: deployment.storage = reading.storage(value)
      case .skip: deployment.skip = reading.skip(value)
      case .scoring: deployment.scoring = reading.scoring(value)
      case .services: deployment.services = reading.list(value, of: "services") { $0.service($1) }
      case .endpoints: deployment.endpoints = reading.endpoints(value)
      case .dependencies: deployment.dependencies = reading.dependencies(value)
      case .credentials: deployment.credentials = reading.credentials(value)
      }
    }
    if origins["name"] == nil {
      report(
        Problem(
          place: root.place, message: "the key \"name\" is missing",
          expected: "a name for the deployment, such as `name: prod-westeurope`"))
    }
    deployment.origins = origins
    return deployment
  }

  /// Whether `apiVersion` and `kind` are ours, or absent. A file of another format is not read further: nothing said about
  /// its keys would help.
  private mutating func isOfThisFormat(_ members: [Value.Member]) -> Bool {
    var isOurs = true
    for (key, ours) in [("apiVersion", "aml-preflight/v1"), ("kind", "Deployment")] {
      guard let member = members.first(where: { $0.key == key }), let value = declared(member.value, at: key) else {
        continue
      }
      if case .text(ours) = value.content { continue }
      refuse(value, expected: "`\(key): \(ours)`, the format that this version reads")
      isOurs = false
    }
    return isOurs
  }

  /// Requirement ids or roles, by glob.
  private mutating func skip(_ value: Value) -> [String] {
    list(value, of: "requirement ids or roles") { $0.word($1, expected: "a requirement's id or a role, by glob") } ?? []
  }
}
