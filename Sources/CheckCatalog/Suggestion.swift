/// Words near to a mistyped one.
enum Suggestion {
  /// `did you mean "title"?` if a candidate is near enough to be a slip of the finger, else `expected one of …`.
  static func text(for word: String, among candidates: [String]) -> String {
    if let nearest = nearest(to: word, among: candidates) {
      return "did you mean \"\(nearest)\"?"
    }
    guard candidates.count <= 24 else { return "expected one of \(candidates.count) known names" }
    return "expected one of: \(candidates.joined(separator: ", "))"
  }

  /// The candidate with the smallest edit distance, if that is at most a third of the word's length; the first of
  /// several.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let limit = max(1, word.count / 3)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates where abs(candidate.count - word.count) <= limit {
      let distance = editDistance(Array(word.lowercased().utf8), Array(candidate.lowercased().utf8))
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// Levenshtein's distance: insertions, deletions and substitutions, one each.
  private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in right.enumerated() {
        let above = row[column + 1]
        row[column + 1] = min(above + 1, row[column] + 1, diagonal + (byte == other ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}
