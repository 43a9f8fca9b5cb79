import Model

/// A mapping whose keys are known to be allowed.
struct Entry {
  let place: SourcePlace
  /// In the order of the file.
  let keys: [String]
  /// What stands at each of the keys.
  let items: [Item]

  subscript(key: String) -> Item? {
    keys.firstIndex(of: key).map { items[$0] }
  }

  var values: Zip2Sequence<[String], [Item]> { zip(keys, items) }

  /// The value of a key that must be there.
  func required(_ key: String, _ log: inout ProblemLog) -> Item? {
    if let item = self[key] { return item }
    log.add("the key \"\(key)\" is missing", at: place)
    return nil
  }

  func text(_ key: String, _ log: inout ProblemLog) -> String? {
    required(key, &log)?.text(&log)
  }

  func optionalText(_ key: String, _ log: inout ProblemLog) -> String? {
    self[key]?.text(&log)
  }

  /// The texts of a list that must be there; empty if it is not one.
  func texts(_ key: String, _ log: inout ProblemLog) -> [(text: String, place: SourcePlace)] {
    required(key, &log)?.texts(&log) ?? []
  }

  func optionalTexts(_ key: String, _ log: inout ProblemLog) -> [(text: String, place: SourcePlace)] {
    self[key]?.texts(&log) ?? []
  }
}
