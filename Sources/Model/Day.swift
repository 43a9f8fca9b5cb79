/// A day of the calendar, as documents and rules are dated: `2020-01-16`.
public struct Day: Sendable, Hashable {
  /// Midnight in UTC, at which the day begins.
  public let start: Timestamp

  /// The day that a moment falls on, in UTC.
  public init(of moment: Timestamp) {
    let secondsOfDay = (moment.secondsSince1970 % 86_400 + 86_400) % 86_400
    start = Timestamp(secondsSince1970: moment.secondsSince1970 - secondsOfDay)
  }
}

extension Day: LosslessStringConvertible {
  /// Reads `2020-01-16`; `nil` for anything else, and for days that the calendar does not have.
  public init?(_ description: String) {
    guard description.utf8.count == 10, let start = Timestamp("\(description)T00:00:00Z") else { return nil }
    self.start = start
  }

  public var description: String { start.day }
}

extension Day: Comparable {
  public static func < (left: Day, right: Day) -> Bool { left.start < right.start }
}

extension Day: Codable {
  public init(from decoder: any Decoder) throws { self = try decoder.lossless("a day such as 2020-01-16") }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: description) }
}
