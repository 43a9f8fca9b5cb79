/// The words that a mistyped one may have been meant to be.
public enum Suggestion {
  /// The candidate nearest to a word, if it is near enough to be a slip: at most a third of the word's characters
  /// changed, or the word is how the candidate begins. Letter case does not count. The first of equals; `nil` for none.
  public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    guard (1...64).contains(word.utf8.count) else { return nil }
    let lower = word.lowercased()
    let bound = word.utf8.count < 3 ? 0 : max(1, word.utf8.count / 3)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let distance = distance(from: lower, to: candidate.lowercased())
      if distance <= bound, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate ?? candidates.first { lower.utf8.count >= 4 && $0.lowercased().hasPrefix(lower) }
  }

  /// The candidates that a word may mean, the nearest first: those that contain it or are contained in it, then those
  /// that are a slip away; at most `limit`.
  public static func nearest(to word: String, among candidates: [String], limit: Int) -> [String] {
    let wanted = String(word.lowercased().prefix(200))
    let ranked = candidates.enumerated().compactMap { index, candidate -> (rank: Int, index: Int, text: String)? in
      let lower = candidate.lowercased()
      let isPart = wanted.utf8.count >= 3 && (lower.contains(wanted) || lower.utf8.count >= 3 && wanted.contains(lower))
      if isPart { return (0, index, candidate) }
      let distance = distance(from: wanted, to: lower)
      return distance <= max(2, wanted.utf8.count / 3) ? (distance, index, candidate) : nil
    }
    return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.prefix(limit).map(\.text)
  }

  /// Damerau and Levenshtein's distance in its restricted form ("optimal string alignment"): insertions, deletions,
  /// substitutions and exchanges of neighbors, one each, counted in bytes.
  public static func distance(from left: String, to right: String) -> Int {
    let left = Array(left.utf8)
    let right = Array(right.utf8)
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        var least = min(
          last[column] + (left[row] == right[column] ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, beforeLast[column - 1] + 1)
        }
        current.append(least)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
