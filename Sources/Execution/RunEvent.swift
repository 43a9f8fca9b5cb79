public import Model

/// What happens during a run, for whoever shows its progress.
public enum RunEvent: Sendable {
  case started(Step)
  /// A step is done; how many of those known so far are, this one included.
  case finished(Step, done: Int, of: Int)
  case interrupted(Recording.Interruption)
}
