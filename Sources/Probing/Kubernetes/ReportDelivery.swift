public import ClusterAPI
public import Model

/// Leaves a report in a ConfigMap of the cluster. It is the only thing that this program writes to a cluster.
public enum ReportDelivery {
  /// How long it may take, renewed credentials and patience included.
  static let limit = Duration.seconds(30)

  /// Puts a text under a key of a ConfigMap; its other keys stay.
  ///
  /// - Parameters:
  ///   - settings: With the way to the cluster (`login`).
  ///   - key: Letters, digits, `-`, `_` and `.`.
  /// - Returns: How it ended; `.read` where the text is there now.
  public static func leave(
    _ text: String, as key: String, in map: ConfigMapName, _ settings: Network.Settings
  ) async throws -> ClusterAnswer.Ending {
    try await Network.open(settings) { network in
      await network.prober.leave(text, as: key, in: map, by: .now + limit)
    }
  }
}
