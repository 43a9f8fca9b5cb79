import ArgumentParser
import ClusterAPI
import EventLoop
import Execution
import Model
import Planning
import Reporting

/// What `run` and `demo` share once they know what to check: the run itself and its report.
struct Check {
  let composition: Composition
  let deployment: Deployment
  let vantage: Vantage
  let selection: Selection
  let references: References?
  let limits: RunLimits
  let attempts: Int
  let makesFollowUps: Bool
  let caFile: String?
  /// What is posted to the deployed service, if the user wants that.
  var sampleBody: [UInt8] = []
  /// How the Kubernetes API is asked; `nil`: it is not.
  var login: ClusterLogin?
  /// Where in a cluster the report is left; `nil`: nowhere.
  var delivery: Delivery?
  let output: OutputOptions
  let reporting: RunOptions

  /// What one check came to, once its report is written.
  struct Outcome {
    /// How the command ends by it.
    var code: ExitCode
    /// Whether a signal ended it before its time.
    var isInterrupted: Bool
    /// Why the report could not be left in the cluster; it was written all the same.
    var problem: DeliveryError?
  }

  /// Returns how the command ends, once the report is written.
  func perform() async throws -> ExitCode {
    let outcome = try await outcome()
    if let problem = outcome.problem { throw problem }
    return outcome.code
  }

  /// Checks once.
  ///
  /// - Parameter isOneOfSeveral: Whether others follow: then standard output has one line of JSON for each.
  func outcome(isOneOfSeveral: Bool = false) async throws -> Outcome {
    let baseline = try reporting.loadBaseline()
    try baseline?.check(against: deployment.name)
    let progress = Progress(reporting)
    let report = try await composition.report(
      on: deployment, from: vantage, selecting: selection, limits: limits, references: references, attempts: attempts,
      makesFollowUps: makesFollowUps, caFile: caFile, sampleBody: sampleBody, login: login, observe: progress.observe)
    progress.clear()
    let (document, status) = try composition.document(report, failOn: reporting.failOn, baseline: baseline)
    let writer = OutputWriter(options: output, verbosity: reporting.verbosity, isSeries: isOneOfSeveral)
    try writer.write(document)
    var outcome = Outcome(
      code: output.exitCode(status, for: document), isInterrupted: status == .interrupted || status == .terminated)
    guard let delivery else { return outcome }
    let text = try writer.redacted([document]).map { $0.jsonLine() }.joined()
    do throws(DeliveryError) {
      try await delivery.leave(text, from: vantage)
    } catch {
      outcome.problem = error
    }
    return outcome
  }
}
