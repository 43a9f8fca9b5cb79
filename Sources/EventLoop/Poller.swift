import CLinux
import Glibc

/// The only place that talks to epoll: the epoll descriptor and the eventfd that wakes it.
struct Poller: ~Copyable, Sendable {
  /// One descriptor that became ready.
  struct Event {
    let descriptor: Int32
    /// The number given to `watch`: an event of an earlier watch of the same descriptor number has another.
    let generation: UInt32
    let readiness: Readiness
  }

  private let epoll: Int32
  private let wakeUp: Int32
  private static let wakeUpToken = UInt64.max

  init() throws(EventLoopError) {
    let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard epoll >= 0 else { throw EventLoopError(action: "open an epoll descriptor", code: errno) }
    let wakeUp = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
    guard wakeUp >= 0 else {
      let code = errno
      close(epoll)
      throw EventLoopError(action: "open an event descriptor", code: code)
    }
    let code = Self.control(epoll, EPOLL_CTL_ADD, wakeUp, events: EPOLLIN.rawValue, token: Self.wakeUpToken)
    guard code == 0 else {
      close(wakeUp)
      close(epoll)
      throw EventLoopError(action: "watch the event descriptor", code: code)
    }
    self.epoll = epoll
    self.wakeUp = wakeUp
  }

  deinit {
    close(wakeUp)
    close(epoll)
  }

  /// Watches a descriptor, level-triggered, in place of any earlier watch of it. Returns 0 or an error number.
  func watch(_ descriptor: Int32, for interest: Interest, generation: UInt32) -> Int32 {
    var events: UInt32 = 0
    if interest.contains(.readable) { events |= EPOLLIN.rawValue }
    if interest.contains(.writable) { events |= EPOLLOUT.rawValue }
    let token = UInt64(UInt32(bitPattern: descriptor)) | UInt64(generation) << 32
    // The kernel forgets a descriptor when it is closed, so only trying tells which of the two it is.
    let code = Self.control(epoll, EPOLL_CTL_MOD, descriptor, events: events, token: token)
    guard code == ENOENT else { return code }
    return Self.control(epoll, EPOLL_CTL_ADD, descriptor, events: events, token: token)
  }

  private static func control(
    _ epoll: Int32, _ operation: Int32, _ descriptor: Int32, events: UInt32, token: UInt64
  ) -> Int32 {
    var event = unsafe epoll_event(events: events, data: epoll_data_t(u64: token))
    return unsafe epoll_ctl(epoll, operation, descriptor, &event) == 0 ? 0 : errno
  }

  /// Ends a watch; one that the kernel no longer knows is no error.
  func unwatch(_ descriptor: Int32) {
    _ = epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, nil)
  }

  /// Ends the current or next wait. From any thread.
  func wake() {
    var one: UInt64 = 1
    // Fails only if the counter is full, and then the loop is awake already.
    _ = unsafe write(wakeUp, &one, MemoryLayout<UInt64>.size)
  }

  /// Waits until a descriptor is ready, `wake()` is called or the time is over (`nil`: however long it takes).
  /// Returns at most `limit` events; a signal ends the wait early.
  func wait(for duration: Duration?, limit: Int = 256) -> [Event] {
    unsafe withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: limit) { buffer in
      let count = unsafe epoll_wait(epoll, buffer.baseAddress, Int32(limit), Self.milliseconds(duration))
      var events: [Event] = []
      for index in 0..<max(0, Int(count)) {
        let (token, bits) = unsafe (buffer[index].data.u64, buffer[index].events)
        guard token != Self.wakeUpToken else {
          emptyCounter()
          continue
        }
        events.append(
          Event(
            descriptor: Int32(bitPattern: UInt32(truncatingIfNeeded: token)), generation: UInt32(token >> 32),
            readiness: Self.readiness(bits)))
      }
      return events
    }
  }

  /// Forgets the calls of `wake()` so far.
  private func emptyCounter() {
    var count: UInt64 = 0
    // It may be empty already, which is as good.
    _ = unsafe read(wakeUp, &count, MemoryLayout<UInt64>.size)
  }

  /// Rounded up: a wait that ends too early would make the loop spin until the alarm is due.
  private static func milliseconds(_ duration: Duration?) -> Int32 {
    guard let duration else { return -1 }
    guard duration > .zero else { return 0 }
    let (seconds, attoseconds) = duration.components
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    return Int32(seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  private static func readiness(_ events: UInt32) -> Readiness {
    var readiness: Readiness = []
    if events & EPOLLIN.rawValue != 0 { readiness.insert(.readable) }
    if events & EPOLLOUT.rawValue != 0 { readiness.insert(.writable) }
    if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { readiness.insert(.failed) }
    return readiness
  }
}
