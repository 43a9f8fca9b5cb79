import Foundation
import Model

/// Files as users name them.
public enum InputFile {
  /// What messages call a file.
  public static func name(of path: String) -> String { path == "-" ? "standard input" : path }

  /// A file's bytes, at most one more than `limit` (without one than a document may have); `-` is standard input. Pipes and devices are read to that end, too.
  ///
  /// - Parameter expected: what the file should have been, for the message where it cannot be read.
  public static func bytes(atPath path: String, limit: Int? = nil, expected: String) throws(IntakeError) -> [UInt8] {
    let limit = limit ?? DocumentText.byteLimit
    do {
      let handle =
        path == "-" ? .standardInput : try FileHandle(forReadingFrom: URL(fileURLWithPath: path, isDirectory: false))
      var content = Data()
      // A pipe gives what it has; only an empty read is the end. One byte too many tells that the file is too large.
      while content.count <= limit, let part = try handle.read(upToCount: limit + 1 - content.count), !part.isEmpty {
        content += part
      }
      return Array(content)
    } catch {
      let exists = FileManager.default.fileExists(atPath: path)
      // What it is cannot always be told; then it only cannot be read.
      let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      let why = !exists ? "does not exist" : kind == .typeDirectory ? "is a folder" : "cannot be read"
      throw IntakeError(problems: [Problem(place: nil, message: "\(path.quoted) \(why)", expected: expected)])
    }
  }
}
