import Model

/// How much a run may do at once, and how long it may wait.
public struct RunLimits: Sendable, Hashable {
  /// Steps in flight at most, 1 or more; `nil`: by the size of the work.
  public var width: Int?
  /// How long one step may take.
  public var step: Duration
  /// How long the whole run may take; `nil`: as long as its steps do.
  public var run: Duration?

  /// How long one follow-up may take: half of a step's time, since it only repeats what a step began, so that a run where
  /// everything is silent still ends soon.
  public var followUp: Duration { step / 2 }

  /// How long a step may take: a conversation, which is many requests, three times as long as one request may, so that a
  /// slow line is told from a silent one.
  func time(for step: Step) -> Duration {
    if step.origin != nil { return followUp }
    if case .converse = step.probe { return self.step * 3 }
    // A list is many requests, and each may be silent for as long as a step may.
    if case .readCluster = step.probe { return self.step * 6 }
    return self.step
  }

  /// By default as many steps at once as the work is worth, of ten seconds each.
  public init(width: Int? = nil, step: Duration = .seconds(10), run: Duration? = nil) {
    precondition(width ?? 1 >= 1, "a run needs room for one step at least")
    self.width = width
    self.step = step
    self.run = run
  }

  /// How many of so many steps are in flight at once: all that one cluster needs, since they mostly wait for the network;
  /// of thousands so many that the processor is never idle.
  func width(forSteps count: Int) -> Int {
    width ?? min(max(count / 16, 64), 256)
  }
}
