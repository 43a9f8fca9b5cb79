import Foundation
import TestSupport
import Testing

/// A program that others use to read a format: it says whether what is written can be read, and what is in it.
enum StockReader: CaseIterable {
  case python, junitparser, jsonschema, prometheus, perl, commonMark

  /// What has to run for the reader to be there.
  private var trial: [String] {
    switch self {
    case .python: ["/usr/bin/python3", "-c", "import xml.etree, csv, json"]
    case .junitparser: ["/usr/bin/python3", "-c", "import junitparser"]
    case .jsonschema: ["/usr/bin/python3", "-c", "import jsonschema"]
    case .prometheus: ["/usr/bin/python3", "-c", "import prometheus_client.parser"]
    case .perl: ["perl", "-MTAP::Parser", "-e", "1"]
    case .commonMark: ["cmark-gfm", "--version"]
    }
  }

  private static let present: Set<StockReader> = Set(
    allCases.filter { (try? run($0.trial))?.status == 0 })  // what cannot be started is absent

  /// Whether a test that needs it is to run: also where it is absent in continuous integration, so that it fails there.
  var isExpected: Bool {
    Self.present.contains(self) || ProcessInfo.processInfo.environment["CI"] == "true"
  }

  /// The trait of a test that needs it.
  var isNeeded: ConditionTrait { .enabled(if: isExpected, "\(trial[0]) lacks what reads this format (\(self))") }

  /// Runs a program of Python over texts, each in a file of its own; fails the test if the program does.
  static func python(_ program: String, over texts: [String]) throws -> [String] {
    let folder = try TemporaryFolder()
    let files = try texts.enumerated().map { try folder.write($1, to: "text-\($0)").path }
    let result = try run(["/usr/bin/python3", "-c", program] + files)
    try #require(result.status == 0, "\(result.output.suffix(2_000))")
    return result.output.split(separator: "\n").map(String.init)
  }

  /// Runs any program; its output and what it complains about together.
  static func run(_ command: [String], input: String = "") throws -> (status: Int32, output: String) {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.standardInput = try FileHandle(forReadingFrom: try folder.write(input, to: "input"))
    let output = try FileHandle(forWritingTo: try folder.write("", to: "output"))
    process.standardOutput = output
    process.standardError = output
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, folder.text(of: "output"))
  }
}
