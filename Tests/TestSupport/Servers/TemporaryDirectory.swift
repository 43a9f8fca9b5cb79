public import Foundation

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
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
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
