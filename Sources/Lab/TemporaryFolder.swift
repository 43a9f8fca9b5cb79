import Glibc

/// A folder that only its owner can read, for the files of one lab.
struct TemporaryFolder: Sendable {
  let path: String

  /// Below `TMPDIR`, or `/tmp`.
  init() throws(LabError) {
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/aml-preflight-demo.XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      throw LabError(attempt: "make a temporary folder in \(parent)", code: errno)
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Writes a file and returns its path.
  func write(_ text: String, to name: String) throws(LabError) -> String {
    let file = "\(path)/\(name)"
    let attempt = "write \(file)"
    let number = unsafe open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw LabError(attempt: attempt, code: errno) }
    defer { close(number) }
    let bytes = Array(text.utf8)
    guard unsafe Glibc.write(number, bytes, bytes.count) == bytes.count else {
      throw LabError(attempt: attempt, code: errno)
    }
    return file
  }

  /// Removes the named files and the folder; what is not there is no matter.
  func remove(files: [String]) {
    for name in files { unsafe unlink("\(path)/\(name)") }
    unsafe rmdir(path)
  }
}
