import Model

/// A deployment file while it is read: where its values stand, and all that is wrong so far.
///
/// Each kind of value and each section of the file is one method, in an extension. A method returns `nil` for a value
/// that is wrong, and reports it; so reading goes on to the end, and all mistakes are shown at once.
struct Reading {
  /// So many problems are kept; more are counted.
  static let problemLimit = 100

  let vocabulary: Vocabulary
  private(set) var problems: [Problem] = []
  private(set) var unlisted = 0
  private(set) var origins: [String: SourcePlace] = [:]

  init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  /// Whether further problems are only counted.
  private var isFull: Bool { problems.count >= Self.problemLimit }

  mutating func report(_ problem: Problem) {
    if isFull {
      unlisted += 1
    } else {
      problems.append(problem)
    }
  }

  /// Reports that a value is not what it should be: `cluster.region is "westeurop"`, and what was expected.
  mutating func refuse(
    _ value: Value, because reason: String? = nil, expected: String? = nil, suggestion: String? = nil
  ) {
    let message = "\(value.path) is \(value.shown)" + (reason.map { ": \($0)" } ?? "")
    report(Problem(place: value.place, message: message, expected: expected, suggestion: suggestion))
  }

  /// Reads a mapping: calls `read` for each key that is one of `Key` and has a value, in the order of the file, and
  /// reports every other key.
  mutating func forEach<Key: RawRepresentable<String> & CaseIterable>(
    _ keys: Key.Type, of value: Value, read: (inout Reading, Key, Value) -> Void
  ) {
    let names = Key.allCases.map(\.rawValue)
    guard
      let members = members(
        of: value, expected: "a mapping with the key\(names.count == 1 ? "" : "s") \(names.joined(separator: ", "))")
    else { return }
    for member in members {
      guard let key = Key(rawValue: member.key) else {
        let nearest = isFull ? nil : Suggestion.nearest(to: member.key, among: names)
        report(
          Problem(
            place: member.keyPlace,
            message: "unknown key \(member.key.quoted)" + (value.path.isEmpty ? "" : " in \(value.path)"),
            expected: "one of \(names.joined(separator: ", "))", suggestion: nearest))
        continue
      }
      guard let item = declared(member.value, at: value.path.isEmpty ? member.key : "\(value.path).\(member.key)")
      else { continue }
      read(&self, key, item)
    }
  }

  /// A mapping's members, or `nil` and a problem if the value is none.
  mutating func members(of value: Value, expected: String) -> [Value.Member]? {
    if case .mapping(let members) = value.content { return members }
    refuse(value, expected: expected)
    return nil
  }

  /// Reads a list of values of one kind; those that are wrong are left out.
  mutating func list<Element>(
    _ value: Value, of kind: String, read: (inout Reading, Value) -> Element?
  ) -> [Element]? {
    guard case .list(let items) = value.content else {
      refuse(value, expected: "a list of \(kind)")
      return nil
    }
    var elements: [Element] = []
    for (index, item) in items.enumerated() {
      let path = "\(value.path)[\(index)]"
      guard let item = declared(item, at: path) else {
        report(Problem(place: item.place, message: "\(path) is empty", expected: "a value, or no line for it"))
        continue
      }
      if let element = read(&self, item) { elements.append(element) }
    }
    return elements
  }

  /// The value under its path, with its place noted; `nil` for null, which is as good as absent.
  mutating func declared(_ value: Value, at path: String) -> Value? {
    guard !value.isNull else { return nil }
    origins[path] = value.place
    var value = value
    value.path = path
    return value
  }
}
