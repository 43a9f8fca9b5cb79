public import Model

/// A report with all of its texts filled in: exactly what `-o json` writes, and the only input of every renderer.
/// Fields are added, never redefined; the schema is `reports/schema/report.v1.schema.json`.
///
/// Codes that grow with versions (causes, symptoms) are text here, so that an older version still renders a newer report.
public struct ReportDocument: Sendable, Hashable, Codable {
  /// The schema that this version writes.
  public static let currentSchemaVersion = "1.0"

  public var schemaVersion: String
  /// The edition of the rules about the declared deployment: a day, or `newest`; absent where no rule was applied.
  public var rules: String? = nil
  public var tool: Tool
  public var deployment: DeploymentName
  public var vantages: [VantageEntry]
  public var startedAt: Timestamp
  /// Whole milliseconds.
  public var durationMilliseconds: Int
  public var summary: SummaryEntry
  /// Those with requirements or omissions, in order.
  public var phases: [PhaseEntry]
  /// Causes, most damaging first.
  public var findings: [FindingEntry]
  /// What a reader must know to read the rest right: an interruption, what this vantage cannot tell.
  public var notes: [String]
  /// The public documents that the requirements and causes rest on, by id; absent in reports of earlier versions.
  public var sources: [Source]? = nil
  /// What differs from an earlier report that this one was compared with.
  public var baseline: BaselineEntry?
  /// What was replaced before this was written.
  public var redaction: RedactionLevel?
  /// What several vantages come to together; absent in the report of one.
  public var matrix: MatrixEntry? = nil
  /// What all of this was judged from; of several vantages that of the first.
  public var recording: Recording
  /// Those of the other vantages that gave a report, in their order.
  public var furtherRecordings: [StoredRecording]? = nil

  /// The program that gathered the evidence and the catalog that it was judged by.
  public struct Tool: Sendable, Hashable, Codable {
    public var name: String
    public var version: String
    public var catalogDigest: String
  }

  /// Which deployment this is about.
  public struct DeploymentName: Sendable, Hashable, Codable {
    public var name: String
    public var cloud: Cloud
    public var edition: Edition
    public var region: String?
  }

  /// From where evidence was gathered.
  public struct VantageEntry: Sendable, Hashable, Codable {
    public var id: String
    public var kind: Vantage.Kind
    /// `10.0.0.4`, or with a port other than 53 `127.0.0.1:5353`.
    public var nameservers: [String]
    public var nameserversFrom: String
    /// `proxy.corp:3128`.
    public var proxy: String?
    public var families: [IPAddress.Family]
    public var trustStore: String
    /// What is known about the place itself.
    public var place: [Vantage.Place.Attribute: Vantage.Place.Fact]? = nil
    /// How many places this stands for that gave no report; absent where one did.
    public var missing: Int? = nil
    /// Why there is none, if somebody knows: `its pod is Pending`.
    public var reason: String? = nil
  }

  /// What the report comes to.
  public struct SummaryEntry: Sendable, Hashable, Codable {
    public var outcome: Summary.Outcome
    public var exitStatus: Int
    public var firstBrokenPhase: Phase?
    public var counts: [Standing: Int]
    public var coverage: Coverage
  }

  /// How many of the required checks that apply were made.
  public struct Coverage: Sendable, Hashable, Codable {
    public var required: Int
    public var made: Int
    /// `24 of 28 required checks made; 4 need a pod`.
    public var text: String
  }
}
