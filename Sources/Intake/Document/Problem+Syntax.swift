import Model
import YAML

extension Problem {
  /// What the YAML parser objects to, with what usually leads to it.
  init(_ error: YAMLError, in text: String, file: String) {
    let place = Self.place(of: error.mark, in: text, file: file)
    switch error.kind {
    case .syntax:
      let (message, expected) = Self.explanation(of: error, startsWith: Self.character(at: error.mark, in: text))
      self.init(place: place, message: message, expected: expected)
    case .severalDocuments:
      self.init(place: place, message: "the file has several documents", expected: "one deployment a file")
    case .nesting: self.init(place: place, message: "the values are nested too deep")
    case .characters, .memory: self.init(place: place, message: "not readable as YAML: \(error.problem)")
    }
  }

  /// A mark's place. At the end of a file without a final line end, the parser points to a line after it: then the end of
  /// the last line is meant.
  private static func place(of mark: YAMLMark, in text: String, file: String) -> SourcePlace {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard mark.line > lines.count, let last = lines.last else {
      return SourcePlace(file: file, line: mark.line, column: mark.column)
    }
    return SourcePlace(file: file, line: lines.count, column: last.unicodeScalars.count + 1)
  }

  /// The character that a mark points at.
  private static func character(at mark: YAMLMark, in text: String) -> Unicode.Scalar? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard mark.line <= lines.count else { return nil }
    return lines[mark.line - 1].unicodeScalars.dropFirst(mark.column - 1).first
  }

  private static func explanation(
    of error: YAMLError, startsWith character: Unicode.Scalar?
  ) -> (message: String, expected: String?) {
    let invalid =
      "not valid YAML: \(error.problem)"
      + (error.context.map { " \($0.text) that begins in line \($0.mark.line)" } ?? "")
    switch error.problem {
    case "did not find expected alphabetic or numeric character":
      return ("an alias (*name) is not supported", "text that begins with * or & in quotes")
    case "mapping values are not allowed in this context":
      return (
        "not valid YAML: \(error.problem)", "a key at its parent's indentation, and text that contains \": \" in quotes"
      )
    case "could not find expected ':'":
      return (invalid, "a colon and a space after each key")
    case "found character that cannot start any token":
      switch character {
      case "\t": return ("a tab is used for indentation", "spaces")
      case let character?: return ("a value begins with \(String(character).quoted)", "such text in quotes")
      case nil: return (invalid, nil)
      }
    default:
      if character == "\t" { return ("a tab stands where YAML wants spaces", "spaces for indentation") }
      return (invalid, nil)
    }
  }
}
