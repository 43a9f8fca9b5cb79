/// The sizes of Azure virtual machines: vCPUs, memory and GPUs by name. Held as the text of the table and read on demand:
/// most runs need a line or two of it.
public struct VMSizeTable: Sendable, Hashable {
  /// One line of the table.
  public struct Size: Sendable, Hashable {
    /// `Standard_D3_v2`, as Azure spells it.
    public var name: String
    /// vCPUs that the machine offers; for constrained sizes (`Standard_E32-16s_v5`) those that are available.
    public var vcpus: Int
    public var memoryMiB: Int
    public var gpus: Int
  }

  /// The table's first line.
  public static let header = "name,vcpus,memoryMiB,gpus"

  private let text: String

  /// A table from its CSV text: a header, then `name,vcpus,memoryMiB,gpus`.
  public init(csv text: String) {
    self.text = text
  }

  /// How many sizes the table has.
  public var count: Int { max(0, text.utf8.count(where: { $0 == UInt8(ascii: "\n") }) - 1) }

  /// The size of this name, whatever its case; `nil` if the table does not have it. Lines are in the order of their names,
  /// so that few of them are looked at.
  public func size(named name: String) -> Size? {
    let wanted = name.utf8.map(Self.lowercased)
    guard !wanted.isEmpty, !wanted.contains(UInt8(ascii: ",")) else { return nil }
    let bytes = text.utf8Span.span
    // Between these, and always at the beginning of a line.
    var low = Self.lineEnd(in: bytes, from: 0) + 1
    var high = bytes.count
    while low < high {
      let middle = Self.lineStart(in: bytes, of: low + (high - low) / 2, notBefore: low)
      let end = Self.lineEnd(in: bytes, from: middle)
      switch Self.order(of: wanted, in: bytes, lineAt: middle, end) {
      case 0: return Size(line: Substring(decoding: (middle..<end).map { bytes[$0] }, as: UTF8.self))
      case ..<0: high = middle
      default: low = min(end + 1, bytes.count)
      }
    }
    return nil
  }

  /// Whether a name comes before (negative), at, or after a line's.
  private static func order(of wanted: [UInt8], in bytes: Span<UInt8>, lineAt start: Int, _ end: Int) -> Int {
    for (index, byte) in wanted.enumerated() {
      let place = start + index
      guard place < end, bytes[place] != UInt8(ascii: ",") else { return 1 }
      let other = lowercased(bytes[place])
      if byte != other { return byte < other ? -1 : 1 }
    }
    let next = start + wanted.count
    return next < end && bytes[next] == UInt8(ascii: ",") ? 0 : -1
  }

  private static func lineStart(in bytes: Span<UInt8>, of position: Int, notBefore limit: Int) -> Int {
    var start = position
    while start > limit, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return start
  }

  private static func lineEnd(in bytes: Span<UInt8>, from position: Int) -> Int {
    var end = position
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return end
  }

  /// The first line, counted from 1, that is neither the header nor a size, or not in the order of names; `nil` if there
  /// is none.
  public var firstMalformedLine: Int? {
    var number = 1
    var last: [UInt8] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst() {
      number += 1
      guard !line.isEmpty else { continue }
      let name = line.utf8.prefix { $0 != UInt8(ascii: ",") }.map(Self.lowercased)
      guard Size(line: line) != nil, last.lexicographicallyPrecedes(name) else { return number }
      last = name
    }
    return nil
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}

extension VMSizeTable.Size {
  fileprivate init?(line: Substring) {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false)
    guard fields.count >= 4, let vcpus = Int(fields[1]), let memory = Int(fields[2]), let gpus = Int(fields[3]) else {
      return nil
    }
    self.init(name: String(fields[0]), vcpus: vcpus, memoryMiB: memory, gpus: gpus)
  }
}

extension VMSizeTable.Size {
  /// What the naming convention says about a size that the table does not have; a guess, never more. The number after the
  /// family's letters is the count of vCPUs, or behind a hyphen the available ones (Microsoft Learn, "Azure virtual machine
  /// sizes naming conventions", 2024): `Standard_D4s_v9` has 4. `nil` where the name does not follow it, as in the
  /// first generations (`Standard_D3_v2` has 4, `Standard_A1` 1).
  public static func vcpus(byConventionOf name: String) -> Int? {
    let parts = name.lowercased().split(separator: "_")
    guard parts.count >= 2, parts[0] == "standard", let version = parts.last, version.hasPrefix("v"),
      let generation = Int(version.dropFirst()), generation >= 3
    else { return nil }
    let family = parts[1]
    let letters = family.prefix { $0.isLetter }
    guard !letters.isEmpty else { return nil }
    let rest = family.dropFirst(letters.count)
    let digits = rest.prefix { $0.isNumber }
    let tail = rest.dropFirst(digits.count)
    if tail.hasPrefix("-") {
      return Int(tail.dropFirst().prefix { $0.isNumber })
    }
    return Int(digits)
  }
}
