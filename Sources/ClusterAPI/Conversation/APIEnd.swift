public import Model

/// How the answer to one request ended, apart from what it says.
public enum APIEnd: Sendable, Hashable {
  /// All of it arrived.
  case completed
  /// The reading had enough of it, or could not read it.
  case stopped
  /// It did not arrive, or not to its end; how the read ends by that.
  case failed(ClusterAnswer.Ending)
}
