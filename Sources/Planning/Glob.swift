/// A pattern in which `*` stands for any characters, also none, and `?` for one. It must match the whole text, which is
/// ASCII, as roles and ids are.
public struct Glob: Sendable, Hashable {
  private let pattern: [UInt8]

  public init(_ pattern: String) {
    self.pattern = Array(pattern.utf8)
  }

  /// Whether the text matches, in time linear in both for each `*`.
  public func matches(_ text: String) -> Bool {
    let text = Array(text.utf8)
    var position = 0
    var index = 0
    // Where to go on if what follows the latest `*` does not fit: let that `*` take one character more.
    var retry: (pattern: Int, text: Int)?
    while index < text.count {
      if position < pattern.count, pattern[position] == UInt8(ascii: "*") {
        retry = (position + 1, index)
        position += 1
      } else if position < pattern.count, pattern[position] == UInt8(ascii: "?") || pattern[position] == text[index] {
        position += 1
        index += 1
      } else if let last = retry {
        retry = (last.pattern, last.text + 1)
        position = last.pattern
        index = last.text + 1
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
