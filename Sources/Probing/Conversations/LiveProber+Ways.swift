import Execution
import Model

/// A connection to a host of a conversation, or the rung that could not be completed.
struct ReachedHost: ~Copyable {
  var request: TransferRequest
  var rung: Rung
  private var socket: ConnectedSocket?

  init(_ request: TransferRequest, rung: Rung, socket: consuming ConnectedSocket?) {
    self.request = request
    self.rung = rung
    self.socket = socket
  }

  /// Hands the connection over.
  mutating func takeSocket() -> ConnectedSocket? { socket.take() }
}

extension LiveProber {
  /// How a host of a conversation is reached: by `route` if it is the one that was planned, else as the vantage reaches any.
  func way(to endpoint: Endpoint, of conversation: Conversation, route: Route?) -> Route {
    if conversation.isNeverProxied { return .direct }
    if let route { return route }
    guard let proxy = vantage.proxy, !proxy.excepts(endpoint.host) else { return .direct }
    return .proxy(proxy)
  }

  /// Connects to the first address that takes a connection, as clients do, and writes down what was tried.
  func reach(
    _ target: TransferRequest, by way: Route, at place: ConversationLog.Place, in log: inout ConversationLog,
    until deadline: ContinuousClock.Instant
  ) async -> ReachedHost {
    var target = target
    let host: Host
    let port: UInt16
    switch way {
    case .direct: (host, port) = (target.endpoint.host, target.endpoint.port)
    case .proxy(let proxy):
      (host, port) = (proxy.host, proxy.port)
      target.proxy = proxy
    }
    let now = ContinuousClock.now
    let connectionDeadline = min(deadline, now + patience)
    var tried: [Gathered] = []
    if log.addresses[place] == nil {
      let found = await addresses(of: host, families: vantage.families, by: now + (connectionDeadline - now) / 2)
      tried += found.evidence
      log.addresses[place] = found.addresses.filter { vantage.families.contains($0.family) }
    }
    let addresses = log.addresses[place] ?? []
    if addresses.isEmpty, let proxy = target.proxy {
      let tunnel = Tunnel(proxy: proxy.hostAndPort, target: target.endpoint.hostAndPort, ending: .proxyUnresolved)
      tried.append(Gathered(.tunnel(tunnel), start: .now, duration: .zero))
    }
    for (index, address) in addresses.enumerated() {
      target.address = SocketAddress(address, port: port)
      // What is left is for those that are left; the last has all of it.
      let moment = ContinuousClock.now
      let share = max(.zero, connectionDeadline - moment) / max(1, addresses.count - index)
      let attempt = await connector.connect(to: target.address, isToProxy: target.proxy != nil, by: moment + share)
      tried.append(attempt.gathered)
      guard let socket = attempt.takeSocket() else { continue }
      log.add(tried, to: place)
      log.addresses[place] = [address] + addresses.filter { $0 != address }
      return ReachedHost(target, rung: .connection, socket: socket)
    }
    log.add(tried, to: place)
    return ReachedHost(target, rung: addresses.isEmpty ? .lookup : .connection, socket: nil)
  }
}
