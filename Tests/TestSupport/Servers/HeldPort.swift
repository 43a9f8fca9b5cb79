import Glibc
public import Model
import Synchronization

/// A TCP port where no server answers, in one of three ways.
public final class HeldPort: Sendable {
  public enum Manner: Sendable, CaseIterable {
    /// Connections are refused, and no other program can take the port.
    case refusing
    /// The kernel accepts the connection; nobody ever reads or writes.
    case neverAnswering
    /// The queue is full: a SYN is dropped, as a firewall would.
    case dropping
  }

  public let address: SocketAddress
  private let descriptors: Mutex<[Int32]>

  /// Takes a port.
  ///
  /// - Parameter address: `nil`: an address and a port of its own.
  public init(_ manner: Manner, at address: SocketAddress? = nil) throws {
    let own = Loopback.address()
    self.address = try address ?? SocketAddress(own, port: Loopback.port(freeOn: [own]))
    let holder = try LoopbackSocket(.stream)
    try holder.bind(to: self.address)
    var kept = [holder.duplicate()]
    if manner != .refusing {
      // A backlog of 0 holds one connection (Linux compares with "greater"); further SYNs are dropped.
      try holder.listen(backlog: manner == .dropping ? 0 : 64)
    }
    if manner == .dropping {
      for _ in 0..<2 {
        let filler = try LoopbackSocket(.stream)
        _ = filler.connect(to: self.address)
        kept.append(filler.duplicate())
      }
    }
    descriptors = Mutex(kept)
  }

  /// Gives the port back.
  public func release() {
    descriptors.withLock { descriptors in
      for descriptor in descriptors { close(descriptor) }
      descriptors = []
    }
  }

  deinit { release() }
}
