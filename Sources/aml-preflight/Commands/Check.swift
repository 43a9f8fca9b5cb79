import ArgumentParser
import ClusterAPI
import EventLoop
import Execution
import Model
import Planning

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
  let output: OutputOptions
  let reporting: RunOptions

  /// Returns how the command ends, once the report is written.
  func perform() async throws -> ExitCode {
    let baseline = try reporting.loadBaseline()
    let progress = Progress(reporting)
    let report = try await composition.report(
      on: deployment, from: vantage, selecting: selection, limits: limits, references: references, attempts: attempts,
      makesFollowUps: makesFollowUps, caFile: caFile, sampleBody: sampleBody, login: login, observe: progress.observe)
    progress.clear()
    let (document, status) = composition.document(report, failOn: reporting.failOn, baseline: baseline)
    try OutputWriter(options: output, verbosity: reporting.verbosity).write(document)
    return output.exitCode(status, for: document)
  }
}
