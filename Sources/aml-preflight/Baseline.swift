import Model
import Reporting

/// An earlier report that a new one is compared with, and whether only what is new counts as failure.
struct Baseline {
  let document: ReportDocument

  init(path: String) throws {
    document = try ReportDocument(path: path)
    guard document.redaction != .names else {
      throw UsageError(
        "\(path) was written with --redact names, so nothing in it has the name that it has here. "
          + "Take a report without it as the baseline.")
    }
  }
}

extension Composition {
  /// The report in words, with what is new since the baseline, and how the process ends.
  func document(_ report: Report, failOn: FailOn, baseline: Baseline?) -> (document: ReportDocument, status: ExitStatus)
  {
    let status = ExitStatus(for: report, failOn: failOn)
    return Self.compared(document(report, status: status), status, failOn: failOn, baseline: baseline)
  }

  /// The report with what is new since the baseline, and how the process ends.
  static func compared(
    _ document: ReportDocument, _ status: ExitStatus, failOn: FailOn, baseline: Baseline?
  ) -> (document: ReportDocument, status: ExitStatus) {
    guard let baseline else { return (document, status) }
    var document = document.compared(with: baseline.document)
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
    let isOpen = document.phases.flatMap(\.requirements).contains {
      $0.need == .required && $0.outcome == .inconclusive
    }
    self = isOpen ? .incomplete : .success
  }
}
