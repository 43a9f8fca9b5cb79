import Glibc
import Synchronization
import Testing

@testable import EventLoop

@Suite(.timeLimit(.minutes(1))) struct `The reactor` {
  @Test func `runs an actor bound to it on its own thread`() async throws {
    try await withReactor { reactor in
      let log = Log(reactor)
      #expect(await log.isOnLoop)
      #expect(!reactor.isOnLoop)
    }
  }

  @Test func `runs jobs in the order in which they came`() async throws {
    try await withReactor { reactor in
      let log = Log(reactor)
      // Each append is awaited, so their order is known; the jobs of one task may not overtake each other.
      for number in 0..<1_000 { await log.append(number) }
      #expect(await log.entries == Array(0..<1_000))
    }
  }

  @Test func `runs a task that prefers it on its own thread`() async throws {
    try await withReactor { reactor in
      let onLoop = await withTaskExecutorPreference(reactor) { await onExecutor(reactor) }
      #expect(onLoop)
    }
  }

  @Test func `wakes up for jobs from many threads`() async throws {
    try await withReactor { reactor in
      let log = Log(reactor)
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<500 { group.addTask { await log.append(number) } }
      }
      #expect(await Set(log.entries) == Set(0..<500))
    }
  }

  @Test func `rings alarms by time and not before it`() async throws {
    try await withReactor { reactor in
      let start = ContinuousClock.now
      let order = Mutex<[Int]>([])
      let end = await withCheckedContinuation { continuation in
        for delay in [30, 10, 20] {
          reactor.setAlarm(at: start + .milliseconds(delay)) {
            let count = order.withLock { order in
              order.append(delay)
              return order.count
            }
            if count == 3 { continuation.resume(returning: ContinuousClock.now) }
          }
        }
      }
      #expect(order.withLock { $0 } == [10, 20, 30])
      #expect(end - start >= .milliseconds(30))
    }
  }

  @Test func `does not ring a canceled alarm`() async throws {
    try await withReactor { reactor in
      let rang = Mutex(false)
      await withCheckedContinuation { continuation in
        // On the loop, where no alarm can ring between setting and canceling.
        reactor.setAlarm(at: ContinuousClock.now) {
          let now = ContinuousClock.now
          let canceled = reactor.setAlarm(at: now) { rang.withLock { $0 = true } }
          reactor.setAlarm(at: now + .milliseconds(1)) { continuation.resume() }
          reactor.cancelAlarm(canceled)
        }
      }
      #expect(rang.withLock { $0 } == false)
    }
  }

  // After a long turn a deadline may be over although the answer lies in the socket: that is no silence.
  @Test func `looks at what has arrived before it rings an alarm`() async throws {
    try await withReactor { reactor in
      let pipe = Pipe()
      let reading = pipe.reading
      pipe.send()
      let events = AsyncStream<String> { continuation in
        // In one job, so that both are due when it ends.
        Task(executorPreference: reactor) {
          reactor.watch(reading, for: .readable) { _ in
            reactor.unwatch(reading)
            continuation.yield("arrival")
          }
          reactor.setAlarm(at: .now) {
            continuation.yield("alarm")
            continuation.finish()
          }
        }
      }
      #expect(await events.reduce(into: []) { $0.append($1) } == ["arrival", "alarm"])
    }
  }

  @Test func `rings an alarm set for the past`() async throws {
    try await withReactor { reactor in
      await withCheckedContinuation { continuation in
        reactor.setAlarm(at: ContinuousClock.now - .seconds(5)) { continuation.resume() }
      }
    }
  }

  @Test func `tells when a pipe is readable, on the loop`() async throws {
    try await withReactor { reactor in
      let pipe = Pipe()
      let seen = await withCheckedContinuation { (continuation: CheckedContinuation<(Readiness, Bool), Never>) in
        reactor.watch(pipe.reading, for: .readable) { readiness in
          reactor.unwatch(pipe.reading)
          continuation.resume(returning: (readiness, reactor.isOnLoop))
        }
        pipe.send()
      }
      #expect(seen.0 == .readable)
      #expect(seen.1)
    }
  }

  @Test func `tells when the other end is closed`() async throws {
    try await withReactor { reactor in
      let pipe = Pipe()
      let readiness = await withCheckedContinuation { continuation in
        reactor.watch(pipe.reading, for: .readable) { readiness in
          reactor.unwatch(pipe.reading)
          continuation.resume(returning: readiness)
        }
        pipe.closeWriting()
      }
      #expect(readiness.contains(.failed))
    }
  }

  @Test func `calls only the latest handler of a descriptor`() async throws {
    try await withReactor { reactor in
      let pipe = Pipe()
      let first = Mutex(0)
      await withCheckedContinuation { continuation in
        reactor.watch(pipe.reading, for: .readable) { _ in first.withLock { $0 += 1 } }
        reactor.watch(pipe.reading, for: .readable) { _ in
          reactor.unwatch(pipe.reading)
          continuation.resume()
        }
        pipe.send()
      }
      #expect(first.withLock { $0 } == 0)
    }
  }

  @Test func `says which error keeps a descriptor from being watched`() throws {
    let reactor = try Reactor()
    #expect(reactor.watch(-1, for: .readable) { _ in } == EBADF)
  }

  @Test func `runs what is queued before it stops`() async throws {
    let reactor = try Reactor()
    let log = Log(reactor)
    // Queued at once, before the thread exists; nothing waits for them but `stop`.
    for number in 0..<100 { _ = Task(executorPreference: reactor) { await log.append(number) } }
    try reactor.start()
    reactor.stop()
    reactor.stop()  // once more is no error
    #expect(log.count == 100)
  }

  @Test func `measures its longest turn`() async throws {
    try await withReactor { reactor in
      let log = Log(reactor)
      reactor.resetLongestTurn()
      await log.beBusy(for: .milliseconds(20))
      await log.append(0)
      #expect(reactor.longestTurn >= .milliseconds(20))
      reactor.resetLongestTurn()
      #expect(reactor.longestTurn < .milliseconds(20))
    }
  }

  @Test func `notices that it was woken late`() async throws {
    // Holds whatever thread it comes to, as a machine does that has no time for it.
    signal(SIGUSR2) { _ in
      let end = ContinuousClock.now + .milliseconds(200)
      while ContinuousClock.now < end {}
    }
    try await withReactor { reactor in
      await withCheckedContinuation { continuation in
        // Set on the loop, which then goes to sleep for that long; set from here, it would have to be woken first.
        _ = Task(executorPreference: reactor) {
          // The loop's thread takes no signals otherwise.
          var signals = sigset_t()
          unsafe sigemptyset(&signals)
          unsafe sigaddset(&signals, SIGUSR2)
          unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
          reactor.setAlarm(at: .now + .milliseconds(60)) { continuation.resume() }
        }
        while !reactor.withState({ $0.isSleeping && $0.alarms.earliest() != nil }) { sched_yield() }
        reactor.resetLongestTurn()
        if let thread = reactor.withState({ $0.thread }) { pthread_kill(thread, SIGUSR2) }
      }
      // The end of the turn is noted after its alarms.
      await Log(reactor).append(0)
      #expect(reactor.longestTurn >= .milliseconds(100))
    }
  }

  private func withReactor(_ body: (Reactor) async -> Void) async throws {
    let reactor = try Reactor()
    try reactor.start()
    await body(reactor)
    reactor.stop()
  }
}

