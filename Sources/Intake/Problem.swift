public import Model

/// One thing that is wrong in a file that a person wrote.
public struct Problem: Sendable, Hashable {
  /// Where it stands; `nil` if the file as a whole is meant.
  public var place: SourcePlace?
  /// What is wrong, with the value seen.
  public var message: String
  /// What should stand there, as a noun (`a port from 1 to 65535`).
  public var expected: String?
  /// What was probably meant, ready to be put in.
  public var suggestion: String?

  public init(place: SourcePlace?, message: String, expected: String? = nil, suggestion: String? = nil) {
    self.place = place
    self.message = message
    self.expected = expected
    self.suggestion = suggestion
  }
}

extension Problem: CustomStringConvertible {
  /// `deployment.yaml:5:3: error: …`, then one indented line with what to do.
  public var description: String {
    var text = (place.map { "\($0): " } ?? "") + "error: \(message)"
    if let suggestion {
      text += "\n    did you mean \(suggestion.quoted)?"
    } else if let expected {
      text += "\n    expected \(expected)"
    }
    return text
  }
}
