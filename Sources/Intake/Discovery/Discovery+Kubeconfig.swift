public import Model

extension Deployment {
  /// The same deployment with the API server that a kubeconfig names; where the deployment declares another, that is kept
  /// as a contradiction.
  ///
  /// - Parameter context: The kubeconfig's context; `nil`: its current one.
  public func withAPIServer(
    fromKubeconfigAt path: String, context: String? = nil
  ) throws(IntakeError) -> Deployment {
    let bytes = try InputFile.bytes(atPath: path, expected: "a kubeconfig file")
    let config = try Kubeconfig.read(bytes, named: InputFile.name(of: path), context: context)
    var deployment = self
    deployment.declare("cluster.apiServer.host", \.cluster.server.host, config.host?.flatMap { Host($0) })
    let port = config.port?.flatMap { UInt16(exactly: $0) }
    // A file that names no port means the usual one.
    let isUsual = deployment.cluster.apiServer?.port == nil && port?.value == 443
    if !isUsual { deployment.declare("cluster.apiServer.port", \.cluster.server.port, port) }
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
