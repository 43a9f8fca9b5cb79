/// A span of time as evidence records it: whole microseconds, shown and stored as milliseconds.
public struct Milliseconds: Sendable, Hashable {
  /// The span in microseconds; never negative.
  public let microseconds: Int64

  /// A span of whole microseconds; a negative count becomes zero.
  public init(microseconds: Int64) {
    self.microseconds = max(0, microseconds)
  }

  /// The span nearest to a duration; a negative duration becomes zero.
  public init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self.init(microseconds: seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
  }

  public static let zero = Milliseconds(microseconds: 0)

  /// The span as a number of milliseconds, with at most three decimals.
  public var value: Double { Double(microseconds) / 1_000 }

  /// The span rounded to whole milliseconds.
  public var rounded: Int { Int((microseconds + 500) / 1_000) }

  public static func + (left: Milliseconds, right: Milliseconds) -> Milliseconds {
    Milliseconds(microseconds: left.microseconds + right.microseconds)
  }
}

extension Milliseconds: Comparable {
  public static func < (left: Milliseconds, right: Milliseconds) -> Bool {
    left.microseconds < right.microseconds
  }
}

extension Milliseconds: Codable {
  /// Reads a number of milliseconds from 0 to 10¹² (30 years).
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let number = try container.decode(Double.self)
    guard number.isFinite, (0...1e12).contains(number) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected a number of milliseconds from 0 to 1e12")
    }
    self.init(microseconds: Int64((number * 1_000).rounded()))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}

extension Milliseconds: CustomStringConvertible {
  /// `0.4 ms`, `12 ms`, `812 ms`, `5.0 s`, `2 min 5 s`.
  public var description: String {
    switch microseconds {
    case ..<10_000:
      let tenths = (microseconds + 50) / 100
      return "\(tenths / 10).\(tenths % 10) ms"
    case ..<999_500:
      return "\(rounded) ms"
    case ..<99_950_000:
      let tenths = (microseconds + 50_000) / 100_000
      return "\(tenths / 10).\(tenths % 10) s"
    default:
      let seconds = (microseconds + 500_000) / 1_000_000
      return "\(seconds / 60) min \(seconds % 60) s"
    }
  }
}
