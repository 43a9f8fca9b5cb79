/// The values of the environment variables that a deployment names for its credentials. Nothing prints them.
public struct Secrets: Sendable {
  private let values: [String: String]

  /// Of the variables given, those that hold something that can be sent: line ends at the end, as files have them, are left
  /// out; what has control characters inside is as good as not set.
  public init(_ variables: [String: String] = [:]) {
    values = variables.mapValues { value in
      var value = value
      while value.last?.isNewline == true { value.removeLast() }
      return value
    }.filter { _, value in
      !value.isEmpty && value.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }
  }

  /// The value of a variable; `nil` if it is not set.
  subscript(variable: String) -> String? { values[variable] }

  /// The variables that are set.
  var names: Set<String> { Set(values.keys) }

  /// The part of a shared access signature that makes it one, which services repeat by itself; as it is, and decoded.
  private var signatures: [String] {
    values.values.flatMap { value -> [String] in
      value.split(separator: "&").filter { $0.drop { $0 == "?" }.hasPrefix("sig=") }.flatMap { part -> [String] in
        let signature = String(part.drop { $0 != "=" }.dropFirst())
        return [signature, signature.percentDecoded]
      }
    }
  }

  /// A text from elsewhere without any of the secrets, nor of these further ones: services repeat what they were sent.
  func concealed(in text: String, and further: [String] = []) -> String {
    var text = text
    // Longest first: one may be the beginning of another.
    for secret in (values.values + signatures + further).sorted(by: { ($1.utf8.count, $1) < ($0.utf8.count, $0) })
    where secret.utf8.count >= 4 {
      for form in [secret, secret.formEncoded] where text.contains(form) {
        text = text.replacing(form, with: "•••")
      }
    }
    return text
  }
}

extension Secrets: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "secrets of \(values.keys.sorted().joined(separator: ", "))" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
  /// With the characters that `%xx` stands for (RFC 3986 section 2.1).
  fileprivate var percentDecoded: String {
    var bytes: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
