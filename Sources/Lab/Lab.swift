public import Model

/// The loopback lab: nameservers, TLS services and their faults, all on 127.0.0.0/8, without root or a network.
///
/// It serves from ``init(scenario:)`` until ``stop()``, on threads of its own.
public final class Lab: Sendable {
  public let scenario: Scenario
  /// One for each of the scenario's nameservers, in order.
  public let nameservers: [SocketAddress]
  /// The one port of all services.
  public let port: UInt16
  /// A PEM file with the root certificate, in a temporary folder that ``stop()`` removes.
  public let caFile: String
  /// The deployment that is to be probed, as the text of a deployment file.
  public let deploymentFile: String

  private let folder: TemporaryFolder
  private let server: Server
  private static let caFileName = "root.pem"
  private static let deploymentFileName = "demo.yaml"

  /// The first nameserver.
  public var nameserver: SocketAddress { nameservers[0] }

  /// Makes certificates, opens all sockets and starts serving.
  ///
  /// - Throws: ``LabError`` if a socket, a thread, a certificate or a file cannot be made; nothing is left behind.
  public init(scenario: Scenario) throws(LabError) {
    let maker = try CertificateMaker()
    let sockets = try LabSockets.opened(for: scenario, certificates: maker)
    let folder = try TemporaryFolder()
    do throws(LabError) {
      caFile = try folder.write(maker.rootPEM(), to: Self.caFileName)
      server = try Server(sockets.posts, name: "lab-\(sockets.port)")
    } catch {
      folder.remove(files: [Self.caFileName])
      throw error
    }
    self.folder = folder
    self.scenario = scenario
    nameservers = sockets.nameservers
    port = sockets.port
    deploymentFile = DeploymentText(port: sockets.port).text
  }

  deinit {
    stop()
  }

  /// Writes the deployment file beside the certificate, where ``stop()`` removes it too, and returns its path.
  public func writeDeploymentFile() throws(LabError) -> String {
    try folder.write(deploymentFile, to: Self.deploymentFileName)
  }

  /// Ends every connection, joins the threads, closes the sockets and removes the temporary folder. Safe to call again.
  public func stop() {
    server.stop()
    folder.remove(files: [Self.caFileName, Self.deploymentFileName])
  }
}
