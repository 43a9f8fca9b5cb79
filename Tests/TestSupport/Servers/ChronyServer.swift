public import Model

/// chrony's `chronyd` as a time server that has no source but this machine's clock, which it leaves as it is.
public final class ChronyServer: Sendable {
  public let address: SocketAddress
  private let process: ServerProcess

  /// Starts the server and waits until it listens.
  ///
  /// - Parameters:
  ///   - isSynchronized: whether it says that it knows the time.
  ///   - denies: whether it leaves questions without an answer, as one does that this network may not ask.
  public init(
    at address: SocketAddress? = nil, isSynchronized: Bool = true, denies: Bool = false
  ) async throws {
    let own = Loopback.address()
    let place = try address ?? SocketAddress(own, port: Loopback.port(freeOn: [own]))
    self.address = place
    let program = try Program.chronyd.required()
    let directory = try TemporaryDirectory()
    do {
      let path = try directory.write(
        """
        port \(place.port)
        bindaddress \(place.address)
        \(denies ? "allow 192.0.2.1" : "allow all")
        \(isSynchronized ? "local stratum 7" : "server 127.0.0.1 offline")
        cmdport 0
        bindcmdaddress /
        pidfile \(directory.path("chronyd.pid"))

        """, to: "chrony.conf")
      // -x: never sets the clock; -U: needs no root.
      process = try ServerProcess(program, ["-d", "-x", "-U", "-u", "root", "-f", path], in: directory)
      try await process.waitUntilReady { process.errors.contains("chronyd version") && Self.listens(place) }
    } catch {
      directory.remove()
      throw error
    }
  }

  public func stop() { process.stop() }

  /// Whether somebody else has the port.
  private static func listens(_ address: SocketAddress) -> Bool {
    do {
      try LoopbackSocket(.datagram).bind(to: address)
      return false
    } catch {
      return true
    }
  }
}
