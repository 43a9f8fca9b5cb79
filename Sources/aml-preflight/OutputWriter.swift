import CheckCatalog
import EventLoop
import Foundation
import Reporting

/// Writes a report to wherever the user wants it.
struct OutputWriter {
  let options: OutputOptions
  var verbosity = TextOptions.Verbosity.normal

  /// Writes every target. A file appears whole or not at all: it is written under a temporary name, then renamed. If one
  /// cannot be written the others still are, and the errors come together.
  func write(_ document: ReportDocument) throws {
    // The built-in catalog knows Microsoft's hosts; what only another one knows is replaced, which is the safe side.
    let document =
      options.redact == .none ? document : document.redacted(options.redact, catalog: try CatalogReader.embedded())
    var problems: [String] = []
    for target in options.targets {
      let isTerminal = target.file == nil && Terminal.isTerminal(.standardOutput)
      let text = target.format.renderer(textOptions(toTerminal: isTerminal)).render(document)
      do {
        try Self.write(text, to: target.file)
      } catch {
        problems.append("Cannot write \(target.file ?? "standard output"): \(Self.reason(error))")
      }
    }
    if !problems.isEmpty { throw OutputError(description: problems.joined(separator: "\n")) }
  }

  private func textOptions(toTerminal isTerminal: Bool) -> TextOptions {
    Self.textOptions(color: options.color, ascii: options.ascii, verbosity: verbosity, toTerminal: isTerminal)
  }

  static func textOptions(
    color: ColorChoice, ascii: Bool, verbosity: TextOptions.Verbosity, toTerminal isTerminal: Bool
  ) -> TextOptions {
    let environment = ProcessInfo.processInfo.environment
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

  /// The system's own words, without the library's around them.
  static func reason(_ error: any Error) -> String {
    let inner = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
    return (inner ?? error).localizedDescription
  }

  /// Writes a text to a file, whole or not at all; `nil` is standard output.
  static func write(_ text: String, to file: String?) throws {
    guard let file else {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
      return
    }
    // Through links to what they point at: the name that the user gave keeps being what it is.
    let target = URL(fileURLWithPath: file).resolvingSymlinksInPath()
    switch OutputPlace(target) {
    case .file, .nothing:
      try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: target, options: .atomic)
    case .device:
      // A pipe or a device cannot be replaced; it is written to.
      let handle = try FileHandle(forWritingTo: target)
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
    case .folder:
      throw UsageError("it is a folder")
    }
  }
}

/// What stands where a report is to be written.
private enum OutputPlace {
  case nothing, file, folder, device

  init(_ url: URL) {
    guard let type = (try? FileManager.default.attributesOfItem(atPath: url.path))?[.type] as? FileAttributeType
    else {
      self = .nothing  // what cannot be looked at is found out when it is written
      return
    }
    switch type {
    case .typeRegular: self = .file
    case .typeDirectory: self = .folder
    default: self = .device
    }
  }
}

extension OutputOptions {
  /// Finds before anything is sent what could not be written after it: a folder where a file should be, a folder that is
  /// missing, one file for two formats, or the file that is read.
  func check(against input: String? = nil) throws {
    var seen: Set<String> = []
    if let input, input != "-" { seen.insert(URL(fileURLWithPath: input).resolvingSymlinksInPath().path) }
    for target in targets {
      guard let file = target.file else { continue }
      let url = URL(fileURLWithPath: file).resolvingSymlinksInPath()
      let place = OutputPlace(url)
      if place == .folder {
        throw UsageError(
          "Cannot write \(file): it is a folder. Name a file in it, as in -o \(target.format)=\(file)/report")
      }
      if place != .device, !seen.insert(url.path).inserted {
        throw UsageError("Cannot write \(file): it is read as input, or another format is written there.")
      }
      let folder = url.deletingLastPathComponent()
      switch OutputPlace(folder) {
      case .folder: break
      case .nothing where outDir != nil && file.hasPrefix(outDir ?? ""): break  // made when the report is written
      case .nothing: throw UsageError("Cannot write \(file): there is no folder \(folder.path).")
      case .file, .device: throw UsageError("Cannot write \(file): \(folder.path) is not a folder.")
      }
    }
  }
}

/// A report that could not be written, in words.
struct OutputError: Error, CustomStringConvertible {
  let description: String
}
