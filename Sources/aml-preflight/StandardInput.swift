import Platform

/// Standard input, which commands take as the file `-`.
enum StandardInput {
  /// Refuses what would read it twice: the second time it is empty.
  static func check(_ paths: [String]) throws {
    guard paths.count(where: { $0 == "-" }) > 1 else { return }
    throw UsageError("Standard input can be read only once; name a file instead of one -.")
  }

  /// Tells whoever sits in front of a terminal what is waited for.
  static func announce(_ paths: [String]) {
    guard paths.contains(where: { ["-", "/dev/stdin"].contains($0) }), Terminal.isTerminal(.standardInput) else {
      return
    }
    AMLPreflight.complain("Reading standard input; Ctrl-D at the beginning of a line ends it.")
  }
}
