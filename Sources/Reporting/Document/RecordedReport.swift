public import Model

/// What a report was judged from, without what was judged: all that is needed to judge it again, alone or with others.
public struct RecordedReport: Sendable, Hashable {
  /// One for each vantage that the report is of.
  public var recordings: [Recording]
  /// The nodes that reports were expected from, if a merged report names them.
  public var expected: [String]?
  public var redaction: RedactionLevel?

  public init(recordings: [Recording], expected: [String]? = nil, redaction: RedactionLevel? = nil) {
    self.recordings = recordings
    self.expected = expected
    self.redaction = redaction
  }

  /// What a stored report was judged from.
  public init(_ document: ReportDocument) {
    self.init(
      recordings: document.recordings, expected: document.matrix?.expected, redaction: document.redaction)
  }

  /// Reads what `ReportDocument.json()` wrote.
  public init(json bytes: [UInt8]) throws(ReportError) {
    let stored = try ReportDocument.decoded(Stored.self, from: bytes)
    if let newer = stored.furtherRecordings?.first(where: { $0.formatVersion > Recording.currentFormatVersion }) {
      throw ReportError(
        code: .newerVersion, path: "furtherRecordings",
        message: "a newer version wrote this recording (format \(newer.formatVersion); "
          + "this one reads up to \(Recording.currentFormatVersion)). Use that version or a later one.")
    }
    self.init(
      recordings: [stored.recording]
        + (stored.furtherRecordings ?? []).map { $0.recording(like: stored.recording) },
      expected: stored.matrix?.expected, redaction: stored.redaction)
  }

  /// The fields of a report that are read.
  private struct Stored: Decodable {
    struct Matrix: Decodable { var expected: [String]? }
    var matrix: Matrix?
    var redaction: RedactionLevel?
    var recording: Recording
    var furtherRecordings: [StoredRecording]?
  }
}
