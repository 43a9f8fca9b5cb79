import ArgumentParser
import Platform

/// One `-o FORMAT[=FILE]`.
struct FormatTarget<Format: RawRepresentable<String> & Sendable>: ExpressibleByArgument {
  var format: Format
  /// `nil`: standard output, as `-` says too.
  var file: String?

  init(format: Format, file: String?) {
    self.format = format
    self.file = file
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let format = Format(rawValue: String(parts[0])), parts.count == 1 || !parts[1].isEmpty else { return nil }
    self.init(format: format, file: parts.count == 2 && parts[1] != "-" ? String(parts[1]) : nil)
  }
}

extension OutputOptions {
  /// Finds what could not be written, before anything is sent. The folder of `--out-dir` is made when it is needed.
  func check(against inputs: [String] = []) throws {
    try targets.check(against: inputs, making: outDir)
  }
}

extension Collection {
  /// Finds what could not be written, before anything is done: a folder where a file should be, a folder that is missing
  /// and not the one to be made, one file for two formats, or a file that is read.
  func check<Format>(against inputs: [String], making madeFolder: String? = nil) throws
  where Element == FormatTarget<Format> {
    var seen = Set(inputs.filter { $0 != "-" }.map(Path.resolved))
    for target in self {
      guard let file = target.file else { continue }
      let kind = File.kind(of: file)
      let path = Path.resolved(file)
      if kind == .folder {
        throw UsageError(
          "Cannot write \(file): it is a folder. Name a file in it, as in -o \(target.format.rawValue)=\(file)/report")
      }
      if kind != .device, !seen.insert(path).inserted {
        throw UsageError("Cannot write \(file): it is read as input, or another format is written there.")
      }
      let folder = Path.folder(of: path)
      switch File.kind(of: folder) {
      case .folder: break
      case nil where madeFolder.map(Path.resolved) == folder: break
      case nil: throw UsageError("Cannot write \(file): there is no folder \(folder).")
      case .regular, .device: throw UsageError("Cannot write \(file): \(folder) is not a folder.")
      }
    }
  }
}
