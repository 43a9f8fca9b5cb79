import Model

extension Suggestion {
  /// `did you mean "title"?` if a candidate is near enough to be a slip of the finger, else `expected one of …`.
  static func text(for word: String, among candidates: [String]) -> String {
    if let nearest = nearest(to: word, among: candidates) {
      return "did you mean \"\(nearest)\"?"
    }
    guard candidates.count <= 24 else { return "expected one of \(candidates.count) known names" }
    return "expected one of: \(candidates.joined(separator: ", "))"
  }
}
