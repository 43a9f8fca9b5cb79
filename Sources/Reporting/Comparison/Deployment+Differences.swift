public import Model

extension Deployment {
  /// The declared values in which two deployments differ, by their path in the file and with both values. Where they stand
  /// in it is no difference.
  public func declaredDifferences(from other: Deployment) -> [String] {
    ReportComparison.Change.differences(between: self, and: other)
  }
}
