/// Moments at even distances. Those that have passed are left out: a round that took long is not made up for.
public struct Rhythm: Sendable {
  public let interval: Duration
  private var last: ContinuousClock.Instant

  /// - Parameter interval: Longer than nothing.
  public init(every interval: Duration, from start: ContinuousClock.Instant) {
    precondition(interval > .zero, "moments are apart")
    self.interval = interval
    last = start
  }

  /// The first moment after this one, and after all that were returned before.
  public mutating func next(after moment: ContinuousClock.Instant) -> ContinuousClock.Instant {
    let missed = max(0, Int((moment - last) / interval))
    last += interval * (missed + 1)
    // The division is one of floating-point numbers.
    if last <= moment { last += interval }
    return last
  }
}
