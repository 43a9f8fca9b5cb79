/// The parts of a SARIF log that are written (SARIF 2.1.0; the sections are those of the OASIS standard).
struct SARIFLog: Encodable {
  /// Where the standard's schema is.
  static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  var schema = Self.schema
  var version = "2.1.0"
  var runs: [Run]

  /// Section 3.14.
  struct Run: Encodable {
    var tool: Tool
    var automationDetails: AutomationDetails
    var invocations: [Invocation]
    var results: [Result]
    var columnKind = "utf16CodeUnits"
  }

  /// Section 3.18.
  struct Tool: Encodable {
    var driver: Driver
  }

  /// Section 3.19.
  struct Driver: Encodable {
    var name: String
    var version: String
    var rules: [Rule]
  }

  /// Section 3.49: a reporting descriptor.
  struct Rule: Encodable {
    var id: String
    var shortDescription: Message
    var fullDescription: Message
    var help: Message
    var defaultConfiguration: Configuration
  }

  /// Section 3.50.
  struct Configuration: Encodable {
    var level: Level
  }

  /// Section 3.58.6 names the levels.
  enum Level: String, Encodable {
    case none, note, warning, error
  }

  /// Section 3.27.9: anything but a failure has the level `none`.
  enum Kind: String, Encodable {
    case fail, open
  }

  /// Section 3.11.
  struct Message: Encodable {
    var text: String

    /// Plain text: a brace would begin a placeholder (section 3.11.5), so it is doubled, and a bracket before a
    /// parenthesis a link (section 3.11.6), so it is escaped.
    init(_ lines: [String]) {
      var output = ""
      for line in lines where !line.isEmpty {
        if !output.isEmpty { output += "\n" }
        let safe = TerminalText.safe(line)
        let hasLink = safe.contains("](")
        for scalar in safe.unicodeScalars {
          switch scalar {
          case "{", "}": output.unicodeScalars.append(scalar)
          case "[", "]", "\\": if hasLink { output += "\\" }
          default: break
          }
          output.unicodeScalars.append(scalar)
        }
      }
      text = output.isEmpty ? "not described" : output
    }
  }

  /// Section 3.17: runs of one kind.
  struct AutomationDetails: Encodable {
    var id: String
  }

  /// Section 3.20.
  struct Invocation: Encodable {
    var executionSuccessful: Bool
    var exitCode: Int
    var startTimeUtc: String
    var endTimeUtc: String
  }

  /// Section 3.27.
  struct Result: Encodable {
    var ruleId: String
    var ruleIndex: Int
    var kind: Kind
    var level: Level
    var message: Message
    var locations: [Location]
    var partialFingerprints: [String: String]
    var properties: [String: String]
    /// Absent where there is no baseline.
    var baselineState: BaselineState?
  }

  /// Section 3.27.24.
  enum BaselineState: String, Encodable {
    case new, unchanged

    init(_ since: ReportDocument.SinceBaseline) {
      switch since {
      case .new: self = .new
      case .known: self = .unchanged
      }
    }
  }

  /// Section 3.28: nothing that is at fault is in a file, so there is no physical location.
  struct Location: Encodable {
    var logicalLocations: [LogicalLocation]
  }

  /// Section 3.33.
  struct LogicalLocation: Encodable {
    var name: String
    var fullyQualifiedName: String
    var kind = "resource"
  }
}
