internal import Model

/// What looks like a secret is not repeated, wherever it was put by mistake: a message says where it stands, and that is
/// enough to find it.
public enum SecretLook {
  /// What stands in messages instead.
  static let description = "text that looks like a secret"

  /// Names that promise a secret behind an equals sign: those of signatures, connection strings and forms.
  private static let names = [
    "accountkey", "sharedaccesskey", "sharedaccesssignature", "sig", "password", "passwd", "pwd", "secret", "token",
    "apikey", "api_key", "code", "subscription-key",
  ]

  /// Whether a text holds a token or key, a value whose name promises a secret, or a private key.
  public static func isSecret(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return text.contains("PRIVATE KEY") || !secrets(in: bytes).isEmpty
  }

  /// The text without them.
  public static func removed(from text: String) -> String {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    var position = 0
    for range in secrets(in: bytes) {
      output += bytes[position..<range.lowerBound] + "(removed)".utf8
      position = range.upperBound
    }
    return String(decoding: output + bytes[position...], as: UTF8.self)
  }

  /// Where they are, in order and apart.
  private static func secrets(in bytes: [UInt8]) -> [Range<Int>] {
    var found = SecretSearch.secrets(in: bytes, by: [.form])
    var position = 0
    while position < bytes.count {
      let end = bytes[position...].firstIndex { !isRun($0) } ?? bytes.endIndex
      if end == position {
        position += 1
        continue
      }
      if isToken(bytes[position..<end]) {
        found.append(position..<end)
      } else if end < bytes.endIndex, bytes[end] == UInt8(ascii: "="), promisesSecret(bytes[..<end]) {
        let start = end + 1
        let stop = bytes[start...].firstIndex { !isRun($0) && !"/.=-_".utf8.contains($0) } ?? bytes.endIndex
        if stop > start { found.append(start..<stop) }
        position = max(stop, start)
        continue
      }
      position = end
    }
    return SecretSearch.merged(found)
  }

  private static func promisesSecret(_ bytes: ArraySlice<UInt8>) -> Bool {
    names.contains { name in
      bytes.count >= name.utf8.count
        && zip(bytes.suffix(name.utf8.count), name.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
        && bytes.dropLast(name.utf8.count).last.map { !isLetter($0) } ?? true
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Letters and digits of tokens and keys, without what joins words of names.
  private static func isRun(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || "+~%".utf8.contains(byte)
  }

  /// 24 letters in either case and digits, or 32 hexadecimal digits: no name of Azure's or of ours is so.
  private static func isToken(_ run: ArraySlice<UInt8>) -> Bool {
    guard run.count >= 24 else { return false }
    let digits = run.count(where: isDigit)
    let upper = run.count { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    let lower = run.count { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    if digits >= 3, upper >= 2, lower >= 2 { return true }
    return run.count >= 32 && digits >= 6
      && run.allSatisfy { isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0 | 0x20) }
  }
}
