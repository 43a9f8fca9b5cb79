/// Finds what opens something in texts that somebody else wrote: bodies, headers, messages. Tokens, keys and passwords are
/// found by their form, by the name before them, or by looking like nothing but a token.
public struct SecretSearch {
  /// By what a secret is known.
  public enum Sign: Sendable, Hashable, CaseIterable {
    /// Private keys (RFC 7468), JSON Web Tokens (RFC 7519), keys of storage accounts, credentials behind `Bearer` and
    /// `Basic` (RFC 9110 section 11.4), user parts of URLs.
    case form
    /// A name that can promise nothing else: `client_secret`, `AccountKey`, `access_token`.
    case name
    /// A name that promises a secret more often than not: `token: …`, `session=…`.
    case weakName
    /// A long run of letters and digits of every kind without words.
    case run
  }

  /// What stands where something was removed.
  public static let mark = "(removed)"

  /// What says for certain that it is one: for what is removed before anything is recorded.
  public static let certain: Set<Sign> = [.form, .name]

  let bytes: [UInt8]
  let signs: Set<Sign>
  private(set) var found: [Range<Int>] = []

  private init(_ bytes: [UInt8], _ signs: Set<Sign>) {
    self.bytes = bytes
    self.signs = signs
  }

  /// Where they are, in order and apart.
  public static func secrets(in bytes: [UInt8], by signs: Set<Sign>) -> [Range<Int>] {
    guard bytes.count > 3 else { return [] }
    var search = SecretSearch(bytes, signs)
    if signs.contains(.form) { search.findPrivateKeys() }
    search.findBehindNames()
    if signs.contains(.form) { search.findAccountKeys() }
    if signs.contains(.run) { search.findRuns() }
    return merged(search.found)
  }

  /// The text with a mark in their place, and what they were.
  public static func removed(from text: String, by signs: Set<Sign> = certain) -> (text: String, secrets: [String]) {
    let bytes = Array(text.utf8)
    let ranges = secrets(in: bytes, by: signs)
    guard !ranges.isEmpty else { return (text, []) }
    var output: [UInt8] = []
    var secrets: [String] = []
    var position = 0
    for range in ranges {
      output += bytes[position..<range.lowerBound]
      output += mark.utf8
      secrets.append(String(decoding: bytes[range], as: UTF8.self))
      position = range.upperBound
    }
    return (String(decoding: output + bytes[position...], as: UTF8.self), secrets)
  }

  /// Ranges in order, those that touch as one.
  public static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = merged.last, last.upperBound >= range.lowerBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  mutating func add(_ range: Range<Int>) {
    // What was removed already stays as it is.
    guard !range.isEmpty, !bytes[range.lowerBound...].starts(with: Self.mark.utf8) else { return }
    found.append(range)
  }

  // MARK: - By form

  /// `-----BEGIN … PRIVATE KEY…-----` up to its end, or up to the text's where it is cut.
  private mutating func findPrivateKeys() {
    var position = 0
    while let word = index(of: "PRIVATE", from: position) {
      position = word + 7
      let isKey = ["KEY", "Key"].contains { key in
        [" ", "+", "%20", "_"].contains { starts(with: $0 + key, at: position) }
      }
      guard isKey, let begin = (max(0, word - 40)...word).last(where: { starts(with: "BEGIN", at: $0) }) else {
        continue
      }
      var start = begin
      while start > 0, bytes[start - 1] == UInt8(ascii: "-") { start -= 1 }
      var end = bytes.count
      if let last = index(of: "-----END", from: position) {
        end = last + 8
        // `PRIVATE KEY-----` behind it.
        while end < bytes.count, bytes[end] != UInt8(ascii: "-"), end < last + 48 { end += 1 }
        while end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
      }
      add(start..<end)
      position = max(position, end)
    }
    // The same in Base64, as kubeconfig files have them: `-----BEGIN RSA PRIVATE`, `… PRIVATE KEY`, `… EC PRIVATE KEY`.
    for lead in ["LS0tLS1CRUdJTiBSU0EgUFJJVkFUR", "LS0tLS1CRUdJTiBQUklWQVRF", "LS0tLS1CRUdJTiBFQyBQUklWQVRF"] {
      var position = 0
      while let start = index(of: lead, from: position) {
        position = tokenEnd(from: start)
        add(start..<position)
      }
    }
  }

