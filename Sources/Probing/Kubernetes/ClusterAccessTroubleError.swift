import Model

/// Thrown where there is no way to the API server, or nothing to identify with.
struct ClusterAccessTroubleError: Error {
  let trouble: ClusterAccessTrouble

  init(_ trouble: ClusterAccessTrouble) {
    self.trouble = trouble
  }
}
