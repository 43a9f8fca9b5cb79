import ArgumentParser
import Model
import Platform
import Reporting

struct MergeCommand: AsyncParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put the reports of several vantages together: a matrix, and what separates failing from passing ones.",
    discussion: """
      All recordings are judged again by this version. A node that was expected and gave no report is unknown, never \
      passed: by default as many nodes are expected as the deployment file declares of each pool that was heard from, and \
      with --from-cluster every Linux node of the cluster, whose pods' newest reports are put together.

      Example:
        aml-preflight merge node-*.json
        aml-preflight merge node-1.json node-2.json --expect node-3 -o html=nodes.html
      """
  )
  .ofSubcommand

  @Argument(
    help: ArgumentHelp(
      "Reports that run or merge wrote with -o json; NAME=FILE calls the vantage by a name of yours; - reads standard input.",
      valueName: "report.json"),
    completion: .reports)
  var reports: [String] = []

  @Option(
    help: ArgumentHelp(
      "A node from which a report must be there, or several with spaces or commas; may be repeated. none: expect nothing.",
      valueName: "node"))
  var expect: [String] = []

  @OptionGroup(title: "From the cluster") var cluster: ClusterReportOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup var reporting: RunOptions
  @OptionGroup var general: GeneralOptions

  static let environmentOptions =
    [EnvironmentOption("expect", .list)] + OutputOptions.environmentOptions + RunOptions.environmentOptions
    + GeneralOptions.environmentOptions + ClusterReportOptions.environmentOptions

  /// The nodes that are expected; `nil`: nobody said.
  private var expectedNames: [String]? {
    guard !expect.isEmpty else { return nil }
    let names = expect.flatMap { $0.split { $0 == "," || $0.isWhitespace }.map(String.init) }
    return names == ["none"] ? [] : names
  }

  /// A document with the recordings of more vantages would be several hundred megabytes, which nothing reads again.
  private static let documentLimit = 1_000

  mutating func validate() throws {
    if reports.isEmpty, !cluster.fromCluster {
      throw ValidationError(
        "Name the reports, as in merge report.json other.json, or take those of the pods: --from-cluster.")
    }
    if reports.count > Self.documentLimit, output.targets.contains(where: { $0.format == .json }) {
      throw ValidationError(
        "-o json (and --out-dir) takes \(Self.documentLimit) reports at most, since it holds all that they recorded; these are "
          + "\(reports.count). Every other format takes as many as there are.")
    }
    guard let names = expectedNames else { return }
    if names.count > 1, names.contains("none") {
      throw ValidationError("--expect none expects nothing; leave the names out, or none.")
    }
    if names.isEmpty, !expect.isEmpty, expect.allSatisfy({ !$0.contains("none") }) {
      throw ValidationError("--expect takes a node's name, several of them, or none.")
    }
  }

  func run() async throws {
    let inputs = reports.map(Input.init)
    try output.check(against: inputs.map(\.path))
    try StandardInput.check(inputs.map(\.path) + [reporting.baseline].compactMap(\.self))
    let baseline = try reporting.loadBaseline()
    let composition = Composition(catalog: try general.loadCatalog())
    var reports = VantageReports(expecting: expectedNames)
    // What the user got wrong there is said before anything is sent.
    let environment = Variables.all
    let entrance = cluster.fromCluster ? try ClusterEntrance(asking: cluster.kubeconfig, environment: environment) : nil
    var problems: [String] = []
    // Not all at once: what thousands have in common is put together as they come.
    for start in stride(from: 0, to: inputs.count, by: Self.portion) {
      let portion = Array(inputs[start..<min(start + Self.portion, inputs.count)])
      let read = await portion.concurrentMap { input in Result { try input.read() } }
      for (input, result) in zip(portion, read) {
        do {
          for report in try result.get() { try reports.add(report, from: input.name, vantage: input.vantage) }
        } catch let error as any UserFacingError where error.status == .usage {
          problems.append("\(error)")
        }
      }
    }
    // Without one of them the others would look like all there is.
    if !problems.isEmpty { throw UsageError(problems.joined(separator: "\n")) }
    if let entrance {
      if !reporting.quiet { entrance.complain() }
      reports.add(try await ClusterReports(cluster, entrance: entrance))
      guard !reports.isEmpty else { throw NoReports(reports.reasons, remarks: reports.remarks) }
    }
    let (document, status) = try await composition.merged(reports, failOn: reporting.failOn, baseline: baseline)
    try OutputWriter(options: output, verbosity: reporting.verbosity).write(document)
    throw output.exitCode(status, for: document)
  }

  /// How many files are read before they are put with the others.
  private static let portion = 64

  /// A file, and what its vantage is to be called.
  private struct Input: Sendable {
    var vantage: String?
    var path: String

    init(_ argument: String) {
      path = argument
      // A file may have an equals sign in its name.
      guard File.kind(of: argument) == nil, let sign = argument.firstIndex(of: "="),
        sign != argument.startIndex
      else { return }
      vantage = String(argument[..<sign])
      path = String(argument[argument.index(after: sign)...])
    }

    /// What messages call the file.
    var name: String { ReportFile.name(of: path) }

    /// The reports in the file: one, or one on each line.
    func read() throws -> [RecordedReport] {
      let bytes = try ReportFile.bytes(atPath: path)
      guard let lines = ReportLines.split(bytes) else { return [try report(bytes)] }
      if let vantage {
        throw UsageError(
          "\(name) holds \(lines.count) reports, which cannot all be called \(vantage.debugDescription). Leave out the "
            + "name before it.")
      }
      return try lines.map { try report(Array($0)) }
    }

    private func report(_ bytes: [UInt8]) throws -> RecordedReport {
      do throws(ReportError) {
        return try RecordedReport(json: bytes)
      } catch {
        throw ReportFile.problem(error, atPath: path)
      }
    }
  }
}
