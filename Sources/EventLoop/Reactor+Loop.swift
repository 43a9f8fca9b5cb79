import CLinux
import Glibc

extension Reactor {
  /// Starts the loop's thread. Once in a reactor's life.
  public func start() throws(EventLoopError) {
    withState { state in
      precondition(state.phase == .new, "a reactor is started once")
      state.phase = .running
    }
    // The thread owns one reference, which it releases when the loop ends.
    let owned = unsafe Unmanaged.passRetained(self)
    var thread = pthread_t()
    let code = unsafe pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer = unsafe pointer else { return nil }
        unsafe Unmanaged<Reactor>.fromOpaque(pointer).takeRetainedValue().run()
        return nil
      }, unsafe owned.toOpaque())
    guard code == 0 else {
      unsafe owned.release()
      withState { $0.phase = .new }
      throw EventLoopError(action: "start the thread of the event loop", code: code)
    }
    // `run` writes the same value; whoever comes first, it is known to both sides.
    withState { [thread] state in state.thread = thread }
  }

  /// Runs jobs until none is left, then ends the thread and waits for that. Alarms that have not rung and watches are
  /// dropped; a job posted afterwards is an error of the program. Not from the loop itself.
  public func stop() {
    precondition(!isOnLoop, "the loop cannot wait for its own end")
    let thread = withState { state -> pthread_t? in
      guard state.phase == .running else { return nil }
      state.phase = .stopping
      state.isSleeping = false
      return state.thread
    }
    guard let thread else { return }
    poller.wake()
    _ = pthread_join(thread, nil)
    withState { state in
      state.thread = nil
      state.watches = [:]
      state.alarms = AlarmHeap()
    }
  }

  /// The thread: one turn after the other until `stop()` finds nothing left to do.
  private func run() {
    let current = pthread_self()
    withState { $0.thread = current }
    let serial = unsafe asUnownedSerialExecutor()
    let task = unsafe asUnownedTaskExecutor()
    let clock = ContinuousClock()
    while true {
      var turnStart = clock.now
      for _ in 0..<Self.roundLimit {
        let jobs = takeJobs()
        if jobs.isEmpty { break }
        for job in jobs {
          unsafe job.runSynchronously(isolatedTo: serial, taskExecutor: task)
        }
      }
      note(turn: clock.now - turnStart)

      let waitStart = clock.now
      guard let duration = nextWait(now: waitStart) else { return }
      let events = poller.wait(for: duration == .seconds(Int64.max) ? nil : duration)
      turnStart = clock.now
      // Called too late: this machine had no time for the thread.
      if duration != .seconds(Int64.max) { note(turn: turnStart - waitStart - duration) }
      withState { $0.isSleeping = false }
      // What has arrived comes before the alarms: after a long turn a deadline may be over although the answer lies in
      // the socket, and that must not look like silence.
      for event in events {
        // Looked up one by one: an earlier handler may have ended this watch, or closed the descriptor and opened
        // another one with its number.
        let watch = withState { $0.watches[event.descriptor] }
        if let watch, watch.generation == event.generation { watch.handler(event.readiness) }
      }
      ringAlarms(dueAt: turnStart)
      note(turn: clock.now - turnStart)
    }
  }

  /// How often the jobs that jobs leave are run before the loop looks at descriptors and alarms again. Mostly they are the
  /// rest of what one answer sets off, and looking costs a system call.
  private static let roundLimit = 16

  private func takeJobs() -> [UnownedJob] {
    withState { state in
      let jobs = state.jobs
      state.jobs = []
      return jobs
    }
  }

  /// Alarms set by a handler for a moment that has passed wait for the next turn, so that they cannot starve the rest.
  private func ringAlarms(dueAt now: ContinuousClock.Instant) {
    while let alarm = withState({ $0.alarms.takeDue(at: now) }) { alarm.handler() }
  }

  /// How long to wait: not at all with a job queued, otherwise until the next alarm. `nil` when the loop has ended.
  private func nextWait(now: ContinuousClock.Instant) -> Duration? {
    withState { state in
      guard state.jobs.isEmpty else { return .zero }
      if state.phase == .stopping {
        state.phase = .stopped
        return nil
      }
      state.isSleeping = true
      return state.alarms.earliest().map { max(.zero, $0 - now) } ?? .seconds(Int64.max)
    }
  }

  private func note(turn: Duration) {
    withState { $0.longestTurn = max($0.longestTurn, turn) }
  }
}
