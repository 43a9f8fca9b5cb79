import ArgumentParser
import EventLoop
import Execution
import Platform

/// Does the same again and again, at even intervals, until a signal ends it.
struct Rounds {
  /// From the start of one round to the start of the next.
  let interval: Duration

  /// Returns how the program ends. Throws what a round throws, unless it is one after the first that only says that
  /// something is wrong with what is read: then that is said, and the next round reads it again.
  ///
  /// - Parameter round: One round; it is told whether it is the first.
  func run(_ round: (_ isFirst: Bool) async throws -> Check.Outcome) async throws -> ExitCode {
    var rhythm = Rhythm(every: interval, from: .now)
    var isFirst = true
    while true {
      do {
        let outcome = try await round(isFirst)
        if let problem = outcome.problem {
          guard !outcome.isInterrupted else { throw problem }
          Self.complain(problem)
        }
        if outcome.isInterrupted { return outcome.code }
      } catch let error as any UserFacingError where !isFirst && error.status == .usage {
        Self.complain(error)
      }
      isFirst = false
      if let signal = try await Pause.until(rhythm.next(after: .now)) { return ExitCode(ExitStatus(signal).rawValue) }
    }
  }

  private static func complain(_ error: any UserFacingError) {
    AMLPreflight.complain("\(error)")
  }
}

/// A wait that a signal ends.
enum Pause {
  /// Returns at the moment, or with the signal that asked for an end before; also with one that came since
  /// `Signals.block()`.
  static func until(_ moment: ContinuousClock.Instant) async throws(EventLoopError) -> Signals.Signal? {
    let reactor = try Reactor()
    let (ends, end) = AsyncStream<Signals.Signal?>.makeStream()
    let signals = try Signals(on: reactor) { end.yield($0) }
    reactor.setAlarm(at: moment) { end.yield(nil) }
    try reactor.start()
    let signal = await Self.first(of: ends)
    // Before the loop that it watches by stops.
    _ = consume signals
    reactor.stop()
    return signal
  }

  private static func first(of ends: AsyncStream<Signals.Signal?>) async -> Signals.Signal? {
    for await signal in ends { return signal }
    return nil
  }
}

extension ExitStatus {
  /// How the program ends that a signal asked to.
  init(_ signal: Signals.Signal) {
    switch signal {
    case .interrupt: self = .interrupted
    case .terminate: self = .terminated
    }
  }
}
