import Model

/// Knows one cause, or one family of them, by the complaints that it leaves.
protocol RootCauseRule: Sendable {
  /// What the rule makes of the open complaints: each explained at most once, those of one thing at fault together.
  func suspicions(in investigation: Investigation) -> [Suspicion]
}
