import CAres
import EventLoop
import Model

/// A c-ares channel for one nameserver over one transport, driven by the reactor. Stays on the loop: its owner is an
/// actor there, and the handlers that it gives to the reactor come back through that actor.
///
/// One channel knows one nameserver, because a callback of c-ares never says which server answered.
final class AresChannel {
  /// How the reactor's events come back to this channel.
  struct Handlers: Sendable {
    var ready: @Sendable (Int32, Readiness) -> Void
    var due: @Sendable () -> Void
  }

  let isOverTCP: Bool
  var log = SocketLog()
  private let reactor: Reactor
  private let handlers: Handlers
  private var handle: AresHandle?
  private var alarm: Alarm.ID?
  /// The query whose first datagram is about to be sent: its id is not known before.
  private var opening: AresQuery?
  private var queriesByID: [UInt16: AresQuery] = [:]

  /// A channel that gives up a query after `patience`, in which it sends `attempts` datagrams: the wait doubles from one to
  /// the next, and the first is such that the last ends with the patience. Over TCP the query is sent once.
  init(
    to nameserver: SocketAddress, isOverTCP: Bool, patience: Duration, attempts: Int, reactor: Reactor,
    handlers: Handlers
  ) throws(ResolverError) {
    self.isOverTCP = isOverTCP
    self.reactor = reactor
    self.handlers = handlers
    let tries = isOverTCP ? 1 : min(max(attempts, 1), 8)
    let timeout = Milliseconds(patience / ((1 << tries) - 1)).rounded
    let transport = isOverTCP ? ARES_FLAG_USEVC : ARES_FLAG_STAYOPEN | ARES_FLAG_IGNTC
    let flags = ARES_FLAG_EDNS | ARES_FLAG_NOCHECKRESP | ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES | transport
    handle = try unsafe AresHandle(
      .init(
        nameserver: nameserver.description, flags: Int32(flags), milliseconds: Int32(clamping: max(timeout, 1)),
        tries: Int32(tries)),
      functions: Self.socketFunctions(),
      stateChanged: { argument, descriptor, reads, writes in
        unsafe AresChannel.recover(argument).watch(descriptor, reads: reads != 0, writes: writes != 0)
      },
      argument: Unmanaged.passUnretained(self).toOpaque())
  }

  deinit { close() }

  /// Ends all queries and closes all sockets. Further queries end at once.
  func close() {
    // c-ares calls back for each query, and to end each watch, while the handle goes.
    handle = nil
    if let alarm { reactor.cancelAlarm(alarm) }
    alarm = nil
  }

  /// Sends a query; its completion is called once, perhaps before this returns.
  func send(_ query: AresQuery) {
    guard handle != nil else {
      query.completion?(query.exchange(.notAsked(.interrupted("ask the nameserver"))))
      return
    }
    opening = query
    // Released by the callback: c-ares calls back exactly once for each query, with ARES_EDESTRUCTION at the latest.
    let pending = unsafe Unmanaged.passRetained(PendingQuery(query: query, channel: self))
    unsafe handle?.query(query.name.text, type: query.type.rawValue, argument: pending.toOpaque()) {
      argument, status, _, buffer, length in
      guard let argument = unsafe argument else { return }
      let pending = unsafe Unmanaged<PendingQuery>.fromOpaque(argument).takeRetainedValue()
      let bytes = unsafe buffer.map { unsafe [UInt8](UnsafeBufferPointer(start: $0, count: max(0, Int(length)))) }
      pending.channel.end(pending.query, status: status, bytes: bytes)
    }
    opening = nil
    schedule()
  }

  /// A descriptor is ready.
  func process(_ descriptor: Int32, _ readiness: Readiness) {
    handle?.process(
      reading: readiness.isDisjoint(with: [.readable, .failed]) ? -1 : descriptor,
      writing: readiness.isDisjoint(with: [.writable, .failed]) ? -1 : descriptor)
    schedule()
  }

  /// The time that c-ares asked for has come.
  func tick() {
    alarm = nil
    handle?.process(reading: -1, writing: -1)
    schedule()
  }

  func noteSent(id: UInt16) {
    if let opening {
      queriesByID[id] = opening
      self.opening = nil
    }
    queriesByID[id]?.noteSent(id: id)
  }

  func noteArrived(_ bytes: [UInt8], at wall: Int64) {
    guard bytes.count >= 2 else { return }
    queriesByID[UInt16(bytes[0]) << 8 | UInt16(bytes[1])]?.noteArrived(bytes, at: wall)
  }

  private func end(_ query: AresQuery, status: Int32, bytes: [UInt8]?) {
    if let id = query.id { queriesByID[id] = nil }
    query.completion?(exchange(query, AresStatus(status), bytes))
    query.completion = nil
  }

  /// With a message, whatever the status, the message speaks.
  private func exchange(_ query: AresQuery, _ status: AresStatus, _ bytes: [UInt8]?) -> QueryExchange {
    if let bytes { return query.exchange(receiving: bytes) }
    switch status {
    case .timeout: return query.exchangeWithoutAnswer()
    case .socketFailure: return query.exchange(log.ending)
    case .closed: return query.exchange(.notAsked(.interrupted("wait for the answer")))
    case .notMade(let reason): return query.exchange(.notAsked(SystemError(action: "make the query", reason: reason)))
    }
  }

  private func watch(_ descriptor: Int32, reads: Bool, writes: Bool) {
    var interest: Interest = []
    if reads { interest.insert(.readable) }
    if writes { interest.insert(.writable) }
    guard !interest.isEmpty else {
      reactor.unwatch(descriptor)
      return
    }
    let ready = handlers.ready
    reactor.watch(descriptor, for: interest) { ready(descriptor, $0) }
  }

  /// Sees to it that c-ares is called when it wants to be. An alarm that is set already comes soon enough: what it was set
  /// for was sent before, and c-ares looks through all queries to say when the next is due.
  private func schedule() {
    guard alarm == nil else { return }
    alarm = handle?.wait.map { reactor.setAlarm(at: .now + $0, handler: handlers.due) }
  }

  /// What c-ares holds for a query.
  private final class PendingQuery {
    let query: AresQuery
    let channel: AresChannel
    init(query: AresQuery, channel: AresChannel) {
      self.query = query
      self.channel = channel
    }
  }
}
