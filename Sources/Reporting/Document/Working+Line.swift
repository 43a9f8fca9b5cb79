internal import Model

extension [Working] {
  /// The arithmetic in one line, what does not hold first: `3 × 4 (pool1, Standard_D3_v2) = 12 ≥ 12`.
  var line: String {
    let broken = filter { !$0.holds }
    let shown = broken.isEmpty ? self : broken
    let more = shown.count > 3 ? " · and \(shown.count - 3) more" : ""
    return shown.prefix(3).map(\.arithmetic).joined(separator: " · ") + more
  }
}
