import Model
import Topology

extension [IPPrefix] {
  /// Whether every address of a range lies in one of these or another. Ranges that only together hold it count:
  /// `10.0.0.0/9` and `10.128.0.0/9` cover `10.0.0.0/8`.
  func cover(_ range: IPPrefix) -> Bool {
    if contains(where: { $0.contains(range) }) { return true }
    let touching = filter { range.contains($0) }
    guard !touching.isEmpty, let (lower, upper) = range.halves else { return false }
    return touching.cover(lower) && touching.cover(upper)
  }

  /// The fewest ranges with the same addresses, sorted: none lies in another, and two halves are one.
  var aggregated: [IPPrefix] {
    var ranges: [IPPrefix] = []
    for range in map(\.canonical).sorted(by: Self.precedes) {
      if let last = ranges.last, last.contains(range) { continue }
      ranges.append(range)
      while ranges.count >= 2, let parent = ranges[ranges.count - 1].parent,
        parent == ranges[ranges.count - 2].parent
      {
        ranges.removeLast(2)
        ranges.append(parent)
      }
    }
    return ranges
  }

  /// By family, first address, then the larger range first.
  private static func precedes(_ left: IPPrefix, _ right: IPPrefix) -> Bool {
    switch (left.network, right.network) {
    case (.v4(let one), .v4(let other)): (one, left.length) < (other, right.length)
    case (.v6(let high, let low), .v6(let otherHigh, let otherLow)):
      (high, low, left.length) < (otherHigh, otherLow, right.length)
    case (.v4, .v6): true
    case (.v6, .v4): false
    }
  }
}

extension IPPrefix {
  /// The lower and the upper half; `nil` for one address.
  fileprivate var halves: (lower: IPPrefix, upper: IPPrefix)? {
    guard length < width, let lower = IPPrefix(address: network, length: length + 1),
      let upper = IPPrefix(address: last, length: length + 1)
    else { return nil }
    return (lower, upper.canonical)
  }

  /// The range twice as large; `nil` for all addresses.
  fileprivate var parent: IPPrefix? {
    length == 0 ? nil : IPPrefix(address: address, length: length - 1)?.canonical
  }
}
