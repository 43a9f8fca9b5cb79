import Glibc
import Model
import Platform

/// Files as users name them.
public enum InputFile {
  /// What messages call a file.
  public static func name(of path: String) -> String { path == "-" ? "standard input" : path }

  /// A file's bytes, at most one more than `limit` (without one than a document may have); `-` is standard input. Pipes and
  /// devices are read to that end, too.
  ///
  /// - Parameter expected: what the file should have been, for the message where it cannot be read.
  public static func bytes(atPath path: String, limit: Int? = nil, expected: String) throws(IntakeError) -> [UInt8] {
    let limit = limit ?? DocumentText.byteLimit
    do throws(SystemCallError) {
      // One byte too many tells that the file is too large.
      return path == "-"
        ? try StandardStream.input(limit: limit + 1) : try File.contents(of: path, limit: limit + 1)
    } catch {
      // What it is cannot always be told; then it only cannot be read.
      let why =
        switch error.code {
        case ENOENT, ENOTDIR: "does not exist"
        case EISDIR: "is a folder"
        default: "cannot be read: \(error.inWords)"
        }
      throw IntakeError(problems: [Problem(place: nil, message: "\(path.quoted) \(why)", expected: expected)])
    }
  }
}
