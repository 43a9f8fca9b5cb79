import Reporting

/// The cluster was asked for reports and has none: nothing is known, and nothing can be put together.
struct NoReports: UserFacingError {
  let description: String
  let status = ExitStatus.incomplete

  private static let limit = 10

  /// - Parameter reasons: Why a place gave none, by its name.
  /// - Parameter remarks: What else is to be said.
  init(_ reasons: [String: String], remarks: [String]) {
    let lines = reasons.sorted { $0.key < $1.key }.prefix(Self.limit).map { "  \($0): \($1)" }
    let more = reasons.count > Self.limit ? ["  and \(reasons.count - Self.limit) more"] : []
    description = (["There is no report in the cluster to be put together with others."] + remarks + lines + more)
      .joined(separator: "\n")
  }
}
