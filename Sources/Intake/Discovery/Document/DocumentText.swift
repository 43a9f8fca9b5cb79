import Model

/// The text of a document that a tool printed: JSON, or YAML as in kubeconfig files.
enum DocumentText {
  /// Documents larger than this are not read.
  static let byteLimit = 64 << 20
  private static let expectation = "JSON as `az … -o json` prints it, or a kubeconfig file"

  /// The document's root.
  static func root(of bytes: [UInt8], named file: String) throws(IntakeError) -> Value {
    guard bytes.count <= byteLimit else {
      throw failure("the file is larger than \(byteLimit >> 20) MiB", in: file, at: (1, 1), expected: expectation)
    }
    let text = try utf8(bytes, named: file)
    guard let first = text.first(where: { !" \t\r\n".utf8.contains($0) }) else {
      throw failure("the file is empty", in: file, at: (1, 1), expected: expectation)
    }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return try JSONParser.value(of: text, named: file)
    case UInt8(ascii: "<"): throw refusal("the file holds HTML or XML", of: text, in: file)
    default: break
    }
    // What `az` writes to standard error, caught with the output.
    let start = text.drop { " \t\r\n".utf8.contains($0) }.prefix(12)
    for word in ["ERROR:", "WARNING:", "usage:", "az:"] where start.starts(with: word.utf8) {
      throw refusal("the file begins with a message instead of a document", of: text, in: file)
    }
    return try yaml(text, named: file)
  }

  private static func yaml(_ bytes: [UInt8], named file: String) throws(IntakeError) -> Value {
    let source = try SourceText(bytes, named: file)
    var parser = DocumentParser(file: file)
    let root = parser.root(of: source)
    if let root, parser.problems.isEmpty {
      switch root.content {
      case .mapping, .list: return root
      case .null, .boolean, .number, .text: throw refusal("the file holds text", of: bytes, in: file)
      }
    }
    throw IntakeError(
      problems: parser.problems.map { problem in
        var problem = problem
        problem.expected = expectation
        problem.suggestion = nil
        return problem
      })
  }

  /// The bytes as UTF-8 without byte order mark. Windows PowerShell redirects into UTF-16.
  private static func utf8(_ bytes: [UInt8], named file: String) throws(IntakeError) -> [UInt8] {
    let units: [UInt16]
    switch bytes.prefix(2) {
    case [0xFF, 0xFE]: units = pairs(of: bytes).map { UInt16($0) | UInt16($1) << 8 }
    case [0xFE, 0xFF]: units = pairs(of: bytes).map { UInt16($0) << 8 | UInt16($1) }
    default:
      guard String(validating: bytes, as: UTF8.self) != nil else {
        throw failure("the file is not valid UTF-8", in: file, at: (1, 1), expected: expectation)
      }
      return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func pairs(of bytes: [UInt8]) -> [(UInt8, UInt8)] {
    stride(from: 2, to: bytes.count - 1, by: 2).map { (bytes[$0], bytes[$0 + 1]) }
  }

  /// At the first character that is not blank.
  private static func refusal(_ message: String, of text: [UInt8], in file: String) -> IntakeError {
    let blank = text.prefix { " \t\r\n".utf8.contains($0) }
    let line = blank.count { $0 == UInt8(ascii: "\n") } + 1
    let column = blank.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
    return failure(message, in: file, at: (line, column), expected: expectation)
  }

  private static func failure(
    _ message: String, in file: String, at place: (line: Int, column: Int), expected: String
  ) -> IntakeError {
    IntakeError(problems: [
      Problem(
        place: SourcePlace(file: file, line: place.line, column: place.column), message: message, expected: expected)
    ])
  }
}
