import Intake
import Reporting

/// A stored report as users name it: a file, a pipe, or `-` for standard input.
enum ReportFile {
  /// All of it, but no more than a report may have; what is wrong with the file is said in words.
  static func bytes(atPath path: String) throws -> [UInt8] {
    StandardInput.announce([path])
    let bytes = try InputFile.bytes(
      atPath: path, limit: ReportDocument.sizeLimit, expected: "a report that -o json wrote, or - for standard input")
    guard bytes.count <= ReportDocument.sizeLimit else {
      throw UsageError(
        "\(name(of: path)) is larger than \(ReportDocument.sizeLimit >> 20) MiB, the most that a report may have.")
    }
    return bytes
  }

  /// What messages call it.
  static func name(of path: String) -> String { InputFile.name(of: path) }

  /// What is wrong with the text that was read, for the user.
  static func problem(_ error: ReportError, atPath path: String) -> UsageError {
    guard case .severalReports(let count) = error.code else { return UsageError("\(name(of: path)): \(error)") }
    return UsageError(
      "\(name(of: path)) holds \(count) reports, one a line, and one is taken here. Choose it by its number, as in: "
        + "sed -n 1p \(path == "-" ? "FILE" : path) | aml-preflight report -")
  }
}

extension ReportDocument {
  /// Reads a stored report; what is wrong with the file is said in words.
  init(path: String) throws {
    let bytes = try ReportFile.bytes(atPath: path)
    do throws(ReportError) {
      try self.init(json: bytes)
    } catch {
      throw ReportFile.problem(error, atPath: path)
    }
  }
}
