/// Spaces the beginnings of TLS handshakes out by what one costs this process: those that begin together are answered
/// together, and then each would be measured with the time that it waits for the others' certificates to be verified.
struct Pace {
  private static let interval = Duration.milliseconds(1)
  private var next: ContinuousClock.Instant?

  /// When one that could begin now is to begin.
  mutating func turn(at now: ContinuousClock.Instant) -> ContinuousClock.Instant {
    let turn = max(now, next ?? now)
    next = turn + Self.interval
    return turn
  }
}
