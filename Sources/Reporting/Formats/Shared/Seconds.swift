/// Durations as seconds with three decimals, for formats that count in seconds.
enum Seconds {
  /// `1.335`; a stored file may hold a number that is none of ours, so it is kept between 0 and 1,000,000,000 s.
  static func text(milliseconds: Int) -> String {
    let bounded = min(max(milliseconds, 0), 1_000_000_000_000)
    let fraction = String(bounded % 1_000)
    return "\(bounded / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}
