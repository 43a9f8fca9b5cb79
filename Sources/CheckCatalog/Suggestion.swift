/// Words near to a mistyped one.
public enum Suggestion {
  /// The candidates that a word may mean, the nearest first: those that contain it or are contained in it, then those
  /// that are a slip of the finger away; at most `limit`.
  public static func nearest(to word: String, among candidates: [String], limit: Int) -> [String] {
    let wanted = word.lowercased()
    let bytes = Array(wanted.utf8.prefix(200))
    let ranked = candidates.enumerated().compactMap { index, candidate -> (rank: Int, index: Int, text: String)? in
      let lower = candidate.lowercased()
      let distance = editDistance(bytes, Array(lower.utf8))
      let isPart = wanted.utf8.count >= 3 && (lower.contains(wanted) || lower.utf8.count >= 3 && wanted.contains(lower))
      if isPart { return (0, index, candidate) }
      return distance <= max(2, bytes.count / 3) ? (distance, index, candidate) : nil
    }
    return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.prefix(limit).map(\.text)
  }

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
