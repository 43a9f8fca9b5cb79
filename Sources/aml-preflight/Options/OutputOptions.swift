import ArgumentParser
public import Reporting

/// Where the report goes and how it looks.
struct OutputOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "Format of the report, and the file it goes to; may be repeated. Formats: "
        + ReportFormat.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      valueName: "format[=file]"),
    completion: .outputs)
  var outputs: [FormatTarget<ReportFormat>] = []

  @Option(
    help: ArgumentHelp("Write report.html, report.json and report.txt into this folder.", valueName: "dir"),
    completion: .directory)
  var outDir: String?

  @Option(help: "When to color: auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(help: "Use ASCII characters only.")
  var ascii = false

  @Option(help: "Replace before writing: none, secrets, or names (also the deployment's names and addresses).")
  var redact: RedactionLevel = .none

  static let environmentOptions = [
    EnvironmentOption("output", .list, short: "o"), EnvironmentOption("out-dir"), EnvironmentOption("color"),
    EnvironmentOption("ascii", .flag), EnvironmentOption("redact"),
  ]

  /// All targets: those given, or text on standard output; `--out-dir` adds its files.
  var targets: [FormatTarget<ReportFormat>] {
    let targets = outputs.isEmpty ? [FormatTarget(format: .text, file: nil)] : outputs
    guard let outDir else { return targets }
    return targets + [
      FormatTarget(format: .html, file: outDir + "/report.html"),
      FormatTarget(format: .json, file: outDir + "/report.json"),
      FormatTarget(format: .text, file: outDir + "/report.txt"),
    ]
  }

  /// How a command that has written this report ends: by the rules for monitoring plugins where one reads standard
  /// output, else with the report's own status.
  func exitCode(_ status: ExitStatus, for document: ReportDocument) -> ExitCode {
    let isPlugin = targets.contains { $0.format == .nagios && $0.file == nil }
    return ExitCode(isPlugin ? NagiosStatus(document).rawValue : status.rawValue)
  }

  mutating func validate() throws {
    if outputs.count(where: { $0.file == nil }) > 1 {
      throw ValidationError(
        "Only one format can go to standard output. Give the others a file, as in: -o json=report.json")
    }
  }
}

extension RedactionLevel: Choice {}

enum ColorChoice: String, Choice {
  case auto, always, never
}
