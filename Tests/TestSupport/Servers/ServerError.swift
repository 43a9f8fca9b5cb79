/// Why a server or a tool of a test could not be started or used.
public enum ServerError: Error, CustomStringConvertible {
  /// The program is not installed.
  case missing(Program)
  /// The program ended before it answered; `output` is all that it wrote.
  case ended(program: String, status: Int32, output: String)
  /// The program did not answer within the time allowed.
  case silent(program: String, output: String)
  /// A call of the system failed.
  case system(call: String, code: Int32)
  /// No free port was found.
  case noFreePort

  public var description: String {
    switch self {
    case .missing(let program): program.remark
    case .ended(let program, let status, let output): "\(program) ended with status \(status):\n\(output)"
    case .silent(let program, let output): "\(program) did not get ready in time:\n\(output)"
    case .system(let call, let code): "\(call) failed with error \(code)"
    case .noFreePort: "no free port was found on the loopback addresses"
    }
  }
}
