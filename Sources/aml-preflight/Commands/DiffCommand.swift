import ArgumentParser
import CheckCatalog
import Model
import Platform
import Reporting

struct DiffCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed between two reports, and whose change it was.",
    discussion: """
      Exit status: 0 nothing fails that did not before; 1 something required does (5 with --fail-on new).

      Example:
        aml-preflight diff yesterday.json today.json -o markdown=ticket.md
      """
  )
  .ofSubcommand

  @Argument(help: "The earlier report, as run wrote it with -o json; - reads standard input.")
  var old: String

  @Argument(help: "The later report.")
  var new: String

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "Format, and the file it goes to; may be repeated. Formats: text, json, markdown, html.",
      valueName: "format[=file]"))
  var outputs: [FormatTarget<ComparisonFormat>] = []

  @OptionGroup var look: LookOptions

  @Option(help: "new: the exit status is 5 instead of 1 if something required fails that did not before.")
  var failOn: ComparisonFailOn?

  static let environmentOptions =
    [EnvironmentOption("output", .list, short: "o"), EnvironmentOption("fail-on")] + LookOptions.environmentOptions

  mutating func validate() throws {
    if outputs.count(where: { $0.file == nil }) > 1 {
      throw ValidationError(
        "Only one format can go to standard output. Give the others a file, as in: -o json=diff.json")
    }
  }

  func run() throws {
    try outputs.check(against: [old, new])
    try StandardInput.check([old, new])
    let stored = [try ReportDocument(path: old), try ReportDocument(path: new)]
    try stored[0].checkComparable(with: stored[1])
    let documents =
      look.redact == .none
      ? stored : ReportDocument.redacted(stored, look.redact, catalog: try CatalogReader.embedded())
    let comparison = ReportComparison(old: documents[0], new: documents[1])
    for target in outputs.isEmpty ? [FormatTarget(format: .text, file: nil)] : outputs {
      let isTerminal = target.file == nil && Terminal.isTerminal(.standardOutput)
      let text = ComparisonRenderer(look.textOptions(toTerminal: isTerminal)).render(comparison, as: target.format)
      try OutputWriter.put(text, to: target.file)
    }
    guard comparison.summary.isWorse else { return }
    throw ExitCode((failOn == .new ? ExitStatus.regression : ExitStatus.failure).rawValue)
  }
}

/// What `diff` takes as `--fail-on`.
enum ComparisonFailOn: String, Choice {
  case new
}

extension ReportDocument {
  /// An error if names in the report are tokens: in another report these stand for something else.
  func checkNamesKnown(at path: String) throws {
    guard redaction != .names else {
      throw UsageError(
        "\(path) was written with --redact names, so its names and addresses are tokens that mean nothing in another report. "
          + "Compare the report as it was before, with --redact names.")
    }
  }

  /// Names that were replaced in one report alone would all show as changes, and in both the same token stands for
  /// different names.
  func checkComparable(with other: ReportDocument) throws {
    guard redaction != .names || other.redaction != .names else {
      throw UsageError(
        "Both reports were written with --redact names, so their names cannot be compared: a token holds inside one report "
          + "alone. Compare the reports as they were before, with diff --redact names.")
    }
    guard redaction != .names, other.redaction != .names else {
      throw UsageError(
        "One of the reports was written with --redact names and the other was not, so nothing in them has the same "
          + "name. Compare the reports as they were before, with diff --redact names.")
    }
    let (before, after) = (heardVantages.map(\.id), other.heardVantages.map(\.id))
    guard !isMerged && !other.isMerged || !Set(before).isDisjoint(with: after) else {
      throw UsageError(
        "The reports have no vantage in common: the old one is of \(before.prefix(4).joined(separator: ", ")), the new one "
          + "of \(after.prefix(4).joined(separator: ", ")). Compare what was seen from the same places.")
    }
  }
}
