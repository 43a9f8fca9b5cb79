import Foundation
import Reporting
import TestSupport
import Testing

@Suite(.enabled(if: SchemaValidator.isAvailable, "python3 with the package jsonschema is not installed"))
struct `The schema of reports` {
  @Test func `accepts what is written, and further fields`() throws {
    let further = ReportDocument.failing.json()
      .replacing("\"schemaVersion\" :", with: "\"later\" : 1, \"schemaVersion\" :")
      .replacing("\"seen\" :", with: "\"later\" : {}, \"seen\" :")
    let complaints = try SchemaValidator.complaints(about: Sample.allCases.map { $0.document.json() } + [further])
    #expect(complaints == ["", "", "", ""])
  }

  @Test func `refuses what is not a report`() throws {
    let damages = [
      ("\"outcome\" : \"blocked\"", "\"outcome\" : \"maybe\""), ("\"schemaVersion\" : \"1.0\",", ""),
      ("\"unanswered\" : {", "\"silent\" : {"), ("\"formatVersion\" : 1,", ""), ("\"seen\" :", "\"saw\" :"),
      ("\"confidence\" : \"suspected\"", "\"confidence\" : \"sure\""), ("\"nameserversFrom\" :", "\"from\" :"),
    ]
    let text = ReportDocument.failing.json()
    let damaged = try damages.map { old, new in
      try #require(text.contains(old))
      return text.replacing(old, with: new)
    }
    let complaints = try SchemaValidator.complaints(about: damaged)
    #expect(complaints.count == damages.count)
    for (complaint, damage) in zip(complaints, damages) { #expect(!complaint.isEmpty, "\(damage)") }
  }
}
