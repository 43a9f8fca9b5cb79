import Execution
import Foundation
import Model

@testable import Probing

/// Runs transfers against a loopback server on a reactor of their own.
struct Climb {
  var transport = Endpoint.Transport.https
  var upTo = Rung.response
  var host = "good.test"
  var path = "/"
  /// Whether the server is a proxy.
  var isProxied = false
  var timeout = Duration.seconds(10)
  /// Authorities beside those of the system.
  var trusted: [TestCertificate] = []

  /// The evidence of one transfer.
  func up(_ server: LoopbackServer) async throws -> [Gathered] {
    try await withTransfers { transfers in
      await transfers.transfer(request(to: server), over: ConnectedSocket(server.connect()), by: .now + timeout)
    }
  }

  func request(to server: LoopbackServer) -> TransferRequest {
    let address = SocketAddress(IPAddress("127.0.0.1")!, port: server.port)
    return TransferRequest(
      endpoint: Endpoint(
        role: .mcr, host: Host(host)!, port: isProxied ? 443 : server.port, transport: transport, path: path),
      upTo: upTo, address: address,
      proxy: isProxied ? Proxy(host: .address(address.address), port: server.port) : nil)
  }

  /// Opens everything, lets `body` work, and closes it all in order.
  func withTransfers<Result: Sendable>(_ body: (Transfers) async throws -> Result) async throws -> Result {
    try await withReactor { reactor in
      let transfers = try Transfers(on: reactor, trust: trust())
      do {
        let result = try await body(transfers)
        await transfers.close()
        return result
      } catch {
        await transfers.close()
        throw error
      }
    }
  }

  private func trust() throws -> TrustStore {
    guard !trusted.isEmpty else { return try TrustStore() }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).pem")
    try Data(trusted.map(\.pem).joined().utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try TrustStore(file: file.path)
  }
}

extension [Gathered] {
  var tunnel: Tunnel? { lazy.compactMap { if case .tunnel(let tunnel) = $0.evidence { tunnel } else { nil } }.first }
  var handshake: Handshake? {
    lazy.compactMap { if case .handshake(let handshake) = $0.evidence { handshake } else { nil } }.first
  }
  var response: Response? {
    lazy.compactMap { if case .response(let response) = $0.evidence { response } else { nil } }.first
  }
  var answer: Response.Answer? { response?.answer }
}
