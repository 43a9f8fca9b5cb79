public import Model

/// Everything that is wrong with a catalog's files.
public struct CatalogError: Error, Sendable, Hashable, CustomStringConvertible {
  /// One thing that is wrong, and where.
  public struct Problem: Sendable, Hashable, CustomStringConvertible {
    /// Where it stands; line 1, column 1 if the file as a whole is meant.
    public var place: SourcePlace
    /// What is wrong, with the value found.
    public var message: String
    /// What should stand there, or what to do.
    public var expected: String?

    /// Makes a problem from its parts.
    public init(place: SourcePlace, message: String, expected: String? = nil) {
      self.place = place
      self.message = message
      self.expected = expected
    }

    /// `checks/causes.yaml:12:3: unknown key "titel"; did you mean "title"?`
    public var description: String {
      "\(place): \(message)" + (expected.map { "; \($0)" } ?? "")
    }
  }

  /// In the order of files, lines and columns; never empty.
  public var problems: [Problem]

  /// One line for each problem.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}

/// What is found wrong while files are read, to be reported all at once.
struct ProblemLog {
  private(set) var problems: [CatalogError.Problem] = []

  mutating func add(_ message: String, at place: SourcePlace, expected: String? = nil) {
    problems.append(CatalogError.Problem(place: place, message: message, expected: expected))
  }

  /// The error to throw, if anything is wrong.
  var error: CatalogError? {
    guard !problems.isEmpty else { return nil }
    return CatalogError(
      problems: problems.sorted {
        ($0.place.file, $0.place.line, $0.place.column) < ($1.place.file, $1.place.line, $1.place.column)
      })
  }
}
