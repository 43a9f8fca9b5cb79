import Model

/// The domains in which Azure gives out host names (`blob.core.windows.net`), to recognize a mistyped one.
struct HostSuffixes {
  private let suffixes: [[String]]
  private let regions: Set<String>

  /// A label that is one of the regions, or a placeholder in braces, stands for every region.
  init(_ suffixes: [String], regions: [String]) {
    self.regions = Set(regions)
    self.suffixes = suffixes.map { $0.lowercased().split(separator: ".").map(String.init) }.filter { $0.count > 1 }
  }

  /// The name with the suffix that it probably should have; `nil` if it has a known one, or one that is nothing like
  /// any of them, as a customer's own domain.
  func correction(of name: DomainName) -> DomainName? {
    let labels = name.labels.map(String.init)
    if suffixes.contains(where: { labels.count >= $0.count && isSame(labels.suffix($0.count), $0[...]) }) { return nil }
    for suffix in suffixes {
      for count in [suffix.count, suffix.count - 1] where count > 1 && labels.count >= count {
        let tail = labels.suffix(count)
        guard isNearMiss(tail, of: suffix) else { continue }
        let fixed = labels.dropLast(count) + filled(suffix, from: tail)
        return DomainName(fixed.joined(separator: "."))
      }
    }
    return nil
  }

  private func isRegion(_ label: String) -> Bool { regions.contains(label) || label.hasPrefix("{") }

  private func isSame(_ left: String, _ right: String) -> Bool { left == right || isRegion(left) && isRegion(right) }

  private func isSame(_ left: ArraySlice<String>, _ right: ArraySlice<String>) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy(isSame)
  }

  /// Near are: a slip or two of the finger; a label left out after the first; one label of at least three that is
  /// another, again after the first. (Other first labels are other services, of which we need not know.)
  private func isNearMiss(_ tail: ArraySlice<String>, of suffix: [String]) -> Bool {
    if tail.count < suffix.count {
      return suffix.count > 2
        && (1..<suffix.count).contains { left in
          isSame(tail, suffix[..<left] + suffix[(left + 1)...])
        }
    }
    let differing = zip(tail, suffix).filter { !isSame($0, $1) }
    guard let (seen, known) = differing.first else { return false }
    if isRegion(known) {
      return differing.count == 1 && Suggestion.nearest(to: seen, among: regions.sorted()) != nil
    }
    if differing.count == 1, suffix.count > 2, tail.first == suffix.first { return true }
    if differing.count == 1, suffix.count == 2, tail.first == suffix.first { return true }
    let length = suffix.joined(separator: ".").utf8.count
    let distance = differing.reduce(0) { $0 + Suggestion.distance(from: $1.0, to: $1.1) }
    return distance <= (length >= 16 ? 2 : 1)
  }

  /// The suffix with its placeholders and regions as the name has them.
  private func filled(_ suffix: [String], from tail: ArraySlice<String>) -> [String] {
    let seen = tail.first(where: { regions.contains($0) })
    return suffix.enumerated().map { index, label in
      guard isRegion(label) else { return label }
      if let seen { return seen }
      let typed = tail.count == suffix.count ? tail[tail.startIndex + index] : ""
      return Suggestion.nearest(to: typed, among: regions.sorted()) ?? label
    }
  }
}
