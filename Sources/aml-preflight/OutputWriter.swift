import CheckCatalog
import Platform
import Reporting

/// Writes a report to wherever the user wants it.
struct OutputWriter {
  let options: OutputOptions
  var verbosity = TextOptions.Verbosity.normal
  /// Whether JSON on standard output is one line a report, because others follow.
  var isSeries = false

  /// Writes every target. A file appears whole or not at all: it is written under a temporary name, then renamed. If one
  /// cannot be written the others still are, and the errors come together.
  func write(_ document: ReportDocument) throws { try write([document]) }

  /// Writes several reports into every target, in formats that take several.
  func write(_ documents: [ReportDocument]) throws {
    let documents = try redacted(documents)
    var problems: [String] = []
    for target in options.targets {
      let isTerminal = target.file == nil && Terminal.isTerminal(.standardOutput)
      let isLine = isSeries && target.format == .json && target.file == nil
      let text =
        isLine
        ? documents.map { $0.jsonLine() }.joined()
        : target.format.text(of: documents, textOptions(toTerminal: isTerminal))
      do throws(SystemCallError) {
        try Self.write(text, to: target.file)
        if target.format == .json, documents.count == 1 { warnOfSize(text.utf8.count, of: target.file) }
      } catch {
        problems.append(Self.problem(error, with: target.file))
      }
    }
    if !problems.isEmpty { throw OutputError(description: problems.joined(separator: "\n")) }
  }

  /// The reports without what the user wants left out.
  func redacted(_ documents: [ReportDocument]) throws -> [ReportDocument] {
    // The built-in catalog knows Microsoft's hosts; what only another one knows is replaced, which is the safe side.
    options.redact == .none
      ? documents : ReportDocument.redacted(documents, options.redact, catalog: try CatalogReader.embedded())
  }

  /// What no command of this program reads is said to be so, while one can still merge fewer reports into one.
  private func warnOfSize(_ size: Int, of file: String?) {
    guard size > ReportDocument.sizeLimit else { return }
    let mebibyte = 1_024 * 1_024
    let text =
      "\(file ?? "The JSON report") has \(size / mebibyte) MiB; judge, report, diff and merge read "
      + "\(ReportDocument.sizeLimit / mebibyte) at most. Merge fewer reports into one to have it read again."
    AMLPreflight.complain(text)
  }

  private func textOptions(toTerminal isTerminal: Bool) -> TextOptions {
    Self.textOptions(color: options.color, ascii: options.ascii, verbosity: verbosity, toTerminal: isTerminal)
  }

  static func textOptions(
    color: ColorChoice, ascii: Bool, verbosity: TextOptions.Verbosity, toTerminal isTerminal: Bool
  ) -> TextOptions {
    let environment = Variables.all
    let isColored =
      switch color {
      case .always: true
      case .never: false
      case .auto: isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
      }
    return TextOptions(
      width: Self.width(toTerminal: isTerminal), color: isColored, ascii: ascii, verbosity: verbosity)
  }

  /// The terminal's columns, within what reads well; 80 where there is none.
  static func width(toTerminal isTerminal: Bool) -> Int {
    guard isTerminal, let columns = Terminal.columns(of: .standardOutput) else { return 80 }
    return min(max(columns, 60), 160)
  }

  /// Prints what a command has to say. What cannot be printed is an error: nobody would know that it is missing.
  static func print(_ text: String) throws(OutputError) { try put(text, to: nil) }

  /// Writes a text as `write` does, and says in words why it cannot.
  static func put(_ text: String, to file: String?) throws(OutputError) {
    do throws(SystemCallError) {
      try write(text, to: file)
    } catch {
      throw OutputError(description: problem(error, with: file))
    }
  }

  private static func problem(_ error: SystemCallError, with file: String?) -> String {
    "Cannot write \(file ?? "standard output"): \(error.inWords)."
  }

  /// Writes a text to a file, whole or not at all, in a folder that is made if it is missing; `nil` is standard output.
  static func write(_ text: String, to file: String?) throws(SystemCallError) {
    guard let file else { return try StandardStream.output(text) }
    try File.makeFolder(Path.folder(of: Path.resolved(file)))
    try File.write(text, to: file)
  }
}

/// A report that could not be written, in words.
struct OutputError: Error, CustomStringConvertible {
  let description: String
}
