import Model

extension PlannedEndpoint {
  /// Whether TCP connects.
  func accepts() -> Assessment { climbed(to: .connection).assessment }
}
