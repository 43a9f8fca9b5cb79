import Model

/// What one read of the Kubernetes API left to judge by.
struct ClusterListing<Object> {
  /// None where there is a gap, and where there is nothing.
  var objects: [Object] = []
  var observations: [Observation.ID] = []
  /// Whether more objects exist than were kept.
  var isCut = false
  /// Why nothing is known; `nil`: it was read.
  var gap: ClusterGap?
}

/// Why something of the cluster is not known.
enum ClusterGap: Hashable {
  /// Whoever asks lacks a right.
  case right(AccessRight, seenIn: Observation.ID)
  /// The API may not, or cannot, be used at all.
  case access(seenIn: Observation.ID)
  /// The API server was not reached, or did not do its part.
  case failed(reason: String, seenIn: Observation.ID)
  /// The run was over before.
  case unfinished
  /// Nobody asked.
  case notRead
}
