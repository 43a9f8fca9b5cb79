import CLinux

/// The machine that the program runs on.
public enum Machine {
  /// Whole seconds since 1970 by the machine's clock.
  public static var secondsSince1970: Int64 { lx_wall_clock() / 1_000_000_000 }

  /// How many processors this process may use; at least 1.
  public static var processors: Int { max(1, Int(lx_processor_count())) }
}
