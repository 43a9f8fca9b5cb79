import Model
import Platform

/// One kubeconfig file that was read.
struct KubeconfigFile {
  /// What messages call it.
  var name: String
  /// Where relative paths in it begin.
  var folder: String
  var root: Cursor

  /// A kubeconfig of more bytes is not read.
  static let byteLimit = 4 << 20

  /// The file at a path; `nil` if there is none and that does not matter.
  init?(atPath path: String, mayBeMissing: Bool = false) throws(IntakeError) {
    if mayBeMissing, File.kind(of: path) == nil { return nil }
    let bytes = try InputFile.bytes(atPath: path, limit: Self.byteLimit, expected: "a kubeconfig file")
    name = InputFile.name(of: path)
    // A kubeconfig from standard input has no folder; then paths begin where the program runs.
    folder = path == "-" ? Path.absolute(".") : Path.folder(of: Path.absolute(path))
    guard bytes.count <= Self.byteLimit else {
      throw IntakeError(problems: [
        Problem(
          place: SourcePlace(file: name, line: 1, column: 1),
          message: "the file is larger than \(Self.byteLimit >> 20) MiB", expected: "a kubeconfig file")
      ])
    }
    // One of the files in KUBECONFIG may be empty: kubectl makes such.
    if mayBeMissing, bytes.allSatisfy({ " \t\r\n".utf8.contains($0) }) { return nil }
    root = Cursor(try DocumentText.root(of: bytes, named: name))
    guard root["kind"]?.text == "Config" || root["clusters"] != nil || root["current-context"] != nil else {
      throw IntakeError(problems: [
        Problem(place: root.value.place, message: "the file is no kubeconfig", expected: "kind: Config")
      ])
    }
  }

  /// A path in the file as the program can use it.
  func resolved(_ path: String) -> String {
    path.hasPrefix("/") ? path : Path.absolute("\(folder)/\(path)")
  }

  /// An entry of one of the file's lists (`clusters`, `contexts`, `users`) by its name.
  func entry(_ name: String, in list: String) -> Cursor? {
    root[list]?.items?.first { $0["name"]?.scalarText == name }
  }

  /// The names in one of the file's lists.
  func names(in list: String) -> [String] {
    (root[list]?.items ?? []).compactMap { $0["name"]?.scalarText }
  }
}

extension Cursor {
  /// Text, or what was written in its place without quotes: a context may be called `1.29`.
  var scalarText: String? {
    switch value.content {
    case .text(let text): text
    case .number(let spelling): spelling
    case .null, .boolean, .list, .mapping: nil
    }
  }
}
