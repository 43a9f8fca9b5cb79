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

  /// The number of insertions, deletions, substitutions and swaps of neighbors that make one word of the other (optimal
  /// string alignment).
  private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var older: [Int] = []
    var old = Array(0...right.count)
    for row in left.indices {
      var new = [row + 1]
      for column in right.indices {
        var distance = min(
          old[column + 1] + 1, new[column] + 1, old[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          distance = min(distance, older[column - 1] + 1)
        }
        new.append(distance)
      }
      older = old
      old = new
    }
    return old[right.count]
  }
}
