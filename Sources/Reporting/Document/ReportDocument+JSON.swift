internal import FoundationEssentials
internal import Model

extension ReportDocument {
  /// The largest file that is read as a report, in bytes: 64 MiB.
  public static let sizeLimit = 64 * 1024 * 1024

  /// The document as JSON: sorted keys, indented, a line feed at the end; the same document always gives the same
  /// bytes. Characters that a terminal could obey or that change the direction of text are written as `\uXXXX`.
  public func json() -> String {
    JSONText.encoded(self)
  }

  /// The document as one line of JSON, with a line feed at its end.
  public func jsonLine() -> String {
    JSONText.line(self)
  }

  /// Reads what `json()` wrote, also by an earlier version or a later one of the same major schema version.
  public init(json bytes: [UInt8]) throws(ReportError) {
    self = try Self.decoded(ReportDocument.self, from: bytes)
  }

  /// Reads a report, or a part of it.
  static func decoded<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws(ReportError) -> Value {
    guard bytes.count <= Self.sizeLimit else {
      throw ReportError(
        code: .tooLarge, message: "the file has \(bytes.count) bytes; a report has at most \(Self.sizeLimit) (64 MiB)")
    }
    if let lines = ReportLines.split(bytes) {
      throw ReportError(
        code: .severalReports(count: lines.count),
        message: "these are \(lines.count) reports, one a line. Give one of them.")
    }
    let data = Data(bytes)
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    let head: Head
    do {
      head = try decoder.decode(Head.self, from: data)
    } catch let error as DecodingError {
      throw ReportError(head: error, in: bytes)
    } catch {
      throw ReportError(code: .notJSON, message: "this is not a report: \(error)")
    }
    try head.check()
    do {
      return try decoder.decode(type, from: data)
    } catch let error as DecodingError {
      throw ReportError(error)
    } catch {
      throw ReportError(code: .malformed, message: "this report cannot be read: \(error)")
    }
  }

  /// What tells a report from other JSON, and which version wrote it.
  private struct Head: Decodable {
    struct Recording: Decodable { var formatVersion: Int? }
    var schemaVersion: String?
    var recording: Recording?

    func check() throws(ReportError) {
      guard let schemaVersion, let recording else {
        throw ReportError(
          code: .notReport,
          message: "this is JSON but not a report: it has no \(schemaVersion == nil ? "schemaVersion" : "recording"). "
            + "Give a file that -o json wrote.")
      }
      guard let major = schemaVersion.split(separator: ".").first.flatMap({ Int($0) }), major >= 1 else {
        throw ReportError(
          code: .malformed, path: "schemaVersion",
          message: "expected a version such as \(ReportDocument.currentSchemaVersion), "
            + "not \(schemaVersion.prefix(40).debugDescription)")
      }
      guard major == 1 else {
        throw ReportError(
          code: .newerVersion, path: "schemaVersion",
          message: "a newer version wrote this report (schema \(schemaVersion.prefix(40)); "
            + "this one reads \(ReportDocument.currentSchemaVersion)). Use that version or a later one.")
      }
      guard let format = recording.formatVersion, format >= 1 else {
        throw ReportError(
          code: .malformed, path: "recording.formatVersion", message: "expected a number from 1, and there is none")
      }
      guard format <= Model.Recording.currentFormatVersion else {
        throw ReportError(
          code: .newerVersion, path: "recording.formatVersion",
          message: "a newer version wrote this recording (format \(format); "
            + "this one reads up to \(Model.Recording.currentFormatVersion)). Use that version or a later one.")
      }
    }
  }
}
