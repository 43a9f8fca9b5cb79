public import Model

/// What a pod of a cluster printed, as far as it matters: its newest report.
public struct PodLog<Report: Sendable>: Sendable {
  public enum Ending: Sendable {
    case report(Report)
    /// The newest report cannot be used; why, in words.
    case unusable(reason: String)
    /// It was read, and no report is in it.
    case withoutReport
    /// It is longer than `ClusterReading.logLimit`, and no report is near its end.
    case tooLong
    /// No container has started, so that there is none.
    case notStarted
    /// It could not be read.
    case notRead(ClusterAnswer.Ending)
    /// The time for all of them was over before.
    case outOfTime
  }

  public var pod: ClusterPod
  public var ending: Ending
}

/// What a piece of a log is: whoever knows reports says so.
public enum LogEntry<Report: Sendable>: Sendable {
  case report(Report)
  /// A report that cannot be used; why, in words.
  case unusable(reason: String)
  /// Something else, or the beginning of a report.
  case other
}
