/// Why a file cannot be read as a report: a mistake of the user's, not of the network.
public struct ReportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of mistake.
  public enum Code: Sendable, Hashable {
    /// Larger than `ReportDocument.sizeLimit`.
    case tooLarge
    /// Not JSON at all.
    case notJSON
    /// Reports, so many and one a line, where one is read.
    case severalReports(count: Int)
    /// JSON, but not a report.
    case notReport
    /// Written by a newer version.
    case newerVersion
    /// A report with a field that is missing or wrong.
    case malformed
  }

  public var code: Code
  /// Where in the document (`recording.observations[3].evidence`, or `line 2, column 3` where it is no JSON); `nil`:
  /// all of it.
  public var path: String?
  /// What is wrong and what to do.
  public var message: String

  /// The place, if known, and the message.
  public var description: String {
    path.map { "\($0): \(message)" } ?? message
  }
}
