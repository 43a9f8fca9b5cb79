import ArgumentParser
import Foundation

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
    func location(_ path: String) -> URL { URL(fileURLWithPath: path).resolvingSymlinksInPath() }
    var seen = Set(inputs.filter { $0 != "-" }.map { location($0).path })
    for target in self {
      guard let file = target.file else { continue }
      let url = location(file)
      let place = OutputPlace(url)
      if place == .folder {
        throw UsageError(
          "Cannot write \(file): it is a folder. Name a file in it, as in -o \(target.format.rawValue)=\(file)/report")
      }
      if place != .device, !seen.insert(url.path).inserted {
        throw UsageError("Cannot write \(file): it is read as input, or another format is written there.")
      }
      let folder = url.deletingLastPathComponent()
      switch OutputPlace(folder) {
      case .folder: break
      case .nothing where madeFolder.map { location($0).path } == folder.path: break
      case .nothing: throw UsageError("Cannot write \(file): there is no folder \(folder.path).")
      case .file, .device: throw UsageError("Cannot write \(file): \(folder.path) is not a folder.")
      }
    }
  }
}
