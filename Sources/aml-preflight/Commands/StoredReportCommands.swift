import ArgumentParser
import Judging
import Model
import Platform
import Reporting

struct JudgeCommand: AsyncParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "judge",
    abstract: "Judge a stored recording again, offline, with this version's rules.",
    discussion: """
      Example:
        aml-preflight judge report.json -o json=again.json
      """
  )
  .ofSubcommand

  @Argument(help: "A report that run wrote with -o json; - reads standard input.", completion: .reports)
  var report: String

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup var reporting: RunOptions
  @OptionGroup var general: GeneralOptions

  static let environmentOptions =
    OutputOptions.environmentOptions + RunOptions.environmentOptions + GeneralOptions.environmentOptions

  func run() async throws {
    try output.check(against: [report])
    try StandardInput.check([report, reporting.baseline].compactMap(\.self))
    let stored = try ReportDocument(path: report)
    let baseline = try reporting.loadBaseline()
    if baseline != nil { try stored.checkNamesKnown(at: report) }
    let composition = Composition(catalog: try general.loadCatalog())
    var (document, status): (ReportDocument, ExitStatus)
    if stored.isMerged {
      // Redacted or not: all of it comes from one report, so that the same name is the same token.
      var reports = VantageReports(expecting: stored.matrix?.expected)
      try reports.add(RecordedReport(stored), from: report, allowingRedacted: true)
      (document, status) = try await composition.merged(reports, failOn: reporting.failOn, baseline: baseline)
    } else {
      let judged = Judge(catalog: composition.catalog).report(on: stored.recording)
      (document, status) = try composition.document(judged, failOn: reporting.failOn, baseline: baseline)
    }
    document = document.marked(asRedacted: stored.redaction)
    try OutputWriter(options: output, verbosity: reporting.verbosity).write(document)
    throw output.exitCode(status, for: document)
  }
}

struct ReportCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Show a stored report again, in any format; its exit status is the stored one.",
    discussion: """
      Example:
        aml-preflight report report.json -o text
      """
  )
  .ofSubcommand

  @Argument(help: "A report that run wrote with -o json; - reads standard input.", completion: .reports)
  var report: String

  @OptionGroup(title: "Output") var output: OutputOptions

  @Flag(name: .shortAndLong, help: "Show more of what was seen.")
  var verbose = false

  static let environmentOptions = OutputOptions.environmentOptions + [EnvironmentOption("verbose", .flag)]

  func run() throws {
    try output.check(against: [report])
    let stored = try ReportDocument(path: report)
    try OutputWriter(options: output, verbosity: verbose ? .verbose : .normal).write(stored)
    throw output.exitCode(ExitStatus(stored: stored.summary.exitStatus), for: stored)
  }
}
