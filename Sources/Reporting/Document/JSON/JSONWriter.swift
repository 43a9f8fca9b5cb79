/// Writes one JSON text while values describe themselves (`Encodable`), with the members of each object in the order of
/// their keys. The bytes are those of Foundation's encoder, which makes a tree of the document first and asks the Swift
/// runtime about the type of each value: that was the largest part of a short run.
final class JSONWriter {
  /// An object or an array to which values are still added.
  private struct Open {
    /// The keys of an object's members, and where each begins; empty in an array.
    var members: [(key: String, start: Int)] = []
    var isObject: Bool
    var isEmpty = true
  }

  private var text = JSONBuffer()
  private let isIndented: Bool
  /// From the outermost to the innermost.
  private var open: [Open] = []

  /// - Parameter isIndented: Whether each member and element has a line of its own.
  init(isIndented: Bool) {
    self.isIndented = isIndented
  }

  /// The text so far.
  var bytes: [UInt8] { text.bytes }

  /// How many objects and arrays are open.
  var depth: Int { open.count }

  /// Writes a value and closes what it opened.
  func write(_ value: some Encodable) throws {
    let depth = depth
    let start = text.count
    try value.encode(to: JSONValueEncoder(writer: self, depth: depth))
    close(downTo: depth)
    precondition(text.count > start, "a value that encodes itself writes something")
  }

  // MARK: Objects and arrays

  /// Opens an object or an array as the value at this depth, unless the value has done so before.
  func open(object isObject: Bool, at depth: Int) {
    guard open.count == depth else {
      precondition(open.count > depth && open[depth].isObject == isObject, "a value is an object or an array, not both")
      return
    }
    text.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
    open.append(Open(isObject: isObject))
  }

  /// Begins a member of the innermost object once all in it is closed; its value comes next.
  func beginMember(_ key: String, at depth: Int) {
    beginValue(at: depth)
    open[depth - 1].members.append((key, text.count))
    endLine()
    write(text: key)
    text.append(word: isIndented ? " : " : ":")
  }

  /// Begins an element of the innermost array once all in it is closed; its value comes next.
  func beginElement(at depth: Int) {
    beginValue(at: depth)
    endLine()
  }

  private func beginValue(at depth: Int) {
    close(downTo: depth)
    precondition(open.count == depth, "nothing is added to what is closed")
    if !open[depth - 1].isEmpty { text.append(UInt8(ascii: ",")) }
    open[depth - 1].isEmpty = false
  }

  private func close(downTo depth: Int) {
    while open.count > depth {
      let last = open.removeLast()
      if isIndented, last.isEmpty { text.append(UInt8(ascii: "\n")) }
      sort(last.members)
      endLine()
      text.append(last.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    }
  }

  /// Puts the members that end the text into the order of their keys. All but the last end with a comma.
  private func sort(_ members: [(key: String, start: Int)]) {
    guard members.count > 1 else { return }
    let order = members.indices.sorted { members[$0].key.utf8.lexicographicallyPrecedes(members[$1].key.utf8) }
    guard order != Array(members.indices) else { return }
    text.append(UInt8(ascii: ","))
    text.rearrange(members.map(\.start), in: order)
    text.removeLast()
  }

  private func endLine() {
    if isIndented { text.beginLine(indentedBy: open.count) }
  }

  // MARK: Single values

  /// Writes a bare word: `true`, `null`, `12`.
  func write(word: String) {
    text.append(word: word)
  }

  /// Writes a number as briefly as it can be told from all others; one that JSON does not have as a text: `"NaN"`,
  /// `"-Infinity"`.
  func write(number: some BinaryFloatingPoint & CustomStringConvertible) {
    guard number.isFinite else {
      return write(text: number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
    }
    let digits = number.description
    write(word: digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
  }

  /// Writes a text in quotes.
  func write(text value: String) {
    text.append(text: value)
  }
}
