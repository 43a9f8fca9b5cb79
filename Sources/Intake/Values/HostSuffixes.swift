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
    if suffixes.contains(where: { isSame(labels.suffix($0.count), $0[...]) }) { return nil }
    for suffix in suffixes {
      for count in [suffix.count, suffix.count - 1] where labels.count >= count {
        let tail = labels.suffix(count)
        let isBelow = labels.count > count
        guard hasSlip(tail, of: suffix) || isBelow && (lacksLabel(tail, of: suffix) || hasOtherLabel(tail, of: suffix))
        else { continue }
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

  /// One slip of the finger, or two in a long suffix.
  private func hasSlip(_ tail: ArraySlice<String>, of suffix: [String]) -> Bool {
    guard tail.count == suffix.count else { return false }
    let differing = zip(tail, suffix).filter { !isSame($0, $1) }
    if differing.contains(where: { isRegion($1) }) {
      return differing.count == 1 && differing.allSatisfy { nearestRegion(to: $0.0) != nil }
    }
    let limit = suffix.joined(separator: ".").utf8.count >= 16 ? 2 : 1
    // Each label that differs costs one at least, and each letter that it is longer or shorter.
    let least = differing.reduce(0) { $0 + max(1, abs($1.0.utf8.count - $1.1.utf8.count)) }
    guard least <= limit else { return false }
    return differing.reduce(0) { $0 + Suggestion.distance(from: $1.0, to: $1.1) } <= limit
  }

  /// A label left out after the first: the region, or any of a long suffix (`blob.windows.net`). Without its first
  /// label, it is the domain of other services, of which we need not know.
  private func lacksLabel(_ tail: ArraySlice<String>, of suffix: [String]) -> Bool {
    tail.count == suffix.count - 1
      && suffix.indices.dropFirst().contains { left in
        (suffix.count > 3 || isRegion(suffix[left])) && isSame(tail, suffix[..<left] + suffix[(left + 1)...])
      }
  }

  /// The same service in the same domain with one other label between (`blob.storage.windows.net`), or with another top
  /// level (`azurecr.com`).
  private func hasOtherLabel(_ tail: ArraySlice<String>, of suffix: [String]) -> Bool {
    guard tail.count == suffix.count else { return false }
    let differing = zip(tail, suffix).enumerated().filter { !isSame($1.0, $1.1) }.map(\.offset)
    guard differing.count == 1, let index = differing.first, index > 0, !isRegion(suffix[index]) else { return false }
    return index == suffix.count - 1 || index < suffix.count - 2
  }

  private func nearestRegion(to label: String) -> String? {
    Suggestion.nearest(to: label, among: regions.sorted())
  }

  /// The suffix with its placeholders and regions as the name has them.
  private func filled(_ suffix: [String], from tail: ArraySlice<String>) -> [String] {
    let seen = tail.first(where: { regions.contains($0) })
    return suffix.enumerated().map { index, label in
      guard isRegion(label) else { return label }
      if let seen { return seen }
      let typed = tail.count == suffix.count ? tail[tail.startIndex + index] : ""
      return nearestRegion(to: typed) ?? label
    }
  }
}
