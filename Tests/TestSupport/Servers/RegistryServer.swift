public import Model

/// Docker's registry, with tokens: `/v2/` is answered with 401 and a Bearer challenge.
public final class RegistryServer: Sendable {
  public let address: SocketAddress
  private let process: ServerProcess

  /// Starts the server and waits until it accepts connections.
  ///
  /// - Parameters:
  ///   - host: the name in the challenge.
  ///   - port: `nil`: chosen here.
  ///   - isPublic: Whether everybody may pull, as from Microsoft's, without a token.
  public init(
    host: String, at ip: IPAddress = Loopback.address(), port: UInt16? = nil, identity: TestAuthority.Identity,
    isPublic: Bool = false
  ) async throws {
    let address = SocketAddress(ip, port: try port ?? Loopback.port(freeOn: [ip]))
    self.address = address
    let program = try Program.dockerRegistry.required()
    let directory = try TemporaryDirectory()
    do {
      // Every account that asks for a token is checked with the keys of a bundle; no test has a token.
      let authentication =
        isPublic
        ? ""
        : "auth: {token: {realm: \"https://\(host)/oauth2/token\", service: \(host), issuer: test, "
          + "rootcertbundle: \(identity.chain)}}"
      let path = try directory.write(
        """
        version: 0.1
        log: {level: info, formatter: text}
        storage: {filesystem: {rootdirectory: \(directory.path("data"))}}
        \(authentication)
        http:
          addr: \(address)
          secret: test
          tls: {certificate: \(identity.chain), key: \(identity.key)}

        """, to: "config.yml")
      process = try ServerProcess(program, ["serve", path], in: directory)
      try await process.waitUntilReady { try Loopback.accepts(address) }
    } catch {
      directory.remove()
      throw error
    }
  }

  public var processIdentifier: Int32 { process.processIdentifier }

  public var log: String { process.output + process.errors }

  public func stop() { process.stop() }
}
