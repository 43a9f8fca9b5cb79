internal import Glibc

/// Reads the files by which a system says how names are looked up.
enum SystemText {
  struct Failure: Error {
    /// The system's words: `No such file or directory`.
    var reason: String
  }

  /// The beginning of a file, at most `limit` bytes of it. What is no UTF-8 is replaced.
  static func content(of path: String, upTo limit: Int) -> Result<String, Failure> {
    // Without O_NONBLOCK a pipe without a writer would be waited for.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .failure(Failure(reason: SystemReason.text(of: errno))) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    while bytes.count < limit {
      let count = unsafe read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return .failure(Failure(reason: SystemReason.text(of: errno))) }
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    return .success(String(decoding: bytes.prefix(limit), as: UTF8.self))
  }
}
