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

  /// The text so far.
  private(set) var bytes: [UInt8] = []
  private let isIndented: Bool
  /// From the outermost to the innermost.
  private var open: [Open] = []

  /// - Parameter isIndented: Whether each member and element has a line of its own.
  init(isIndented: Bool) {
    self.isIndented = isIndented
  }

  /// How many objects and arrays are open.
  var depth: Int { open.count }

  /// Writes a value and closes what it opened.
  func write(_ value: some Encodable) throws {
    let depth = depth
    let start = bytes.count
    try value.encode(to: JSONValueEncoder(writer: self, depth: depth))
    close(downTo: depth)
    precondition(bytes.count > start, "a value that encodes itself writes something")
  }

  // MARK: Objects and arrays

  /// Opens an object or an array as the value at this depth, unless the value has done so before.
  func open(object isObject: Bool, at depth: Int) {
    guard open.count == depth else {
      precondition(open.count > depth && open[depth].isObject == isObject, "a value is an object or an array, not both")
      return
    }
    bytes.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
    open.append(Open(isObject: isObject))
  }

  /// Begins a member of the innermost object once all in it is closed; its value comes next.
  func beginMember(_ key: String, at depth: Int) {
    beginValue(at: depth)
    open[depth - 1].members.append((key, bytes.count))
    endLine()
    write(text: key)
    bytes.append(contentsOf: isIndented ? " : ".utf8 : ":".utf8)
  }

  /// Begins an element of the innermost array once all in it is closed; its value comes next.
  func beginElement(at depth: Int) {
    beginValue(at: depth)
    endLine()
  }

  private func beginValue(at depth: Int) {
    close(downTo: depth)
    precondition(open.count == depth, "nothing is added to what is closed")
    if !open[depth - 1].isEmpty { bytes.append(UInt8(ascii: ",")) }
    open[depth - 1].isEmpty = false
  }

  private func close(downTo depth: Int) {
    while open.count > depth {
      let last = open.removeLast()
      if isIndented, last.isEmpty { bytes.append(UInt8(ascii: "\n")) }
      sort(last.members)
      endLine()
      bytes.append(last.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    }
  }

  /// Puts the members that end the text into the order of their keys. All but the last end with a comma.
  private func sort(_ members: [(key: String, start: Int)]) {
    func precedes(_ left: Int, _ right: Int) -> Bool {
      members[left].key.utf8.lexicographicallyPrecedes(members[right].key.utf8)
    }
    let order = members.indices.sorted(by: precedes)
    guard let first = members.first?.start, order != Array(members.indices) else { return }
    bytes.append(UInt8(ascii: ","))
    let ends = members.dropFirst().map(\.start) + [bytes.count]
    let unsorted = Array(bytes[first...])
    bytes.removeLast(unsorted.count)
    for index in order { bytes += unsorted[members[index].start - first..<ends[index] - first] }
    bytes.removeLast()
  }

  private func endLine() {
    guard isIndented else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * open.count))
  }

  // MARK: Single values

  /// Writes a bare word: `true`, `null`, `12`.
  func write(word: String) {
    bytes.append(contentsOf: word.utf8)
  }

  /// Writes a number as briefly as it can be told from all others; one that JSON does not have as a text: `"NaN"`,
  /// `"-Infinity"`.
  func write(number: some BinaryFloatingPoint & CustomStringConvertible) {
    guard number.isFinite else {
      return write(text: number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
    }
    let text = number.description
    write(word: text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  /// Writes a text in quotes.
  func write(text: String) {
    bytes.append(UInt8(ascii: "\""))
    // Nearly all are of characters that stand for themselves, and their bytes are looked through fastest.
    let isPlain = text.utf8.allSatisfy {
      (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain {
      bytes.append(contentsOf: text.utf8)
    } else {
      for scalar in text.unicodeScalars { write(scalar) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func write(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"", "\\":
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(UInt8(ascii: scalar))
    case "\n": write(word: "\\n")
    case "\r": write(word: "\\r")
    case "\t": write(word: "\\t")
    case "\u{8}": write(word: "\\b")
    case "\u{C}": write(word: "\\f")
    case _ where TerminalText.isUnsafe(scalar):
      for unit in scalar.utf16 {
        let digits = String(unit, radix: 16)
        write(word: "\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      }
    default: bytes.append(contentsOf: scalar.utf8)
    }
  }
}
