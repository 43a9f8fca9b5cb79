import Execution
import Model

/// What a conversation has gathered so far, and where its hosts were found.
struct ConversationLog {
  /// Where a host answered; names are asked once, and what worked is tried first.
  struct Place: Hashable {
    var host: Host
    var port: UInt16
  }

  private(set) var gathered: [Gathered] = []
  /// How many requests were made or withheld.
  private(set) var exchanges = 0
  var addresses: [Place: [IPAddress]] = [:]
  /// Hosts whose way has been shown once.
  private var shown: Set<Place> = []

  /// Adds how a host was reached: all of it the first time, and then only what is wrong.
  mutating func add(_ way: [Gathered], to place: Place) {
    let isNew = !shown.contains(place)
    gathered += way.filter { isNew || $0.evidence.isTrouble }
  }

  /// Adds what came of the request that was made there.
  mutating func add(_ exchange: Exchange, at place: Place, start: ContinuousClock.Instant, duration: Milliseconds) {
    exchanges += 1
    shown.insert(place)
    gathered.append(Gathered(.exchange(exchange), start: start, duration: duration))
  }

  /// Corrects the latest exchange by what was learned from its answer.
  mutating func amend(_ change: (inout Exchange) -> Void) {
    guard let index = gathered.indices.last, case .exchange(var exchange) = gathered[index].evidence else { return }
    change(&exchange)
    gathered[index].evidence = .exchange(exchange)
  }
}

extension Evidence {
  /// Whether it says that the next rung cannot be climbed, or that nobody should.
  fileprivate var isTrouble: Bool {
    switch self {
    case .lookup, .exchange, .response, .time, .cluster: false
    case .connection(let connection): !connection.isConnected
    case .tunnel(let tunnel): if case .opened = tunnel.ending { false } else { true }
    case .handshake(let handshake):
      !handshake.isCompleted || !handshake.chainErrors.isEmpty || handshake.nameMatches != true
    }
  }
}
