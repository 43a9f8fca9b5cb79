import Foundation
import Model
import Testing

@testable import CheckCatalog

@Suite struct `A catalog's folder` {
  /// Calls the closure with a folder that holds the embedded catalog's files, and removes it afterwards.
  private func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "catalog-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }  // what cannot be removed does no harm to the test
    try FileManager.default.createDirectory(
      at: folder.appending(path: CatalogFile.folder), withIntermediateDirectories: true)
    for (name, text) in try CatalogTexts.all() {
      try text.write(to: folder.appending(path: name), atomically: false, encoding: .utf8)
    }
    return try body(folder)
  }

  @Test func `may hold links and other files`() throws {
    try withFolder { folder in
      let file = folder.appending(path: "causes.yaml")
      let target = folder.appending(path: "causes.txt")
      try FileManager.default.moveItem(at: file, to: target)
      try FileManager.default.createSymbolicLink(at: file, withDestinationURL: target)
      #expect(try CatalogReader.read(directory: folder.path + "/") == CatalogReader.embedded())
    }
  }

  @Test func `is refused if a file is not text`() throws {
    try withFolder { folder in
      try Data([0xFF, 0xFE]).write(to: folder.appending(path: "causes.yaml"))
      #expect(try problem(of: folder) == "\(folder.path)/causes.yaml:1:1: the file is not text in UTF-8")
    }
  }

  @Test func `is refused if a file is none`() throws {
    try withFolder { folder in
      let file = folder.appending(path: "causes.yaml")
      try FileManager.default.removeItem(at: file)
      try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
      #expect(try problem(of: folder) == "\(file.path):1:1: not a regular file")
    }
  }

  @Test func `is refused if a link leads to itself`() throws {
    try withFolder { folder in
      let file = folder.appending(path: "causes.yaml")
      try FileManager.default.removeItem(at: file)
      try FileManager.default.createSymbolicLink(at: file, withDestinationURL: file)
      #expect(try problem(of: folder)?.hasPrefix("\(file.path):1:1: ") == true)
    }
  }

  @Test func `changes its digest with its content`() throws {
    try withFolder { folder in
      let file = folder.appending(path: "regions.yaml")
      try (String(contentsOf: file, encoding: .utf8) + "# remark\n").write(to: file, atomically: false, encoding: .utf8)
      let catalog = try CatalogReader.read(directory: folder.path)
      let embedded = try CatalogReader.embedded()
      #expect(catalog.digest != embedded.digest)
      #expect(catalog.regions == embedded.regions)
    }
  }

  private func problem(of folder: URL) throws -> String? {
    try #require(throws: CatalogError.self) { try CatalogReader.read(directory: folder.path) }.problems.first?
      .description
  }
}