  /// 64 bytes in Base64, as the keys of storage accounts are, and of much else of Azure's.
  private mutating func findAccountKeys() {
    var position = 0
    while let padding = index(of: "==", from: position) {
      position = padding + 2
      var start = padding
      var count = 0
      while start > 0 {
        if Self.isBase64(bytes[start - 1]) {
          start -= 1
          count += 1
        } else if bytes[start - 1] == UInt8(ascii: "\\"), start < padding, bytes[start] == UInt8(ascii: "/") {
          start -= 1
        } else {
          break
        }
      }
      if count >= 86 { add(start..<position) }
    }
  }

  /// Whether a JSON Web Token or its beginning stands at a place: `{"` in Base64 is `eyJ`.
  func webToken(in run: Range<Int>) -> Range<Int>? {
    guard run.count >= 12 else { return nil }
    var start = run.lowerBound
    while start + 12 <= run.upperBound {
      guard bytes[start] == UInt8(ascii: "e"), bytes[start + 1] == UInt8(ascii: "y"),
        bytes[start + 2] == UInt8(ascii: "J")
      else {
        start += 1
        continue
      }
      let header = bytes[start...].prefix { Self.isBase64($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
      let goesOn = header.endIndex < bytes.count && bytes[header.endIndex] == UInt8(ascii: ".")
      if header.count >= 16 || (header.count >= 10 && goesOn) {
        var end = tokenEnd(from: start)
        while end > header.endIndex, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
        return start..<end
      }
      start = max(start + 3, header.endIndex)
    }
    return nil
  }

  // MARK: - Runs

  /// Long runs that have letters and digits of every kind, in no order that words have.
  private mutating func findRuns() {
    var position = 0
    while position < bytes.count {
      let end = tokenEnd(from: position)
      if end == position {
        position += 1
        continue
      }
      if looksRandom(position..<end) {
        add(position..<end)
      } else {
        for piece in bytes[position..<end].split(whereSeparator: { "/.=".utf8.contains($0) })
        where looksLikeToken(piece) {
          add(piece.startIndex..<piece.endIndex)
        }
      }
      position = end
    }
  }

  private func looksRandom(_ range: Range<Int>) -> Bool {
    guard range.count >= 24 else { return false }
    var counts = [0, 0, 0]
    var changes = 0
    var last = -1
    // A path may have GUIDs in it.
    let pieces = bytes[range].split(separator: UInt8(ascii: "/")).filter { !Self.isGUID($0) }
    for byte in pieces.joined() {
      guard let kind = Self.kind(of: byte) else { continue }
      counts[kind] += 1
      if last >= 0, last != kind { changes += 1 }
      last = kind
    }
    let length = pieces.reduce(0) { $0 + $1.count }
    // Of random characters six in ten are of another kind than the one before; in paths and names of hosts two.
    return length >= 24 && counts[0] >= 3 && counts[1] >= 3 && counts[2] >= 1 && changes * 100 >= length * 36
  }

  /// Lower case, upper case, digit.
  private static func kind(of byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): 0
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"): 2
    default: nil
    }
  }

  /// At least 24 characters with letters and digits, not a GUID: these name requests, and open nothing.
  private func looksLikeToken(_ run: ArraySlice<UInt8>) -> Bool {
    guard run.count >= 24, !Self.isGUID(run) else { return false }
    let digits = run.count { Self.kind(of: $0) == 2 }
    let letters = run.count { Self.kind(of: $0).map { $0 < 2 } ?? false }
    // Words joined by hyphens have few digits: `docker-distribution-api-version-2`.
    return letters > 0 && digits >= 4
  }

  /// Whether a text is 32 hexadecimal digits in the groups of a GUID (RFC 9562 section 4).
  public static func isGUID(_ text: some BidirectionalCollection<UInt8>) -> Bool {
    guard text.count == 36 else { return false }
    let groups = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return groups.map(\.count) == [8, 4, 4, 4, 12]
      && groups.joined().allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
      }
  }
}
