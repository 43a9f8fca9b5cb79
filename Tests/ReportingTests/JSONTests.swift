import FoundationEssentials
import Model
import Reporting
import Testing

extension ReportDocument {
  static let every = ReportDocument(report: EveryEvidence.report(), catalog: SampleReport.catalog, exitStatus: 1)
}

@Suite struct `A report as JSON` {
  @Test(arguments: Sample.allCases) func `is read back as it was written`(sample: Sample) throws {
    let document = sample.document
    let text = document.json()
    let read = try ReportDocument(json: Array(text.utf8))
    #expect(read == document)
    #expect(read.recording == document.recording)
    #expect(read.json() == text)
    #expect(text.hasSuffix("}\n"))
  }

  @Test func `has nothing that a terminal obeys`() throws {
    var document = ReportDocument.healthy
    document.notes = [HostileText.controls]
    let text = document.json()
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !HostileText.isDangerous($0) })
    let read = try ReportDocument(json: Array(text.utf8))
    #expect(read.notes == document.notes)
  }

  @Test func `is read when a later version added fields`() throws {
    let text = ReportDocument.failing.json()
      .replacing("\"schemaVersion\" : \"1.0\"", with: "\"schemaVersion\" : \"1.7\", \"later\" : {\"x\" : [1]}")
      .replacing("\"egress.dropped\"", with: "\"egress.later-cause\"")
    let document = try ReportDocument(json: Array(text.utf8))
    #expect(document.findings[0].cause == "egress.later-cause")
    #expect(TextRenderer().render(document).contains("egress.later-cause"))
  }

  static let mistakes: [(String, ReportError.Code, path: String?, says: String)] = [
    ("", .notJSON, "line 1, column 1", "empty"), ("hello", .notJSON, "line 1, column 1", "not JSON"),
    ("{\"a\": 1,\n  x}", .notJSON, "line 2, column 3", "not JSON"),
    ("{\"a\": [1, {}, \"}\\\"\"], \"b\": tru}", .notJSON, "line 1, column 28", "not JSON"),
    ("{\"a\": \"b", .notJSON, "line 1, column 9", "not JSON"), ("{} {}", .notJSON, "line 1, column 4", "not JSON"),
    ("[]", .notReport, nil, "object"), ("{}", .notReport, nil, "schemaVersion"), ("17", .notReport, nil, "object"),
    ("{\"schemaVersion\": \"1.0\"}", .notReport, nil, "recording"),
    ("{\"schemaVersion\": 1}", .notReport, "schemaVersion", "not a report"),
    ("{\"schemaVersion\": \"2.0\", \"recording\": {}}", .newerVersion, "schemaVersion", "newer version"),
    ("{\"schemaVersion\": \"x\", \"recording\": {}}", .malformed, "schemaVersion", "expected a version"),
    ("{\"schemaVersion\": \"1.0\", \"recording\": {}}", .malformed, "recording.formatVersion", "there is none"),
    (
      "{\"schemaVersion\": \"1.0\", \"recording\": {\"formatVersion\": 9}}", .newerVersion, "recording.formatVersion",
      "newer version"
    ),
    ("{\"schemaVersion\": \"1.0\", \"recording\": {\"formatVersion\": 1}}", .malformed, nil, "is missing"),
  ]

  @Test(arguments: mistakes.indices) func `says what is wrong with a file`(index: Int) {
    let (text, code, path, says) = Self.mistakes[index]
    let error = #expect(throws: ReportError.self) { try ReportDocument(json: Array(text.utf8)) }
    #expect(error?.code == code)
    #expect(error?.path == path)
    #expect(error?.message.contains(says) == true, "\(error?.message ?? "")")
  }

  @Test func `says where a value is wrong`() {
    func error(replacing old: String, with new: String) -> ReportError? {
      let text = ReportDocument.failing.json().replacing(old, with: new, maxReplacements: 1)
      return #expect(throws: ReportError.self) { try ReportDocument(json: Array(text.utf8)) }
    }
    let address = error(replacing: "\"10.0.0.4:53\"", with: "\"10.0.0.400:53\"")
    #expect(address?.path == "recording.observations[0].evidence.lookup.nameserver")
    #expect(address?.message.contains("expected an address with port") == true)
    let standing = error(replacing: "\"outcome\" : \"blocked\"", with: "\"outcome\" : \"maybe\"")
    #expect(standing?.path?.hasPrefix("phases[") == true)
    #expect(standing?.message.contains("Standing") == false)
    let number = error(replacing: "\"exitStatus\" : 1", with: "\"exitStatus\" : \"1\"")
    #expect(number?.description == "summary.exitStatus: expected a whole number")
    #expect(error(replacing: "\"start\" : 0", with: "\"start\" : -1")?.path?.hasSuffix(".start") == true)
  }

  @Test func `refuses deep nesting, wrong bytes and huge files`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: ReportError.self) { try ReportDocument(json: Array(deep.utf8)) }
    #expect(throws: ReportError.self) { try ReportDocument(json: [0x7B, 0xFF, 0xFE, 0x00]) }
    let error = #expect(throws: ReportError.self) {
      try ReportDocument(json: [UInt8](repeating: 0x20, count: ReportDocument.sizeLimit + 1))
    }
    #expect(error?.code == .tooLarge)
  }
}
