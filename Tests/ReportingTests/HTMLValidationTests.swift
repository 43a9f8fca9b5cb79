import Foundation
import Testing

@testable import Reporting

/// Reads pages with a stock parser of HTML that reports every error of syntax: the package `html5lib` of Python 3.
enum HTMLValidator {
  /// The interpreter that has the package; a system's own one as well as the first of the path.
  private static let interpreter: String? = ["/usr/bin/python3", "/usr/local/bin/python3"].first { path in
    FileManager.default.isExecutableFile(atPath: path) && status(of: path, ["-c", "import html5lib"]) == 0
  }
  static var isAvailable: Bool { interpreter != nil }

  /// What the parser says about a page; empty: nothing.
  static func complaints(about page: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "html-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }  // a folder left behind harms nobody
    let (file, output) = (folder.appending(path: "page.html"), folder.appending(path: "output"))
    try Data(page.utf8).write(to: file)
    try Data().write(to: output)
    let program = """
      import sys, html5lib
      parser = html5lib.HTMLParser()
      parser.parse(open(sys.argv[1], encoding="utf-8").read())
      for (line, column), code, values in parser.errors[:20]: print(line, column, code, values)
      """
    let path = try #require(interpreter)
    #expect(status(of: path, ["-c", program, file.path], output: try FileHandle(forWritingTo: output)) == 0)
    return try String(contentsOf: output, encoding: .utf8)
  }

  private static func status(_ path: String, _ arguments: [String], _ output: FileHandle) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// An interpreter that cannot be started has no status.
  private static func status(of path: String, _ arguments: [String], output: FileHandle = .nullDevice) -> Int32? {
    try? status(path, arguments, output)  // it is not there, so what needs it is skipped
  }
}

@Suite(.enabled(if: HTMLValidator.isAvailable, "python3 with the package html5lib is not installed"))
struct `A page read by a stock parser` {
  @Test(arguments: Sample.allCases) func `has no error of syntax`(sample: Sample) throws {
    #expect(try HTMLValidator.complaints(about: HTMLRenderer().render(sample.document)).isEmpty)
    let hostile = try HostileReport.document(sample, with: HostileReport.markup)
    #expect(try HTMLValidator.complaints(about: HTMLRenderer().render(hostile)).isEmpty)
  }

  @Test func `is refused where it is broken`() throws {
    let broken = HTMLRenderer().render(.failing).replacing("</main>", with: "</div>")
    #expect(try !HTMLValidator.complaints(about: broken).isEmpty)
  }
}