/// Runs on whatever executor the task prefers.
@concurrent private func onExecutor(_ reactor: Reactor) async -> Bool { reactor.isOnLoop }

/// An actor on the loop.
private actor Log {
  private let reactor: Reactor
  private let total = Mutex(0)
  private(set) var entries: [Int] = []

  init(_ reactor: Reactor) { self.reactor = reactor }

  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe reactor.asUnownedSerialExecutor() }
  nonisolated var count: Int { total.withLock { $0 } }
  var isOnLoop: Bool { reactor.isOnLoop }

  func append(_ number: Int) {
    entries.append(number)
    total.withLock { $0 += 1 }
  }

  func beBusy(for duration: Duration) {
    let end = ContinuousClock.now + duration
    while ContinuousClock.now < end {}
  }
}

/// A pipe, closed at the end.
final class Pipe: Sendable {
  let reading: Int32
  private let writing: Mutex<Int32?>

  init() {
    var descriptors: [Int32] = [-1, -1]
    _ = unsafe pipe(&descriptors)
    reading = descriptors[0]
    writing = Mutex(descriptors[1])
  }

  deinit {
    close(reading)
    closeWriting()
  }

  func send() {
    let descriptor = writing.withLock { $0 } ?? -1
    _ = unsafe write(descriptor, "x", 1)
  }

  func closeWriting() {
    writing.withLock { writing in
      if let descriptor = writing { close(descriptor) }
      writing = nil
    }
  }
}
