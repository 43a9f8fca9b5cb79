import ClusterAPI
public import Model

extension Deployment {
  /// The same deployment with the API server that a kubeconfig names; where the deployment declares another, that is kept
  /// as a contradiction.
  public func withAPIServer(of found: Kubeconfigs.Login) -> Deployment {
    var deployment = self
    let server = found.login.server
    deployment.declare("cluster.apiServer.host", \.cluster.server.host, Sourced(server.host, at: found.serverPlace))
    // A file that names no port means the usual one.
    let isUsual = deployment.cluster.apiServer?.port == nil && server.port == 443
    if !isUsual {
      deployment.declare("cluster.apiServer.port", \.cluster.server.port, Sourced(server.port, at: found.serverPlace))
    }
    return deployment
  }

  private mutating func declare<Claimed: Equatable & CustomStringConvertible>(
    _ path: String, _ keyPath: WritableKeyPath<Deployment, Claimed?>, _ claim: Sourced<Claimed>?
  ) {
    guard let claim else { return }
    if let known = self[keyPath: keyPath], known != claim.value, let origin = origins[path] {
      contradictions.append(
        Contradiction(
          path: path,
          claims: [
            Contradiction.Claim(value: claim.value.description, place: claim.place),
            Contradiction.Claim(value: known.description, place: origin),
          ]))
    }
    self[keyPath: keyPath] = claim.value
    origins[path] = claim.place
  }
}

extension Kubeconfig {
  /// The kubeconfig in a file's bytes; a file of another kind is refused.
  static func read(_ bytes: [UInt8], named file: String, context: String?) throws(IntakeError) -> Kubeconfig {
    let root = Cursor(try DocumentText.root(of: bytes, named: file))
    var reading = ResourceReading()
    guard root["kind"]?.text == "Config" || root["clusters"] != nil else {
      throw IntakeError(problems: [
        Problem(place: root.value.place, message: "the file is no kubeconfig", expected: "kind: Config")
      ])
    }
    let config = reading.kubeconfig(root, context: context)
    if !reading.problems.isEmpty { throw IntakeError(problems: reading.problems) }
    return config
  }
}
