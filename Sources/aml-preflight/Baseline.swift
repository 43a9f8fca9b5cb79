import Model
import Reporting

/// An earlier report that a new one is compared with, and whether only what is new counts as failure.
struct Baseline {
  let document: ReportDocument
  private let path: String

  init(path: String) throws {
    self.path = path
    document = try ReportDocument(path: path)
    guard document.redaction != .names else {
      throw UsageError(
        "\(path) was written with --redact names, so nothing in it has the name that it has here. "
          + "Take a report without it as the baseline.")
    }
  }

  /// Refuses to be compared with the report of another deployment: everything would be new.
  func check(against deployment: String) throws {
    let own = document.deployment.name
    guard own != deployment else { return }
    throw UsageError(
      "The baseline \(path) is of the deployment \(own.debugDescription), and this report is of "
        + "\(deployment.debugDescription). Give an earlier report of the same deployment.")
  }
}

extension Composition {
  /// The report in words, with what is new since the baseline, and how the process ends.
  func document(
    _ report: Report, failOn: FailOn, baseline: Baseline?
  ) throws -> (document: ReportDocument, status: ExitStatus) {
    let status = ExitStatus(for: report, failOn: failOn)
    return try Self.compared(document(report, status: status), status, failOn: failOn, baseline: baseline)
  }

  /// The report with what is new since the baseline, and how the process ends.
  static func compared(
    _ document: ReportDocument, _ status: ExitStatus, failOn: FailOn, baseline: Baseline?
  ) throws -> (document: ReportDocument, status: ExitStatus) {
    guard let baseline else { return (document, status) }
    try baseline.check(against: document.deployment.name)
    var document = document.compared(with: baseline.document, countingOnlyNew: failOn == .new)
    let final = failOn == .new ? ExitStatus(status, whereOnlyNewCountsIn: document) : status
    document.summary.exitStatus = Int(final.rawValue)
    return (document, final)
  }
}

extension ExitStatus {
  /// A failure that the baseline had does not count; what is inconclusive still does.
  fileprivate init(_ status: ExitStatus, whereOnlyNewCountsIn document: ReportDocument) {
    guard status == .failure else {
      self = status
      return
    }
    guard document.baseline?.newlyFailing.isEmpty == true else {
      self = .regression
      return
    }
    self = document.hasOpenChecks ? .incomplete : .success
  }
}
