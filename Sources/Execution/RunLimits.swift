/// How much a run may do at once, and how long it may wait.
public struct RunLimits: Sendable, Hashable {
  /// Steps in flight at most; 1 or more.
  public var width: Int
  /// How long one step may take.
  public var step: Duration
  /// How long the whole run may take; `nil`: as long as its steps do.
  public var run: Duration?

  /// How long one follow-up may take: half of a step's time, since it only repeats what a step began, so that a run where
  /// everything is silent still ends soon.
  public var followUp: Duration { step / 2 }

  /// By default sixteen steps, at which timings are still the network's and not this process' own, of ten seconds each.
  public init(width: Int = 16, step: Duration = .seconds(10), run: Duration? = nil) {
    precondition(width >= 1, "a run needs room for one step at least")
    self.width = width
    self.step = step
    self.run = run
  }
}
