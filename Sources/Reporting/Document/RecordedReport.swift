public import Model

/// What a report was judged from, without what was judged: all that is needed to judge it again, alone or with others.
public struct RecordedReport: Sendable, Hashable {
  /// One for each vantage that the report is of.
  public var recordings: [Recording]
  /// The nodes that reports were expected from, if a merged report names them.
  public var expected: [String]?
  /// Why a node gave no report, by its name, as far as a merged report says so.
  public var reasons: [String: String]
  public var redaction: RedactionLevel?

  public init(
    recordings: [Recording], expected: [String]? = nil, reasons: [String: String] = [:],
    redaction: RedactionLevel? = nil
  ) {
    self.recordings = recordings
    self.expected = expected
    self.reasons = reasons
    self.redaction = redaction
  }

  /// What a stored report was judged from.
  public init(_ document: ReportDocument) {
    self.init(
      recordings: document.recordings, expected: document.matrix?.expected,
      reasons: Self.reasons(document.vantages.map { ($0.id, $0.reason) }), redaction: document.redaction)
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
      expected: stored.matrix?.expected,
      reasons: Self.reasons((stored.vantages ?? []).map { ($0.id, $0.reason) }), redaction: stored.redaction)
  }

  private static func reasons(_ vantages: [(id: String, reason: String?)]) -> [String: String] {
    Dictionary(vantages.compactMap { id, reason in reason.map { (id, $0) } }) { first, _ in first }
  }

  /// The fields of a report that are read.
  private struct Stored: Decodable {
    struct Matrix: Decodable { var expected: [String]? }
    struct Vantage: Decodable {
      var id: String
      var reason: String?
    }
    var matrix: Matrix?
    var vantages: [Vantage]?
    var redaction: RedactionLevel?
    var recording: Recording
    var furtherRecordings: [StoredRecording]?
  }
}
