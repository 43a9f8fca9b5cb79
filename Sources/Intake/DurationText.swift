/// Spans of time as options are given: `500ms`, `5s`, `2m`.
public enum DurationText {
  /// What `parse` reads, for messages.
  public static let expected = "a duration such as 500ms, 5s, 2m or 6h, at most a day"

  /// Reads a whole number and its unit (`ms`, `s`, `m` or `h`), longer than nothing and at most a day; `nil` for anything
  /// else.
  public static func parse(_ text: String) -> Duration? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard (1...9).contains(digits.count), let number = Int64(digits), number > 0 else { return nil }
    let duration: Duration
    switch text.dropFirst(digits.count) {
    case "ms": duration = .milliseconds(number)
    case "s": duration = .seconds(number)
    case "m": duration = .seconds(60 * number)
    case "h": duration = .seconds(3_600 * number)
    default: return nil
    }
    return duration <= .seconds(86_400) ? duration : nil
  }
}
