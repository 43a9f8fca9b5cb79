/// All that is wrong with one file, in the order of the file.
public struct IntakeError: Error, Sendable, Hashable {
  public var problems: [Problem]
  /// Further problems that were found and not kept: a file of a hundred mistakes is not helped by more of them.
  public var unlisted: Int

  public init(problems: [Problem], unlisted: Int = 0) {
    self.problems = problems
    self.unlisted = unlisted
  }
}

extension IntakeError: CustomStringConvertible {
  /// The problems, one below the other.
  public var description: String {
    let lines = problems.map(\.description) + (unlisted > 0 ? ["and \(unlisted) more"] : [])
    return lines.joined(separator: "\n")
  }
}
