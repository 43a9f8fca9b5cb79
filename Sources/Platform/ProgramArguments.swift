import CLinux

/// What the program was started with. Unlike `CommandLine` it needs no `/proc`, which an empty root directory lacks.
public enum ProgramArguments {
  /// Without the program's own name; bytes that are not UTF-8 are replaced.
  public static var all: [String] {
    (1..<max(1, lx_argument_count())).compactMap { index in
      unsafe lx_argument(index).map { unsafe String(cString: $0) }
    }
  }
}
