import CLinux
import EventLoop
import Execution
import Glibc
import Model

/// Opens TCP connections and says exactly why one could not be opened.
actor Connector {
  private enum Wait {
    case ready, outOfTime, canceled
  }

  private struct Waiting {
    let descriptor: Int32
    let alarm: Alarm.ID
    let continuation: CheckedContinuation<Wait, Never>
  }

  private let reactor: Reactor
  private var waiting: [UInt64: Waiting] = [:]
  private var lastNumber: UInt64 = 0

  init(reactor: Reactor) {
    self.reactor = reactor
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe reactor.asUnownedSerialExecutor() }

  /// Opens a connection, on which either side sends at most `segmentLimit` bytes at once. Returns at the deadline at the
  /// latest; sooner if the task is canceled.
  func connect(
    to address: SocketAddress, isToProxy: Bool = false, segmentLimit: Int? = nil, by deadline: ContinuousClock.Instant
  ) async -> ConnectionAttempt {
    let start = ContinuousClock.now
    func gathered(_ ending: Connection.Ending, retransmissions: Int? = nil) -> Gathered {
      Gathered(
        .connection(
          Connection(
            address: address, isToProxy: isToProxy, ending: ending, segmentLimit: segmentLimit,
            retransmissions: retransmissions)),
        start: start,
        duration: Milliseconds(.now - start))
    }
    guard start < deadline else {
      let error = SystemError(action: "open a connection", reason: "no time was left")
      return ConnectionAttempt(gathered: gathered(.notTried(error: error)), socket: nil)
    }

    let descriptor = lx_open_tcp_socket(address.systemFamily)
    guard descriptor >= 0 else {
      let ending = Connection.Ending(code: errno, message: nil, family: address.address.family, after: .zero)
      return ConnectionAttempt(gathered: gathered(ending), socket: nil)
    }
    let socket = ConnectedSocket(descriptor)
    if let segmentLimit, lx_limit_segments(descriptor, Int32(clamping: segmentLimit)) == 0 {
      let error = SystemError(action: "limit the size of segments", code: errno)
      return ConnectionAttempt(gathered: gathered(.notTried(error: error)), socket: nil)
    }

    var code: Int32 = unsafe address.withSystemAddress { pointer, length in
      unsafe Glibc.connect(descriptor, pointer, length) == 0 ? 0 : errno
    }
    if code == EINPROGRESS {
      switch await wait(for: descriptor, until: deadline) {
      case .ready:
        code = lx_socket_error(descriptor)
      case .outOfTime:
        return ConnectionAttempt(gathered: gathered(.unanswered(after: Milliseconds(.now - start))), socket: nil)
      case .canceled:
        return ConnectionAttempt(
          gathered: gathered(.notTried(error: .interrupted("wait for the connection"))), socket: nil)
      }
    }
    let elapsed = Milliseconds(.now - start)
    guard code == 0 else {
      let ending = Connection.Ending(
        code: code, message: ICMPMessage(packed: lx_pending_icmp(descriptor)), family: address.address.family,
        after: elapsed)
      return ConnectionAttempt(gathered: gathered(ending), socket: nil)
    }
    let roundTrip = lx_round_trip(descriptor)
    let ending = Connection.Ending.connected(
      after: elapsed, roundTrip: roundTrip > 0 ? Milliseconds(microseconds: Int64(roundTrip)) : nil)
    let repeats = Int(lx_retransmissions(descriptor))
    return ConnectionAttempt(
      gathered: gathered(ending, retransmissions: repeats > 0 ? repeats : nil), socket: socket)
  }

  /// Ends all attempts.
  func close() {
    for number in waiting.keys { finish(number, .canceled) }
  }

  private func wait(for descriptor: Int32, until deadline: ContinuousClock.Instant) async -> Wait {
    lastNumber += 1
    let number = lastNumber
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let alarm = reactor.setAlarm(at: deadline) { self.assumeIsolated { $0.finish(number, .outOfTime) } }
        waiting[number] = Waiting(descriptor: descriptor, alarm: alarm, continuation: continuation)
        reactor.watch(descriptor, for: .writable) { _ in self.assumeIsolated { $0.finish(number, .ready) } }
        // Canceled before there was anything to cancel.
        if Task.isCancelled { finish(number, .canceled) }
      }
    } onCancel: {
      reactor.setAlarm(at: .now) { self.assumeIsolated { $0.finish(number, .canceled) } }
    }
  }

  private func finish(_ number: UInt64, _ result: Wait) {
    guard let waiting = waiting.removeValue(forKey: number) else { return }
    reactor.cancelAlarm(waiting.alarm)
    reactor.unwatch(waiting.descriptor)
    waiting.continuation.resume(returning: result)
  }
}
