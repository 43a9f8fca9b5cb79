import Foundation
import Glibc
import Platform
import TestSupport
import Testing

@Suite struct `A file` {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func contents(_ name: String) throws -> String {
    String(decoding: try File.contents(of: folder.path(name)), as: UTF8.self)
  }

  @Test func `is known by its kind, through links`() throws {
    defer { folder.remove() }
    let file = try folder.write("a", to: "file")
    try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: file)
    try FileManager.default.createSymbolicLink(atPath: folder.path("dangling"), withDestinationPath: "nowhere")
    makePipe(folder.path("pipe"))
    #expect(File.kind(of: file) == .regular)
    #expect(File.kind(of: folder.path("link")) == .regular)
    #expect(File.kind(of: folder.url.path) == .folder)
    #expect(File.kind(of: folder.path("pipe")) == .device)
    #expect(File.kind(of: "/dev/null") == .device)
    #expect(File.kind(of: folder.path("dangling")) == nil)
    #expect(File.kind(of: folder.path("none")) == nil)
    #expect(File.kind(of: file + "/below") == nil)
  }

  @Test(arguments: [0, 1, 16_383, 16_384, 16_385, 100_000]) func `is read whole, or as far as asked`(_ count: Int)
    throws
  {
    defer { folder.remove() }
    let text = String(repeating: "é", count: count / 2) + (count % 2 == 1 ? "x" : "")
    let path = try folder.write(text, to: "file")
    #expect(try File.contents(of: path) == Array(text.utf8))
    for limit in [0, 1, count / 2, count, count + 1] {
      #expect(try File.contents(of: path, limit: limit) == Array(text.utf8.prefix(limit)))
    }
  }

  /// Its size is not known before.
  @Test func `that says no size is read whole`() throws {
    let text = String(decoding: try File.contents(of: "/proc/self/status"), as: UTF8.self)
    #expect(text.hasPrefix("Name:") && text.contains("nonvoluntary_ctxt_switches"))
    #expect(try File.contents(of: "/dev/zero", limit: 70_000).count == 70_000)
  }

  @Test(arguments: [("/none", ENOENT), ("/etc", EISDIR), ("/etc/passwd/x", ENOTDIR)])
  func `that cannot be read has the system's reason`(_ path: String, code: Int32) {
    let error = #expect(throws: SystemCallError.self) { try File.contents(of: path) }
    #expect(error?.code == code)
    #expect(SystemCallError(code: ENOENT).description == "No such file or directory")
  }

  @Test func `is written whole in place of the one before, and keeps its permissions`() throws {
    defer { folder.remove() }
    let path = folder.path("file")
    try File.write("one", to: path)
    let mask = umask(0)
    umask(mask)
    #expect(try permissions(path) == 0o666 & ~Int(mask))
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let number = try inode(path)
    try File.write(String(repeating: "two ", count: 100_000), to: path)
    #expect(try contents("file").count == 400_000)
    #expect(try permissions(path) == 0o640)
    #expect(try inode(path) != number)
    #expect(try File.names(in: folder.url.path) == ["file"])
  }

  @Test func `is written through links, also to what is not there yet`() throws {
    defer { folder.remove() }
    try File.makeFolder(folder.path("deep"))
    let links = [("a", "b"), ("b", "deep/new"), ("c", folder.path("absolute")), ("d", "deep/../d2")]
    for (name, target) in links {
      try FileManager.default.createSymbolicLink(atPath: folder.path(name), withDestinationPath: target)
    }
    for (name, target) in [("a", "deep/new"), ("c", "absolute"), ("d", "d2")] {
      try File.write("through \(name)", to: folder.path(name))
      #expect(try contents(target) == "through \(name)")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path(name)).isEmpty == false)
    }
    try FileManager.default.createSymbolicLink(atPath: folder.path("loop"), withDestinationPath: "loop")
    #expect(throws: SystemCallError.self) { try File.contents(of: folder.path("loop")) }
    #expect(Path.resolved(folder.path("loop")).hasSuffix("/loop"))
  }

  @Test func `that cannot be written leaves nothing behind`() throws {
    defer { folder.remove() }
    for (path, code) in [(folder.path("none/file"), ENOENT), (folder.url.path, EISDIR), ("/proc/new", ENOENT)] {
      let error = #expect(throws: SystemCallError.self) { try File.write("a", to: path) }
      #expect(error?.code == code)
    }
    let full = #expect(throws: SystemCallError.self) { try File.write("a", to: "/dev/full") }
    #expect(full?.code == ENOSPC)
    #expect(try File.names(in: folder.url.path) == [])
  }

  /// The pipe takes 64 KiB; the writer must wait for the reader and begin again where it stopped.
  @Test func `that is a pipe is written to, not replaced`() async throws {
    defer { folder.remove() }
    let path = folder.path("pipe")
    makePipe(path)
    let text = String(repeating: "0123456789abcdef", count: 20_000)
    async let read = Task.detached { try File.contents(of: path) }.value
    try File.write(text, to: path)
    #expect(try await read == Array(text.utf8))
    #expect(File.kind(of: path) == .device)
  }

  @Test func `is found below its folder, sorted, with links that are not followed`() throws {
    defer { folder.remove() }
    for name in ["b/c", "a", "b/d/e", ".h/i", "ü"] {
      try File.makeFolder(Path.folder(of: folder.path(name)))
      try File.write("", to: folder.path(name))
    }
    try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "b")
    #expect(File.names(below: folder.url.path).sorted() == [".h/i", "a", "b/c", "b/d/e", "link", "ü"])
    #expect(File.names(below: folder.url.path + "/") == File.names(below: folder.url.path))
    #expect(File.names(below: folder.path("none")) == [])
    #expect(try File.names(in: folder.url.path) == [".h", "a", "b", "link", "ü"])
    #expect(throws: SystemCallError(code: ENOENT)) { try File.names(in: folder.path("none")) }
  }

  @Test func `makes no folder of`() throws {
    defer { folder.remove() }
    _ = try folder.write("a", to: "file")
    try File.makeFolder(folder.path("x/y/z"))
    try File.makeFolder(folder.path("x/y/z/"))
    #expect(File.kind(of: folder.path("x/y/z")) == .folder)
    #expect(throws: SystemCallError.self) { try File.makeFolder(folder.path("file")) }
    #expect(throws: SystemCallError.self) { try File.makeFolder(folder.path("file/x")) }
  }

  private func makePipe(_ path: String) {
    let status = unsafe mkfifo(path, 0o600)
    #expect(status == 0)
  }

  private func permissions(_ path: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  private func inode(_ path: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int)
  }
}
