import ArgumentParser

/// When a cronjob runs, as Kubernetes reads it: five fields of cron, or a name such as `@daily`.
struct CronSchedule {
  /// Every six hours.
  static let usual = "0 */6 * * *"
  private static let names = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"]
  /// What each field may say in numbers.
  private static let ranges = [0...59, 0...23, 1...31, 1...12, 0...7]
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

  let text: String

  init(_ option: String) throws {
    let fields = option.split(whereSeparator: \.isWhitespace).map { String($0) }
    let isSchedule = fields.count == 5 && zip(fields, Self.ranges.indices).allSatisfy(Self.isField)
    guard isSchedule || Self.names.contains(option) else {
      throw ValidationError(
        "\(option.debugDescription) is no schedule; expected five fields (minute, hour, day, month, weekday), as in "
          + "\"\(Self.usual)\", or one of \(Self.names.joined(separator: " ")).")
    }
    text = fields.joined(separator: " ")
  }

  /// Parts with commas, each a value, a range or all, and perhaps a step.
  private static func isField(_ field: String, _ index: Int) -> Bool {
    field.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
      let steps = part.split(separator: "/", omittingEmptySubsequences: false)
      guard let span = steps.first, steps.count <= 2 else { return false }
      if steps.count == 2 {
        guard let step = number(steps[1]), step > 0 else { return false }
      }
      if span == "*" || span == "?" { return true }
      let ends = span.split(separator: "-", omittingEmptySubsequences: false).map { value($0, index) }
      guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1] else { return false }
      return first <= last
    }
  }

  private static func value(_ text: Substring, _ index: Int) -> Int? {
    let words = index == 3 ? months : index == 4 ? days : []
    if let position = words.firstIndex(of: text.lowercased()) { return index == 3 ? position + 1 : position }
    return number(text).flatMap { ranges[index].contains($0) ? $0 : nil }
  }

  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
  }
}
