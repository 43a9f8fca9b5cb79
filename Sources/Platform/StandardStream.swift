import Glibc

/// What the process was started with to read from and write to.
public enum StandardStream {
  /// All of standard input, but at most `limit` bytes of it.
  public static func input(limit: Int) throws(SystemCallError) -> [UInt8] {
    try Descriptor(standard: STDIN_FILENO).contents(limit: limit)
  }

  /// Writes to standard output, beside what `print` still keeps.
  public static func output(_ text: String) throws(SystemCallError) {
    try Descriptor(standard: STDOUT_FILENO).write(text)
  }

  /// Writes to standard error, if it can be written to: there is nowhere else to say that it cannot.
  public static func complain(_ text: String) {
    try? Descriptor(standard: STDERR_FILENO).write(text)  // as said
  }
}
