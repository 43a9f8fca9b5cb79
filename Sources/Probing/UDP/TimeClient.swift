import CLinux
import EventLoop
import Execution
import Glibc
import Model

/// Asks servers for the time, over UDP: NTP (RFC 5905). Only asks; this machine's clock stays as it is.
actor TimeClient {
  private struct Waiting {
    let descriptor: Int32
    let alarm: Alarm.ID
    let continuation: CheckedContinuation<Void, Never>
  }

  /// How often a server is asked before it counts as silent: a datagram may get lost.
  private static let questions = 2
  /// More than a header and all extensions that anybody sends.
  private static let bufferSize = 1_024

  private let reactor: Reactor
  private var waiting: [UInt64: Waiting] = [:]
  private var lastNumber: UInt64 = 0

  init(reactor: Reactor) {
    self.reactor = reactor
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe reactor.asUnownedSerialExecutor() }

  /// Asks one server. Returns at the deadline at the latest; sooner if the task is canceled.
  func ask(_ address: SocketAddress, by deadline: ContinuousClock.Instant) async -> Gathered {
    let start = ContinuousClock.now
    func gathered(_ ending: TimeExchange.Ending) -> Gathered {
      Gathered(
        .time(TimeExchange(address: address, ending: ending)), start: start, duration: Milliseconds(.now - start))
    }
    func failed(_ code: Int32, _ descriptor: Int32?) -> Gathered {
      let message = descriptor.flatMap { ICMPMessage(packed: lx_pending_icmp($0)) }
      let ending = Connection.Ending(
        code: code, message: message, family: address.address.family, after: Milliseconds(.now - start))
      return gathered(TimeExchange.Ending(ending))
    }
    guard start < deadline else {
      return gathered(.notTried(error: SystemError(action: "ask for the time", reason: "no time was left")))
    }
    let descriptor = lx_open_udp_socket(address.systemFamily)
    guard descriptor >= 0 else { return failed(errno, nil) }
    defer { Glibc.close(descriptor) }
    // Connected: only this server's answers come in, and its network's ICMP messages (ip(7), IP_RECVERR).
    let connected: Int32 = unsafe address.withSystemAddress { pointer, length in
      unsafe Glibc.connect(descriptor, pointer, length) == 0 ? 0 : errno
    }
    guard connected == 0 else { return failed(connected, descriptor) }

    let nonce = UInt64.random(in: 1...UInt64.max)
    let question = TimeMessage.question(nonce)
    var sent: Int64 = 0
    var mismatch: TimeMessage.Mismatch?
    for turn in 1...Self.questions {
      sent = lx_wall_clock()
      let count = unsafe question.withUnsafeBytes { unsafe send(descriptor, $0.baseAddress, $0.count, 0) }
      guard count == question.count else { return failed(errno, descriptor) }
      let now = ContinuousClock.now
      let pause = turn < Self.questions ? now + (deadline - now) / 2 : deadline
      while ContinuousClock.now < pause {
        await wait(for: descriptor, until: pause)
        guard !Task.isCancelled else { return gathered(.notTried(error: .interrupted("wait for the time"))) }
        switch receive(from: descriptor) {
        case .nothing: continue
        case .failure(let code): return failed(code, descriptor)
        case .packet(let bytes, let arrival):
          do {
            return gathered(
              .answered(reply: try TimeMessage.reply(bytes, to: nonce, sent: sent, received: arrival)))
          } catch {
            // Not for us, or not well made: the right one may still come.
            mismatch = error
          }
        }
      }
    }
    let after = Milliseconds(.now - start)
    return gathered(mismatch.map { .foreign(reason: $0.reason, after: after) } ?? .unanswered(after: after))
  }

  /// Ends all waits.
  func close() {
    for number in waiting.keys { finish(number) }
  }

  private enum Received {
    case nothing
    case failure(Int32)
    case packet([UInt8], arrival: Int64)
  }

  private func receive(from descriptor: Int32) -> Received {
    var buffer = [UInt8](repeating: 0, count: Self.bufferSize)
    var arrival: Int64 = 0
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe lx_receive_stamped(descriptor, bytes.baseAddress, UInt(bytes.count), 0, nil, nil, &arrival)
    }
    guard count >= 0 else {
      let code = errno
      return code == EAGAIN || code == EINTR ? .nothing : .failure(code)
    }
    return .packet(Array(buffer.prefix(count)), arrival: arrival > 0 ? arrival : lx_wall_clock())
  }

  private func wait(for descriptor: Int32, until deadline: ContinuousClock.Instant) async {
    lastNumber += 1
    let number = lastNumber
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let alarm = reactor.setAlarm(at: deadline) { self.assumeIsolated { $0.finish(number) } }
        waiting[number] = Waiting(descriptor: descriptor, alarm: alarm, continuation: continuation)
        reactor.watch(descriptor, for: .readable) { _ in self.assumeIsolated { $0.finish(number) } }
        // Canceled before there was anything to cancel.
        if Task.isCancelled { finish(number) }
      }
    } onCancel: {
      reactor.setAlarm(at: .now) { self.assumeIsolated { $0.finish(number) } }
    }
  }

  private func finish(_ number: UInt64) {
    guard let waiting = waiting.removeValue(forKey: number) else { return }
    reactor.cancelAlarm(waiting.alarm)
    reactor.unwatch(waiting.descriptor)
    waiting.continuation.resume()
  }
}

extension TimeExchange.Ending {
  /// What an error of the socket says, told as that of a connection.
  fileprivate init(_ ending: Connection.Ending) {
    switch ending {
    case .connected(let after, _), .unanswered(let after): self = .unanswered(after: after)
    case .refused(let after): self = .refused(after: after)
    case .unreachable(let reason, let after): self = .unreachable(reason: reason, after: after)
    case .notTried(let error):
      self = .notTried(error: SystemError(action: "ask for the time", reason: error.reason))
    }
  }
}
