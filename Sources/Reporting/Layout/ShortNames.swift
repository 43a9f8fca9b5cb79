/// Names cut to one width so that those that differ still look different: where cutting in the middle would make two of
/// them one text, what tells them apart is kept.
struct ShortNames {
  private let room: Int
  private let ellipsis: String
  /// Those that cutting in the middle would not tell apart.
  private var special: [String: String] = [:]

  /// - Parameters:
  ///   - names: safe texts, in any order and any number of times; those that look alike without being the same are found
  ///     among these.
  ///   - room: columns.
  init(_ names: some Sequence<String>, room: Int, ellipsis: String) {
    self.room = room
    self.ellipsis = ellipsis
    let long = Set(names).filter { TextWidth.of($0) > room }
    let alike = Dictionary(grouping: long) { TextWrapping.shortened($0, to: room, ellipsis: ellipsis) }
    for group in alike.values where group.count > 1 {
      for (name, short) in zip(group, Self.distinct(group, room: room, ellipsis: ellipsis)) { special[name] = short }
    }
  }

  /// The name in the room that it has.
  subscript(name: String) -> String {
    special[name] ?? TextWrapping.shortened(name, to: room, ellipsis: ellipsis)
  }

  /// The names cut in the first way that tells as many of them apart as any does.
  private static func distinct(_ names: [String], room: Int, ellipsis: String) -> [String] {
    var best: [String] = []
    var most = 0
    for way in ways(of: names) {
      let short = names.map { name in
        let cut = way(name, room, ellipsis)
        return TextWidth.of(cut) <= room ? cut : TextWrapping.shortened(name, to: room, ellipsis: ellipsis)
      }
      let count = Set(short).count
      guard count > most else { continue }
      (best, most) = (short, count)
      if count == names.count { break }
    }
    return best
  }

  private typealias Way = (_ name: String, _ room: Int, _ ellipsis: String) -> String

  private static func ways(of names: [String]) -> [Way] {
    let start = shared(names.map { Array($0.unicodeScalars) })
    let end = shared(names.map { Array($0.unicodeScalars.reversed()) })
    return [
      { labelsFrom(start, of: $0, room: $1, ellipsis: $2) }, labelsCut,
      { cut($0, around: start, end, room: $1, ellipsis: $2) },
    ]
  }

  /// How many of their first scalars all have.
  private static func shared(_ names: [[Unicode.Scalar]]) -> Int {
    guard let first = names.first else { return 0 }
    return names.dropFirst().reduce(first.count) { count, name in
      zip(first.prefix(count), name).prefix { $0 == $1 }.count
    }
  }

  /// The beginning, and all labels from the first that differs on: `cont….blob.core.windows.net:8443`. A name that has
  /// no room for that stays as it is.
  private static func labelsFrom(_ start: Int, of name: String, room: Int, ellipsis: String) -> String {
    let scalars = Array(name.unicodeScalars)
    guard let dot = scalars[..<min(start, scalars.count)].lastIndex(of: ".") else { return name }
    let tail = String(String.UnicodeScalarView(scalars[dot...]))
    let left = room - TextWidth.of(tail)
    guard left >= 3 + TextWidth.of(ellipsis) else { return name }
    let head = String(String.UnicodeScalarView(scalars[..<dot]))
    return TextWrapping.cut(head, to: left, ellipsis: ellipsis) + tail
  }

  /// Each label of a host name but the last cut in its middle, the longest most: `cont…01.blob.core.windows.net:8443`.
  private static func labelsCut(_ name: String, _ room: Int, _ ellipsis: String) -> String {
    var labels = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let last = labels.removeLast()
    let least = 4 + TextWidth.of(ellipsis)
    var longest = labels.map { TextWidth.of($0) }.max() ?? 0
    while longest > least {
      longest -= 1
      let cut = labels.map { TextWrapping.shortened($0, to: longest, ellipsis: ellipsis) }
      if TextWidth.of(cut.joined(separator: ".") + "." + last) <= room {
        labels = cut
        break
      }
    }
    return (labels + [last]).joined(separator: ".")
  }

  /// The beginning, and from where the names differ as much as there is room for.
  private static func cut(_ name: String, around start: Int, _ end: Int, room: Int, ellipsis: String) -> String {
    let scalars = Array(name.unicodeScalars)
    // From the last scalar that all have on, so that an end that is missing is seen.
    let from = max(0, min(start, scalars.count - end) - 1)
    func text(_ part: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(part)) }
    let head = TextWrapping.cut(text(scalars[..<from]), to: max(3, room / 4), always: true, ellipsis: ellipsis)
    return TextWrapping.cut(head + text(scalars[from...]), to: room, ellipsis: ellipsis)
  }
}
