public import Foundation
import Glibc

/// A directory of its own for one server or one test, removed by its owner.
public struct TemporaryDirectory: Sendable {
  public let url: URL

  /// Makes an empty directory that everybody may enter: a server started by root reads it under another account.
  public init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("aml-preflight-\(UUID().uuidString.lowercased())", isDirectory: true)
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
  }

  public func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file that everybody may read, and returns its path.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String {
    let path = path(name)
    // Not `String.write`, which waits for the disk.
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw ServerError.system(call: "open of \(path)", code: errno) }
    defer { close(file) }
    let bytes = Array(text.utf8)
    guard unsafe Glibc.write(file, bytes, bytes.count) == bytes.count, fchmod(file, 0o644) == 0 else {
      throw ServerError.system(call: "write to \(path)", code: errno)
    }
    return path
  }

  /// Copies a file with its permissions.
  func copy(_ file: URL, to name: String) throws {
    try FileManager.default.copyItem(at: file.resolvingSymlinksInPath(), to: url.appendingPathComponent(name))
  }

  /// Removes the directory with all that is in it.
  public func remove() {
    // Nothing depends on its absence: what cannot be removed is left to the system's clean-up.
    try? FileManager.default.removeItem(at: url)
  }
}
