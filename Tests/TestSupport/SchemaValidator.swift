import Foundation

/// Validates with a stock validator: the `jsonschema` package of Python 3.
public enum SchemaValidator {
  // Without Python there is no validator, and what needs it is skipped.
  public static let isAvailable: Bool = (try? run(["-c", "import jsonschema"], input: ""))?.status == 0

  /// What documents are validated against, in `reports/schema/`.
  public enum Schema: String, Sendable {
    case report = "report.v1.schema.json"
    case comparison = "comparison.v1.schema.json"

    fileprivate var path: String {
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("reports/schema/\(rawValue)").path
    }
  }

  /// What the validator says about each document; empty: valid. One process for all of them.
  public static func complaints(about documents: [String], by schema: Schema = .report) throws -> [String] {
    let program = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      for document in json.load(sys.stdin):
          print("; ".join(e.json_path + " " + e.message[:200].replace("\\n", " ") for e in validator.iter_errors(document)))
      """
    let input = "[" + documents.joined(separator: ",") + "]"
    let result = try run(["-c", program, schema.path], input: input)
    guard result.status == 0 else { return ["the validator failed: \(result.output)"] }
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
