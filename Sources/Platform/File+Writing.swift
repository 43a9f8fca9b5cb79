import Glibc

extension File {
  /// Writes a text to a file, whole or not at all: it is written under another name, then renamed. An existing file keeps
  /// its permissions. What cannot be replaced, such as a pipe, is written to.
  public static func write(_ text: String, to path: String) throws(SystemCallError) {
    let target = Path.resolved(path)
    if kind(of: target) == .device {
      return try Descriptor(opening: target, O_WRONLY).write(text)
    }
    if kind(of: target) == .folder { throw SystemCallError(code: EISDIR) }
    let number = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let temporary = "\(Path.folder(of: target))/.aml-preflight-\(number)"
    do throws(SystemCallError) {
      let file = try Descriptor(opening: temporary, O_WRONLY | O_CREAT | O_EXCL)
      var status = stat()
      if unsafe stat(target, &status) == 0, fchmod(file.number, status.st_mode & 0o7777) != 0 { throw .last }
      try file.write(text)
      guard unsafe rename(temporary, target) == 0 else { throw .last }
    } catch {
      if error.code != EEXIST { unsafe unlink(temporary) }
      throw error
    }
  }

  /// Makes a folder, and those that it is in; one that is there already is no matter.
  public static func makeFolder(_ path: String) throws(SystemCallError) {
    if unsafe mkdir(path, 0o777) == 0 { return }
    let code = errno
    if kind(of: path) == .folder { return }
    let parent = Path.folder(of: path)
    guard code == ENOENT, parent != path else { throw SystemCallError(code: code) }
    try makeFolder(parent)
    guard unsafe mkdir(path, 0o777) == 0 || kind(of: path) == .folder else { throw .last }
  }
}
