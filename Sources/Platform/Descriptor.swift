import Glibc

/// An open file, which is closed with this.
struct Descriptor: ~Copyable {
  let number: Int32
  private let isOwned: Bool

  /// Opens a file, closed on exec. A new one gets the permissions that the process gives new files.
  init(opening path: String, _ flags: Int32) throws(SystemCallError) {
    while true {
      let number = unsafe open(path, flags | O_CLOEXEC, 0o666)
      if number < 0, errno == EINTR { continue }
      guard number >= 0 else { throw .last }
      self.number = number
      isOwned = true
      return
    }
  }

  /// One of the process' own, which stays open.
  init(standard number: Int32) {
    self.number = number
    isOwned = false
  }

  deinit {
    if isOwned { close(number) }
  }

  /// How large a regular file is; 0 of anything else.
  var size: Int {
    var status = stat()
    guard unsafe fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
    return Int(status.st_size)
  }

  /// All that is to be read, but at most `limit` bytes. A pipe is read until its writers have closed it.
  borrowing func contents(limit: Int) throws(SystemCallError) -> [UInt8] {
    var bytes: [UInt8] = []
    // One byte more than a file has shows its end without another turn.
    var room = min(max(size, 16 << 10) + 1, limit)
    while room > 0 {
      var code: Int32 = 0
      let part = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        let read = unsafe Glibc.read(number, buffer.baseAddress, room)
        if read < 0 { code = errno }
        count = max(0, read)
      }
      if code == EINTR { continue }
      guard code == 0 else { throw SystemCallError(code: code) }
      guard !part.isEmpty else { break }
      if bytes.isEmpty { bytes = part } else { bytes += part }
      room = min(max(bytes.count, 16 << 10), limit - bytes.count)
    }
    return bytes
  }

  /// Writes all of it; waits where a pipe or terminal that does not block is full.
  borrowing func write(_ text: String) throws(SystemCallError) {
    var text = text
    let code = text.withUTF8 { bytes -> Int32 in
      var written = 0
      while written < bytes.count {
        let rest = unsafe UnsafeBufferPointer(rebasing: bytes[written...])
        let count = unsafe Glibc.write(number, rest.baseAddress, rest.count)
        if count >= 0 {
          written += count
        } else if errno == EAGAIN {
          var wait = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
          _ = unsafe poll(&wait, 1, -1)
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
    if code != 0 { throw SystemCallError(code: code) }
  }
}
