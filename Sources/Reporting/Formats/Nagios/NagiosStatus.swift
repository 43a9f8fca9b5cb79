internal import Model

/// What a report comes to by the rules for monitoring plugins; the raw value is the exit status of a plugin.
public enum NagiosStatus: Int32, Sendable, Hashable, CaseIterable {
  case ok = 0
  /// Everything required passes, and there are warnings; or all that fails failed in the baseline, and only what is new
  /// is to count.
  case warning = 1
  /// A required check fails.
  case critical = 2
  /// Something required could not be found out, or nothing was checked.
  case unknown = 3

  /// The status of a report. Its own exit status does not count: a plugin warns whether or not `--fail-on` asks for it.
  /// What failed in the baseline too warns where `--fail-on new` lets it be no failure.
  public init(_ document: ReportDocument) {
    switch document.answer.standing {
    case .fail where document.failsOnlyAsBefore: self = document.hasOpenChecks ? .unknown : .warning
    case .pass: self = .ok
    case .warn: self = .warning
    case .fail: self = .critical
    case .inconclusive, .blocked, .skipped: self = .unknown
    }
  }

  /// The word that a plugin's first line begins with, after the service.
  public var word: String {
    switch self {
    case .ok: "OK"
    case .warning: "WARNING"
    case .critical: "CRITICAL"
    case .unknown: "UNKNOWN"
    }
  }

  /// A plugin's first line for something that kept it from checking: `AML-PREFLIGHT UNKNOWN - …`.
  public static func unknownLine(_ message: String) -> String {
    NagiosText.line("AML-PREFLIGHT UNKNOWN - \(message)", limit: 300) + "\n"
  }
}
