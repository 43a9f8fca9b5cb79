import CLinux
import Glibc

/// The signals that ask the program to end, delivered on the loop instead of in the middle of anything.
public struct Signals: ~Copyable {
  /// A request to end.
  public enum Signal: Sendable, Hashable, CaseIterable {
    /// SIGINT: Ctrl-C.
    case interrupt
    /// SIGTERM.
    case terminate

    var number: Int32 {
      switch self {
      case .interrupt: SIGINT
      case .terminate: SIGTERM
      }
    }
  }

  private let reactor: Reactor
  private let descriptor: Int32

  /// Blocks SIGINT and SIGTERM in this thread and those it starts from now on, and ignores SIGPIPE. Call it first thing, before
  /// any thread starts: a thread that does not block a signal receives it in the usual, deadly way.
  public static func block() {
    var set = signalSet()
    _ = unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    lx_ignore_sigpipe()
  }

  /// Calls `handler` on the loop for every signal that arrives, also for one that came since `block()`. Ends with this
  /// value's life.
  public init(on reactor: Reactor, handler: @escaping @Sendable (Signal) -> Void) throws(EventLoopError) {
    self.init(reactor: reactor, descriptor: try Self.open())
    let descriptor = descriptor
    reactor.watch(descriptor, for: .readable) { _ in
      while let signal = Self.next(from: descriptor) { handler(signal) }
    }
  }

  private init(reactor: Reactor, descriptor: Int32) {
    self.reactor = reactor
    self.descriptor = descriptor
  }

  deinit {
    reactor.unwatch(descriptor)
    close(descriptor)
  }

  private static func open() throws(EventLoopError) -> Int32 {
    var set = signalSet()
    let descriptor = unsafe signalfd(-1, &set, Int32(SFD_NONBLOCK) | Int32(SFD_CLOEXEC))
    guard descriptor >= 0 else { throw EventLoopError(action: "open a signal descriptor", code: errno) }
    return descriptor
  }

  private static func signalSet() -> sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for signal in Signal.allCases { unsafe sigaddset(&set, signal.number) }
    return set
  }

  /// The next signal that waits; `nil` if none does.
  private static func next(from descriptor: Int32) -> Signal? {
    var information = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    guard unsafe read(descriptor, &information, size) == size else { return nil }
    return Signal.allCases.first { $0.number == Int32(bitPattern: information.ssi_signo) }
  }
}
