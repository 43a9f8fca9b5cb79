import Foundation
import Reporting
import Testing

/// Validates with a stock validator: the `jsonschema` package of Python 3.
enum Validator {
  static let isAvailable: Bool = (try? run(["-c", "import jsonschema"], input: ""))?.status == 0  // no Python: skipped

  /// What the validator says about each document; empty: valid. One process for all of them.
  static func complaints(about documents: [String]) throws -> [String] {
    let program = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      for document in json.load(sys.stdin):
          print("; ".join(e.json_path + " " + e.message[:200].replace("\\n", " ") for e in validator.iter_errors(document)))
      """
    let input = "[" + documents.joined(separator: ",") + "]"
    let result = try run(["-c", program, Repository.path("reports/schema/report.v1.schema.json")], input: input)
    try #require(result.status == 0, "\(result.output)")
    return result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  private static func run(_ arguments: [String], input: String) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let (stdin, stdout) = (Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stdout
    try process.run()
    try? stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))  // a validator that ended early says why
    try? stdin.fileHandleForWriting.close()  // likewise
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}

@Suite(.enabled(if: Validator.isAvailable, "python3 with the package jsonschema is not installed"))
struct `The schema of reports` {
  @Test func `accepts what is written, and further fields`() throws {
    let further = ReportDocument.failing.json()
      .replacing("\"schemaVersion\" :", with: "\"later\" : 1, \"schemaVersion\" :")
      .replacing("\"seen\" :", with: "\"later\" : {}, \"seen\" :")
    let complaints = try Validator.complaints(about: Sample.allCases.map { $0.document.json() } + [further])
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
    let complaints = try Validator.complaints(about: damaged)
    #expect(complaints.count == damages.count)
    for (complaint, damage) in zip(complaints, damages) { #expect(!complaint.isEmpty, "\(damage)") }
  }
}
