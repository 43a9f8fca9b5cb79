import Foundation
import Glibc
public import Model

/// BIND's `named` on 127.0.0.1: it listens only on addresses that an interface has, so not on the rest of 127.0.0.0/8.
///
/// It never asks anybody outside: the root zone is its own, so that a name of no zone does not exist.
public final class NamedServer: Sendable {
  /// What a client meets that comes over TCP.
  public enum TCP: Sendable {
    case served
    /// The port is closed.
    case refused
    /// The connection comes up and is never read.
    case neverAnswering
    /// SYNs are dropped.
    case dropped
  }

  public let address: SocketAddress
  private let process: ServerProcess
  private let held: HeldPort?

  /// Starts the server and waits until it answers.
  ///
  /// - Parameters:
  ///   - largestDatagram: bytes of the largest UDP answer, whatever the client allows; 512 to 4096.
  ///   - refusesAll: every question is REFUSED.
  public init(
    zones: [Zone], tcp: TCP = .served, largestDatagram: Int = 1232, refusesAll: Bool = false
  ) async throws {
    var failure: any Error = ServerError.noFreePort
    for _ in 0..<5 {
      let address = SocketAddress(Loopback.first, port: try Loopback.port(freeOn: [Loopback.first]))
      do {
        // named goes on with UDP alone if somebody else has the TCP port.
        let held = try Self.manner(tcp).map { try HeldPort($0, at: address) }
        let configuration = Self.configuration(
          at: address, zones: Self.withRoot(zones), largestDatagram: largestDatagram, refusesAll: refusesAll)
        let process = try await Self.start(configuration, Self.withRoot(zones), at: address)
        (self.address, self.process, self.held) = (address, process, held)
        return
      } catch ServerError.missing(let program) {
        throw ServerError.missing(program)
      } catch {
        // Another program took the port between the choice and the start.
        failure = error
      }
    }
    throw failure
  }

  public var processIdentifier: Int32 { process.processIdentifier }

  /// The server's log, with every question asked.
  public var log: String { process.errors }

  /// Makes the server silent: its port stays open, and nobody reads what comes.
  public func pause() { process.send(signal: SIGSTOP) }

  public func stop() {
    process.stop()
    held?.release()
  }

  private static func manner(_ tcp: TCP) -> HeldPort.Manner? {
    switch tcp {
    case .served: nil
    case .refused: .refusing
    case .neverAnswering: .neverAnswering
    case .dropped: .dropping
    }
  }

  private static func start(
    _ configuration: String, _ zones: [Zone], at address: SocketAddress
  ) async throws -> ServerProcess {
    let program = try Program.named.required()
    let directory = try TemporaryDirectory()
    do {
      try directory.write(configuration, to: "named.conf")
      for (index, zone) in zones.enumerated() {
        if let file = zone.file { try directory.write(file, to: "zone\(index)") }
      }
      // A copy, because Debian's AppArmor profile keeps /usr/sbin/named from reading temporary files.
      try directory.copy(program, to: "named")
      let process = try ServerProcess(
        directory.url.appendingPathComponent("named"), ["-g", "-4", "-n", "1", "-c", directory.path("named.conf")],
        in: directory)
      let question = Self.question()
      try await process.waitUntilReady {
        let log = process.errors
        if log.contains("not listening on any interfaces") || log.contains("could not listen on UDP socket") {
          throw ServerError.silent(program: "named", output: log)
        }
        guard log.contains(" running\n") else { return false }
        let socket = try LoopbackSocket(.datagram)
        return socket.connect(to: address) && socket.answer(to: question, within: 200)?.prefix(2) == question.prefix(2)
      }
      return process
    } catch {
      directory.remove()
      throw error
    }
  }

  /// The question for the root's SOA (RFC 1035 section 4.1).
  private static func question() -> [UInt8] {
    [UInt8.random(in: 0...255), .random(in: 0...255), 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 1]
  }

  /// The zones and, unless given, the root, with a delegation for each forwarded zone: without one BIND would answer
  /// for it from the root's records.
  private static func withRoot(_ zones: [Zone]) -> [Zone] {
    guard !zones.contains(where: { $0.name.isEmpty }) else { return zones }
    let delegations = zones.compactMap { zone -> Zone.Record? in
      guard case .forwarded = zone.content else { return nil }
      return Zone.Record("\(zone.name).", "NS", "ns.\(zone.name).")
    }
    return [Zone("", records: delegations)] + zones
  }

  private static func configuration(
    at address: SocketAddress, zones: [Zone], largestDatagram: Int, refusesAll: Bool
  ) -> String {
    """
    options {
      directory ".";
      listen-on port \(address.port) { \(address.address); };
      listen-on-v6 { none; };
      pid-file none; session-keyfile none; lock-file none; geoip-directory none;
      recursion yes; notify no; empty-zones-enable no; dnssec-validation no;
      allow-query { \(refusesAll ? "none" : "any"); };
      edns-udp-size 512; max-udp-size \(largestDatagram); max-cache-size 8M;
      querylog yes; version none; hostname none;
    };
    controls { };
    \(zones.enumerated().map { $1.statement(file: "zone\($0)") }.joined(separator: "\n"))

    """
  }
}
