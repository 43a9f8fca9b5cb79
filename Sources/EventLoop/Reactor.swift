import CLinux
import Glibc
import Synchronization

/// One thread that waits for descriptors and alarms and runs the jobs of every actor bound to it.
///
/// An actor binds itself by returning `asUnownedSerialExecutor()` as its `unownedExecutor`; on the loop's thread, also in
/// a handler outside any job, its `assumeIsolated` holds. Handlers and jobs must not block.
public final class Reactor: SerialExecutor, TaskExecutor {
  /// A watched descriptor.
  struct Watch {
    let generation: UInt32
    let handler: @Sendable (Readiness) -> Void
  }

  enum Phase {
    case new, running, stopping, stopped
  }

  struct State {
    var phase = Phase.new
    var thread: pthread_t?
    var jobs: [UnownedJob] = []
    var watches: [Int32: Watch] = [:]
    var lastGeneration: UInt32 = 0
    var alarms = AlarmHeap()
    var lastAlarm: UInt64 = 0
    /// Whether the loop waits, or is about to, and has not been woken since.
    var isSleeping = false
    var longestTurn = Duration.zero
  }

  let poller: Poller
  private let state = Mutex(State())

  /// A reactor that does not run yet; jobs and watches are kept until it does.
  public init() throws(EventLoopError) {
    poller = try Poller()
  }

  /// The only way to the state. Never call a handler, a job or C inside.
  func withState<Result: Sendable>(_ body: (inout State) -> sending Result) -> Result {
    state.withLock { state in
      // The sanitizer needs an address that stands for the lock; this object's own does.
      let address = unsafe Unmanaged.passUnretained(self).toOpaque()
      unsafe lx_tsan_acquire(address)
      defer { unsafe lx_tsan_release(address) }
      return body(&state)
    }
  }

  // MARK: Jobs

  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let mustWake = withState { state in
      precondition(state.phase != .stopped, "a job for a reactor that has stopped would never run")
      state.jobs.append(job)
      defer { state.isSleeping = false }
      return state.isSleeping
    }
    if mustWake { poller.wake() }
  }

  public func asUnownedSerialExecutor() -> UnownedSerialExecutor { unsafe UnownedSerialExecutor(ordinary: self) }

  /// Whether the caller runs on the loop's thread.
  public var isOnLoop: Bool {
    let current = pthread_self()
    return withState { $0.thread == current }
  }

  public func checkIsolated() {
    precondition(isOnLoop, "not on the thread of the reactor")
  }

  public func isIsolatingCurrentContext() -> Bool? { isOnLoop }

  // MARK: Descriptors

  /// Calls `handler` on the loop whenever the descriptor is ready, as long as it is (level-triggered), in place of any
  /// earlier watch of it. From any thread, but for one descriptor not from two at once. Call `unwatch` before closing it.
  /// Returns the system's error number if the descriptor cannot be watched (a regular file), otherwise `nil`.
  @discardableResult
  public func watch(
    _ descriptor: Int32, for interest: Interest, handler: @escaping @Sendable (Readiness) -> Void
  ) -> Int32? {
    let generation = withState { state in
      state.lastGeneration &+= 1
      state.watches[descriptor] = Watch(generation: state.lastGeneration, handler: handler)
      return state.lastGeneration
    }
    let code = poller.watch(descriptor, for: interest, generation: generation)
    guard code != 0 else { return nil }
    withState { $0.watches[descriptor] = nil }
    return code
  }

  /// Ends the watch of a descriptor: its handler is not called again once this returns on the loop. One that is not
  /// watched is no error.
  public func unwatch(_ descriptor: Int32) {
    let wasWatched = withState { $0.watches.removeValue(forKey: descriptor) != nil }
    if wasWatched { poller.unwatch(descriptor) }
  }

  // MARK: Alarms

  /// Calls `handler` on the loop once at `instant` or up to a few milliseconds later; soon, if that is past. From any thread.
  @discardableResult
  public func setAlarm(at instant: ContinuousClock.Instant, handler: @escaping @Sendable () -> Void) -> Alarm.ID {
    let (id, mustWake) = withState { state in
      state.lastAlarm += 1
      let id = Alarm.ID(number: state.lastAlarm)
      state.alarms.insert(Alarm(id: id, instant: instant, handler: handler))
      let mustWake = state.isSleeping && state.alarms.earliest() == instant
      if mustWake { state.isSleeping = false }
      return (id, mustWake)
    }
    if mustWake { poller.wake() }
    return id
  }

  /// Forgets an alarm; one that has rung already is no error.
  public func cancelAlarm(_ id: Alarm.ID) {
    withState { $0.alarms.remove(id) }
  }

  // MARK: Our own delay

  /// The longest time since `resetLongestTurn()` for which the loop was busy, or was not run, and could not notice anything.
  public var longestTurn: Duration { withState { $0.longestTurn } }

  /// Begins a new measurement of `longestTurn`.
  public func resetLongestTurn() {
    withState { $0.longestTurn = .zero }
  }
}
