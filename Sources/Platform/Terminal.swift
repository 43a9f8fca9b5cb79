import CLinux
import Glibc

/// What the process' own streams are connected to.
public enum Terminal {
  public enum Stream: Sendable, Hashable, CaseIterable {
    case standardInput, standardOutput, standardError

    fileprivate var descriptor: Int32 {
      switch self {
      case .standardInput: STDIN_FILENO
      case .standardOutput: STDOUT_FILENO
      case .standardError: STDERR_FILENO
      }
    }
  }

  /// Whether somebody sits in front of it.
  public static func isTerminal(_ stream: Stream) -> Bool {
    isatty(stream.descriptor) == 1
  }

  /// The width of the stream's terminal; `nil` if it is none or does not say.
  public static func columns(of stream: Stream) -> Int? {
    let columns = Int(lx_terminal_columns(stream.descriptor))
    return columns > 0 ? columns : nil
  }
}
