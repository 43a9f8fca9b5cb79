import Model

/// A mapping whose keys are known to be allowed.
struct Entry {
  let place: SourcePlace
  /// In the order of the file.
  let values: [(key: String, value: Item)]

  subscript(key: String) -> Item? {
    for index in values.indices where values[index].key == key { return values[index].value }
    return nil
  }

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
