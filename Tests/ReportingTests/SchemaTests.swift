import Foundation
import Reporting
import Testing

/// Validates with a stock validator: the `jsonschema` package of Python 3.
enum Validator {
  static let isAvailable: Bool = (try? run(["-c", "import jsonschema"], input: ""))?.status == 0  // no Python: skipped

  /// What the validator says; empty: valid.
  static func complaints(about json: String) throws -> String {
    let program = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      for error in jsonschema.Draft202012Validator(schema).iter_errors(json.load(sys.stdin)):
          print(error.json_path, error.message[:300])
      """
    let result = try run(["-c", program, Repository.path("reports/schema/report.v1.schema.json")], input: json)
    return result.status == 0 ? result.output : "exit status \(result.status): \(result.output)"
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
  @Test(arguments: Sample.allCases) func `accepts what is written`(sample: Sample) throws {
    #expect(try Validator.complaints(about: sample.document.json()) == "")
  }

  static let damages = [
    ("\"outcome\" : \"blocked\"", "\"outcome\" : \"maybe\""), ("\"schemaVersion\" : \"1.0\",", ""),
    ("\"unanswered\" : {", "\"silent\" : {"), ("\"formatVersion\" : 1,", ""), ("\"seen\" :", "\"saw\" :"),
    ("\"confidence\" : \"suspected\"", "\"confidence\" : \"sure\""), ("\"nameserversFrom\" :", "\"from\" :"),
  ]

  @Test(arguments: damages) func `refuses what is not a report`(old: String, new: String) throws {
    let text = ReportDocument.failing.json()
    try #require(text.contains(old))
    #expect(try Validator.complaints(about: text.replacing(old, with: new)) != "")
  }

  @Test func `accepts further fields`() throws {
    let text = ReportDocument.failing.json().replacing("\"code\" : \"NXDOMAIN\"", with: "\"code\" : \"NXDOMAIN\"")
      .replacing("\"schemaVersion\" :", with: "\"later\" : 1, \"schemaVersion\" :")
      .replacing("\"seen\" :", with: "\"later\" : {}, \"seen\" :")
    #expect(try Validator.complaints(about: text) == "")
  }
}
