import Model

/// Knows one cause, or one family of them, by the complaints that it leaves.
protocol RootCauseRule: Sendable {
  /// What the rule makes of the open complaints: each explained at most once, those of one thing at fault together.
  func suspicions(in investigation: Investigation) -> [Suspicion]
  /// Open complaints that follow from causes named before, by the place of the cause in `named`: no causes of their own.
  func consequences(in investigation: Investigation) -> [(complaint: Complaint, of: Int)]
}

extension RootCauseRule {
  func consequences(in investigation: Investigation) -> [(complaint: Complaint, of: Int)] { [] }
}
