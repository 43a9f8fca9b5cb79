import Model

/// The process' exit status, as the contract numbers it.
enum ExitStatus: Int32 {
  /// Every required check that was made passes.
  case success = 0
  /// A required check fails.
  case failure = 1
  /// Wrong usage or input; nothing was sent.
  case usage = 2
  /// Nothing fails, but a required check is inconclusive.
  case incomplete = 3
  /// `--fail-on warn`, and there are warnings only.
  case warnings = 4
  /// `--fail-on new`, and something fails that did not in the baseline.
  case regression = 5
  /// The tool itself failed.
  case `internal` = 70
  /// Ended by SIGINT, after the report was written.
  case interrupted = 130
  /// Ended by SIGTERM, after the report was written.
  case terminated = 143
}

extension ExitStatus {
  /// Which status counts where several are due, as the contract orders them.
  private static let byWeight: [ExitStatus] = [
    .interrupted, .terminated, .internal, .usage, .failure, .regression, .incomplete, .warnings, .success,
  ]

  /// The one status for several reports.
  static func worst(of statuses: [ExitStatus]) -> ExitStatus {
    byWeight.first(where: statuses.contains) ?? .success
  }

  /// What a report comes to, by what the user wants to count as failure.
  init(for report: Report, failOn: FailOn) {
    switch report.recording.interruption {
    case .interrupted?: self = .interrupted
    case .terminated?: self = .terminated
    case .outOfTime?, nil: self.init(report.summary, failOn: failOn)
    }
  }

  /// What a summary comes to.
  init(_ summary: Summary, failOn: FailOn) {
    switch summary.outcome {
    case .fail: self = .failure
    case .incomplete: self = .incomplete
    case .pass: self = failOn == .warn && summary.counts[.warn, default: 0] > 0 ? .warnings : .success
    }
  }

  /// The status for showing a stored report again: an interruption was the earlier run's, not this one's.
  init(stored: Int) {
    switch ExitStatus(rawValue: Int32(clamping: stored)) {
    case .interrupted?, .terminated?, nil: self = .incomplete
    case let status?: self = status
    }
  }
}
