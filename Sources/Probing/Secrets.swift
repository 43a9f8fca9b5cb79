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

  /// A text from elsewhere without any of the secrets, nor of these further ones: services repeat what they were sent.
  func concealed(in text: String, and further: [String] = []) -> String {
    var text = text
    // Longest first: one may be the beginning of another.
    for secret in (values.values + further).sorted(by: { ($1.utf8.count, $1) < ($0.utf8.count, $0) })
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
