import EventLoop
import Execution
import Model

/// Asks nameservers, each by itself, and says what each did.
///
/// A question goes out over UDP, as often as configured within its time; a truncated answer is asked for again over TCP on
/// a connection of its own (RFC 7766 section 5). Nothing is read from the machine's configuration.
actor Resolver {
  /// How many questions wait for one nameserver at the same time: with more, answers are lost in the sockets' buffers, of
  /// which the nameserver's own is beyond our reach, and look like silence.
  static let width = 128

  /// A nameserver as it is asked over UDP. A class, so that a question looks it up once and not at each of its steps.
  private final class Server {
    let channel: AresChannel
    var inFlight = 0
    /// Those who wait for their turn, the longest first.
    var queue: [(id: UInt64, continuation: CheckedContinuation<Bool, Never>)] = []

    init(channel: AresChannel) {
      self.channel = channel
    }
  }

  private struct Waiting {
    let query: AresQuery
    let alarm: Alarm.ID
    let continuation: CheckedContinuation<QueryExchange, Never>
  }

  private let reactor: Reactor
  private let patience: Duration
  private let attempts: Int
  private var servers: [SocketAddress: Server] = [:]
  private var connections: [UInt64: AresChannel] = [:]
  private var waiting: [UInt64: Waiting] = [:]
  private var lastNumber: UInt64 = 0

  /// A resolver that gives a question up after `patience`, in which it sends `attempts` datagrams.
  init(reactor: Reactor, patience: Duration, attempts: Int) {
    self.reactor = reactor
    self.patience = patience
    self.attempts = attempts
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe reactor.asUnownedSerialExecutor() }

  /// Asks one nameserver for one type of records of a name; over UDP unless told otherwise. Returns at the deadline,
  /// or after the resolver's patience, at the latest; sooner if the task is canceled.
  func lookUp(
    _ name: DomainName, _ type: RecordType, at nameserver: SocketAddress, over transport: Lookup.Transport? = nil,
    by deadline: ContinuousClock.Instant
  ) async -> Gathered {
    let start = ContinuousClock.now
    let deadline = min(deadline, start + patience)
    let first =
      transport == .tcp
      ? await askOverTCP(name, type, at: nameserver, by: deadline) : await ask(name, type, at: nameserver, by: deadline)
    var lookup = Lookup(
      name: name, type: type, nameserver: nameserver, transport: transport,
      ending: first.lookupEnding(after: Milliseconds(.now - start)), attempts: first.datagrams,
      roundTrip: first.roundTrip)
    if transport != .tcp, let message = lookup.message, message.isTruncated {
      let retryStart = ContinuousClock.now
      let second = await askOverTCP(name, type, at: nameserver, by: deadline)
      lookup.retryOverTCP = second.retry(after: Milliseconds(.now - retryStart))
      // The cut answer came late: that nothing followed in what was left of the time says nothing.
      if case .unanswered = lookup.retryOverTCP, deadline - retryStart < patience / 4 {
        let error = SystemError(action: "ask again over TCP", reason: "too little time was left")
        lookup.retryOverTCP = .notTried(error: error)
      }
      if case .answered(let received) = second.ending { lookup.ending = .answered(message: received.message) }
    }
    return Gathered(.lookup(lookup), start: start, duration: Milliseconds(.now - start))
  }

  /// Ends all questions and closes all sockets.
  func close() {
    for connection in connections.values { connection.close() }
    for server in servers.values {
      server.channel.close()
      for waiter in server.queue { waiter.continuation.resume(returning: false) }
      server.queue = []
    }
    connections = [:]
    servers = [:]
  }

  // MARK: UDP

  private func ask(
    _ name: DomainName, _ type: RecordType, at nameserver: SocketAddress, by deadline: ContinuousClock.Instant
  ) async -> QueryExchange {
    let server: Server
    do throws(ResolverError) {
      server = try self.server(nameserver)
    } catch {
      return QueryExchange(ending: .notAsked(SystemError(action: "ask the nameserver", reason: error.reason)))
    }
    guard await takeTurn(at: server, nameserver, by: deadline) else {
      let reason = Task.isCancelled ? "the run was interrupted" : "too many questions wait for this nameserver"
      return QueryExchange(ending: .notAsked(SystemError(action: "ask the nameserver", reason: reason)))
    }
    return await exchange(AresQuery(name: name, type: type), over: server.channel, at: server, by: deadline)
  }

  private func server(_ nameserver: SocketAddress) throws(ResolverError) -> Server {
    if let server = servers[nameserver] { return server }
    let server = Server(channel: try openServer(nameserver))
    servers[nameserver] = server
    return server
  }

  private func openServer(_ nameserver: SocketAddress) throws(ResolverError) -> AresChannel {
    try AresChannel(
      to: nameserver, isOverTCP: false, patience: patience, attempts: attempts, reactor: reactor,
      handlers: .init(
        ready: { descriptor, readiness in
          self.assumeIsolated { $0.servers[nameserver]?.channel.process(descriptor, readiness) }
        },
        due: { self.assumeIsolated { $0.servers[nameserver]?.channel.tick() } }))
  }

  /// Waits until fewer than `width` questions are with the nameserver; whether that came before the deadline.
  private func takeTurn(
    at server: Server, _ nameserver: SocketAddress, by deadline: ContinuousClock.Instant
  ) async -> Bool {
    guard server.inFlight >= Self.width else {
      server.inFlight += 1
      return true
    }
    let id = nextNumber()
    let alarm = reactor.setAlarm(at: deadline) { self.assumeIsolated { $0.leaveQueue(id, at: nameserver) } }
    defer { reactor.cancelAlarm(alarm) }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        servers[nameserver]?.queue.append((id, continuation))
        // Canceled before there was anything to cancel.
        if Task.isCancelled { leaveQueue(id, at: nameserver) }
      }
    } onCancel: {
      reactor.setAlarm(at: .now) { self.assumeIsolated { $0.leaveQueue(id, at: nameserver) } }
    }
  }

  private func leaveQueue(_ id: UInt64, at nameserver: SocketAddress) {
    guard let server = servers[nameserver], let index = server.queue.firstIndex(where: { $0.id == id }) else { return }
    server.queue.remove(at: index).continuation.resume(returning: false)
  }

  /// A question has ended for c-ares too: the turn goes to the one who waits longest.
  private func endTurn(at server: Server) {
    if server.queue.isEmpty {
      server.inFlight -= 1
    } else {
      server.queue.removeFirst().continuation.resume(returning: true)
    }
  }

  // MARK: TCP

  /// On a connection of its own: a connection that the nameserver closes after its answer takes no other question with it.
  private func askOverTCP(
    _ name: DomainName, _ type: RecordType, at nameserver: SocketAddress, by deadline: ContinuousClock.Instant
  ) async -> QueryExchange {
    let number = nextNumber()
    do throws(ResolverError) {
      connections[number] = try AresChannel(
        to: nameserver, isOverTCP: true, patience: patience, attempts: 1, reactor: reactor,
        handlers: .init(
          ready: { descriptor, readiness in
            self.assumeIsolated { $0.connections[number]?.process(descriptor, readiness) }
          },
          due: { self.assumeIsolated { $0.connections[number]?.tick() } }))
    } catch {
      return QueryExchange(ending: .notAsked(SystemError(action: "ask the nameserver", reason: error.reason)))
    }
    guard let channel = connections[number] else { return QueryExchange(ending: .unanswered) }
    let exchange = await exchange(AresQuery(name: name, type: type), over: channel, by: deadline)
    channel.close()
    connections[number] = nil
    return exchange
  }

  // MARK: Waiting

  /// Sends the query and waits for its end, the deadline or cancellation. Its turn at the server, if it has one, ends when
  /// c-ares ends the query, which can be later: there is no way to cancel one.
  private func exchange(
    _ query: AresQuery, over channel: AresChannel, at server: Server? = nil, by deadline: ContinuousClock.Instant
  ) async -> QueryExchange {
    let number = nextNumber()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let alarm = reactor.setAlarm(at: deadline) { self.assumeIsolated { $0.giveUp(number) } }
        waiting[number] = Waiting(query: query, alarm: alarm, continuation: continuation)
        query.completion = { exchange in
          if let server { self.endTurn(at: server) }
          self.finish(number, exchange)
        }
        channel.send(query)
        // Canceled before there was anything to cancel.
        if Task.isCancelled { cancel(number) }
      }
    } onCancel: {
      reactor.setAlarm(at: .now) { self.assumeIsolated { $0.cancel(number) } }
    }
  }

  private func giveUp(_ number: UInt64) {
    guard let query = waiting[number]?.query else { return }
    finish(number, query.exchangeWithoutAnswer())
  }

  private func cancel(_ number: UInt64) {
    guard let query = waiting[number]?.query else { return }
    finish(number, query.exchange(.notAsked(.interrupted("wait for the answer"))))
  }

  private func finish(_ number: UInt64, _ exchange: QueryExchange) {
    guard let waiting = waiting.removeValue(forKey: number) else { return }
    reactor.cancelAlarm(waiting.alarm)
    waiting.continuation.resume(returning: exchange)
  }

  private func nextNumber() -> UInt64 {
    lastNumber += 1
    return lastNumber
  }
}

extension QueryExchange {
  /// As the ending of a lookup whose question went out over UDP.
  fileprivate func lookupEnding(after elapsed: Milliseconds) -> Lookup.Ending {
    switch ending {
    case .answered(let received): .answered(message: received.message)
    case .unanswered: .unanswered(after: elapsed)
    case .refused: .refused(after: elapsed)
    case .malformed(let reason, let bytes): .malformed(reason: reason, message: Bytes(bytes))
    case .notAsked(let error): .notAsked(error: error)
    }
  }

  /// As what became of a truncated answer.
  fileprivate func retry(after elapsed: Milliseconds) -> Lookup.Retry {
    switch ending {
    case .answered: .answered(after: elapsed)
    case .unanswered: .unanswered(after: elapsed)
    case .refused: .refused(after: elapsed)
    case .malformed(let reason, _): .malformed(reason: reason)
    case .notAsked(let error): .notTried(error: error)
    }
  }
}
