/// A moment at which the loop calls a handler, once.
public struct Alarm: Sendable {
  /// Names one alarm; never used again by the same reactor.
  public struct ID: Sendable, Hashable {
    let number: UInt64
  }

  let id: ID
  let instant: ContinuousClock.Instant
  let handler: @Sendable () -> Void
}
