import EventLoop
import Glibc
import Testing

@Suite(.serialized, .timeLimit(.minutes(1))) struct `Signal delivery` {
  /// Blocked and raised in the loop's own thread: the test's other threads do not block it and would die of it.
  @Test(arguments: [(SIGINT, Signals.Signal.interrupt), (SIGTERM, Signals.Signal.terminate)])
  func `tells which one came, on the loop`(number: Int32, signal: Signals.Signal) async throws {
    let reactor = try Reactor()
    try reactor.start()
    let raiser = Raiser(reactor: reactor)
    let seen = try await raiser.raise(number)
    #expect(seen == signal)
    reactor.stop()
  }
}

private actor Raiser {
  private let reactor: Reactor
  init(reactor: Reactor) { self.reactor = reactor }
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe reactor.asUnownedSerialExecutor() }

  func raise(_ number: Int32) async throws -> Signals.Signal {
    Signals.block()
    let (stream, continuation) = AsyncStream<Signals.Signal>.makeStream()
    let signals = try Signals(on: reactor) { continuation.yield($0) }
    _ = pthread_kill(pthread_self(), number)
    for await signal in stream {
      _ = consume signals
      return signal
    }
    throw CancellationError()
  }
}
