/// How text for people is laid out.
public struct TextOptions: Sendable, Hashable {
  /// How much is said.
  public enum Verbosity: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// The answer and the causes.
    case quiet
    case normal
    /// Also requirement ids, sentences of every symptom, evidence and sources.
    case verbose

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// The widths that are laid out; others count as the nearest of these.
  public static let widths = 40...400

  /// Columns.
  public var width: Int
  /// Whether colors and weights are set by ANSI sequences (ECMA-48).
  public var color: Bool
  /// Whether only ASCII is written.
  public var ascii: Bool
  public var verbosity: Verbosity

  public init(width: Int = 80, color: Bool = false, ascii: Bool = false, verbosity: Verbosity = .normal) {
    self.width = min(max(width, Self.widths.lowerBound), Self.widths.upperBound)
    self.color = color
    self.ascii = ascii
    self.verbosity = verbosity
  }
}
