import ClusterAPI
import Model

/// A context of a kubeconfig while it is read: what is wrong so far, and what should be known.
struct LoginReading {
  private(set) var problems: [Problem] = []
  private(set) var notices: [String] = []
  var credentials = ClusterCredentials()
  /// Whether certificates, keys and files with them are read; otherwise it only counts that there are some.
  private let readsContents: Bool

  /// A file that a kubeconfig names and that has more bytes is not read.
  static let fileLimit = 1 << 20

  init(readsContents: Bool) {
    self.readsContents = readsContents
  }

  mutating func report(_ problem: Problem) { problems.append(problem) }

  mutating func refuse(_ cursor: Cursor, _ message: String, expected: String? = nil, suggestion: String? = nil) {
    report(Problem(place: cursor.value.place, message: message, expected: expected, suggestion: suggestion))
  }

  mutating func notice(_ message: String, at cursor: Cursor) { notices.append("\(cursor.value.place): \(message)") }

  // MARK: Values

  mutating func object(_ cursor: Cursor?) -> Cursor? {
    guard let cursor else { return nil }
    if cursor.isMapping { return cursor }
    refuse(cursor, "\(cursor.pointer) is no mapping", expected: "a mapping")
    return nil
  }

  /// Text that is not empty. What it is stays out of messages: it may be a secret.
  mutating func text(_ cursor: Cursor?) -> String? {
    guard let cursor else { return nil }
    if let text = cursor.scalarText { return text.isEmpty ? nil : text }
    refuse(cursor, "\(cursor.pointer) is no text", expected: "text")
    return nil
  }

  mutating func boolean(_ cursor: Cursor?) -> Bool? {
    guard let cursor else { return nil }
    if case .boolean(let boolean) = cursor.value.content { return boolean }
    refuse(cursor, "\(cursor.pointer) is \(cursor.value.shown)", expected: "true or false")
    return nil
  }

  mutating func texts(_ cursor: Cursor?) -> [String] {
    guard let cursor else { return [] }
    guard case .list = cursor.value.content, let items = cursor.items else {
      refuse(cursor, "\(cursor.pointer) is no list", expected: "a list of texts")
      return []
    }
    return items.compactMap { item in
      // An empty argument is one, too.
      if let text = item.scalarText { return text }
      if case .boolean(let boolean) = item.value.content { return String(boolean) }
      refuse(item, "\(item.pointer) is no text", expected: "text, in quotes")
      return nil
    }
  }

  /// What stands in the kubeconfig as Base64, or in the file that it names; the former wins, as for kubectl.
  mutating func content(
    of name: String, in cursor: Cursor, of file: KubeconfigFile, expected: String
  ) -> (bytes: [UInt8], cursor: Cursor)? {
    if !readsContents { return (cursor["\(name)-data"] ?? cursor[name]).map { ([], $0) } }
    if let data = cursor["\(name)-data"], let text = text(data) {
      guard let bytes = Base64.decoded(text.utf8), !bytes.isEmpty else {
        refuse(data, "\(data.pointer) is no Base64", expected: "\(expected) in PEM, as Base64")
        return nil
      }
      return (bytes, data)
    }
    guard let path = cursor[name], let text = text(path) else { return nil }
    do throws(IntakeError) {
      let bytes = try InputFile.bytes(atPath: file.resolved(text), limit: Self.fileLimit, expected: expected)
      guard bytes.count <= Self.fileLimit else {
        refuse(path, "\(text.quoted) is larger than \(Self.fileLimit >> 20) MiB", expected: expected)
        return nil
      }
      return (bytes, path)
    } catch {
      // What is wrong, behind the path, which is shown as the kubeconfig has it.
      let why = error.problems.first?.message.split(separator: "\"").last.map(String.init) ?? " cannot be read"
      refuse(path, "\(text.quoted(upTo: 200))\(why)", expected: expected)
      return nil
    }
  }

  /// Whether what was read holds a private key.
  func hasKey(_ content: [UInt8]) -> Bool { !readsContents || PEM.hasPrivateKey(content) }

  /// PEM with at least one certificate.
  mutating func certificates(
    of name: String, in cursor: Cursor, of file: KubeconfigFile
  ) -> (bytes: [UInt8], cursor: Cursor)? {
    guard let content = content(of: name, in: cursor, of: file, expected: "a certificate") else { return nil }
    guard !readsContents || !PEM.blocks(of: "CERTIFICATE", in: content.bytes, limit: 1).isEmpty else {
      refuse(
        content.cursor, "\(content.cursor.pointer) holds no certificate",
        expected: "a certificate in PEM, between BEGIN CERTIFICATE and END CERTIFICATE")
      return nil
    }
    return content
  }
}
