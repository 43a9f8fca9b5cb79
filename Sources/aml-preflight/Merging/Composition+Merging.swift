import Judging
import Model
import Reporting

extension Composition {
  /// Judges all recordings by this version's rules and puts them together.
  func merged(
    _ reports: VantageReports, failOn: FailOn, baseline: Baseline?
  ) async throws -> (document: ReportDocument, status: ExitStatus) {
    let (recordings, remarks) = try reports.recordings()
    let judge = Judge(catalog: catalog)
    let judged = await recordings.concurrentMap { judge.report(on: $0) }
    let expected: ExpectedVantages =
      switch reports.expected {
      case nil: .declared
      case let names? where names.isEmpty: .none
      case let names?: .named(names, reasons: reports.reasons)
      }
    let merged = VantageMerge(catalog: catalog).merged(judged, expecting: expected)
    let status = ExitStatus(merged.summary, failOn: failOn)
    let document = ReportDocument(
      merged: merged, catalog: catalog, exitStatus: Int(status.rawValue), toolVersion: Version.current,
      expected: reports.expected, remarks: remarks
    ).marked(asRedacted: reports.redaction)
    return try Self.compared(document, status, failOn: failOn, baseline: baseline)
  }
}
