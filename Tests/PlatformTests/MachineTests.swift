import Foundation
import Platform
import TestSupport
import Testing

@Suite struct `The machine` {
  @Test func `has the time and processors that others see`() {
    let before = Int64(Date().timeIntervalSince1970)
    let now = Machine.secondsSince1970
    #expect((before...Int64(Date().timeIntervalSince1970)).contains(now))
    #expect(Machine.processors == ProcessInfo.processInfo.activeProcessorCount)
  }

  @Test func `has the variables that others see`() {
    let others = ProcessInfo.processInfo.environment
    #expect(Variables.all == others)
    #expect(others["PATH"] != nil)
  }
}

@Suite struct `A path` {
  @Test(arguments: [
    ("/a/b", "/a/b"), ("/a/./b//c/", "/a/b/c"), ("/a/../b", "/b"), ("/../..", "/"), ("/", "/"), ("/a/b/../..", "/"),
    ("x", FileManager.default.currentDirectoryPath + "/x"), (".", FileManager.default.currentDirectoryPath),
    ("../x", URL(filePath: FileManager.default.currentDirectoryPath).deletingLastPathComponent().path + "/x"),
  ]) func `from the root on has no detours`(_ path: String, absolute: String) {
    #expect(Path.absolute(path) == absolute)
  }

  @Test(arguments: [
    ("/a/b", "/a"), ("/a/b/", "/a"), ("/a", "/"), ("/", "/"), ("a", "."), ("a/b", "a"), ("a//b", "a"), ("//a", "/"),
    ("", "."),
  ]) func `is in a folder`(_ path: String, folder: String) {
    #expect(Path.folder(of: path) == folder)
  }

  @Test func `is resolved through links, whatever is there`() throws {
    let folder = try TemporaryDirectory()
    defer { folder.remove() }
    let real = Path.resolved(folder.url.path)
    try FileManager.default.createDirectory(atPath: folder.path("a/b"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: folder.path("l"), withDestinationPath: "a/b")
    #expect(Path.resolved(folder.path("l/new")) == "\(real)/a/b/new")
    #expect(Path.resolved(folder.path("l/../new")) == "\(real)/a/new")
    #expect(Path.resolved(folder.path("none/new")) == "\(real)/none/new")
    #expect(Path.resolved(folder.path("a/b/")) == "\(real)/a/b")
    #expect(Path.resolved("new-\(UInt64.max)") == Path.resolved(".") + "/new-\(UInt64.max)")
  }
}
