import Model
import Yams

extension Problem {
  /// What the YAML parser objects to, with what usually leads to it.
  init(_ error: YamlError, in text: String, file: String) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let (message, expected) = Self.explanation(
        of: problem, within: context, startsWith: Blindfold.character(at: mark, in: text))
      self.init(place: Self.place(of: mark, in: text, file: file), message: message, expected: expected)
    case .reader(let problem, _, _, _):
      self.init(place: SourcePlace(file: file, line: 1, column: 1), message: "not readable as YAML: \(problem)")
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded, .duplicatedKeysInMapping:
      self.init(place: SourcePlace(file: file, line: 1, column: 1), message: "not readable as YAML")
    }
  }

  /// A mark's place. At the end of a file without a final line end, the parser points to a line after it: then the end of
  /// the last line is meant.
  private static func place(of mark: Mark, in text: String, file: String) -> SourcePlace {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard mark.line > lines.count, let last = lines.last else {
      return SourcePlace(file: file, line: max(1, mark.line), column: max(1, mark.column))
    }
    return SourcePlace(file: file, line: lines.count, column: last.unicodeScalars.count + 1)
  }

  private static func explanation(
    of problem: String, within context: YamlError.Context?, startsWith character: Unicode.Scalar?
  ) -> (message: String, expected: String?) {
    let invalid =
      "not valid YAML: \(problem)" + (context.map { " \($0.text) that begins in line \($0.mark.line)" } ?? "")
    switch problem {
    case "but found another document":
      return ("the file has several documents", "one deployment a file")
    case let problem where problem.contains("nesting level"):
      return ("the values are nested too deep", nil)
    case "found undefined alias", "did not find expected alphabetic or numeric character":
      return ("an alias (*name) is not supported", "text that begins with * or & in quotes")
    case "mapping values are not allowed in this context":
      return (
        "not valid YAML: \(problem)", "a key at its parent's indentation, and text that contains \": \" in quotes"
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
