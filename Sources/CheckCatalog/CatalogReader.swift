import CatalogTree
public import Model
import Platform

/// Reads a catalog's files, strictly: what is not understood is an error with its place.
public enum CatalogReader {
  /// The catalog that this was built with, which the build has parsed. What most runs do not need is read when it is.
  public static func embedded() throws(CatalogError) -> Catalog {
    var draft = CatalogDraft()
    draft.readEmbedded(CatalogFile.all.filter { $0.neededFor == .everything })
    let needed = draft
    func later<Value>(_ need: CatalogFile.Need, _ value: @escaping @Sendable (CatalogDraft) -> Value) -> Deferred<Value>
    {
      Deferred {
        var draft = needed
        draft.readEmbedded(CatalogFile.all.filter { $0.neededFor == need })
        precondition(draft.log.error == nil, "a test reads all of the embedded catalog")
        return value(draft)
      }
    }
    return try draft.catalog(
      digest: embeddedDigest, explanations: later(.explanations) { $0.explanations },
      egress: later(.egress) { $0.egress })
  }

  /// The catalog in a folder, with the files that `checks/` has.
  public static func read(directory: String) throws(CatalogError) -> Catalog {
    let directory = directory.count > 1 && directory.hasSuffix("/") ? String(directory.dropLast()) : directory
    var log = ProblemLog()
    var texts: [String: String] = [:]
    for folder in ["", CatalogFile.folder] {
      let path = folder.isEmpty ? directory : "\(directory)/\(folder)"
      let names: [String]
      do {
        names = try File.names(in: path)
      } catch {
        log.add("the folder cannot be read", at: SourcePlace(file: path, line: 1, column: 1))
        continue
      }
      for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".csv") {
        texts[folder.isEmpty ? name : "\(folder)/\(name)"] = text(ofFile: "\(path)/\(name)", &log)
      }
    }
    if let error = log.error { throw error }
    return try catalog(of: texts, in: directory)
  }

  /// The catalog that these texts make, by their names below the catalog's folder; the folder's name is for messages.
  static func catalog(of texts: [String: String], in folder: String) throws(CatalogError) -> Catalog {
    try draft(of: texts, in: folder).catalog(digest: CatalogDigest.digest(of: texts))
  }

  /// All that was read of these texts, and all that is wrong with them.
  static func draft(of texts: [String: String], in folder: String) -> CatalogDraft {
    var draft = CatalogDraft()
    draft.read(CatalogFile.all, in: folder) { file, path, log in
      guard let text = texts[file.name] else {
        log.add("the file is missing", at: SourcePlace(file: path, line: 1, column: 1))
        return nil
      }
      let node: CatalogNode? =
        file.isTable ? .table(text, file: path, &log) : .document(in: text, file: path, &log)
      return node.map { PackedNode($0) }
    }
    for name in Set(texts.keys).subtracting(CatalogFile.all.map(\.name)).sorted() {
      draft.log.add(
        "the file is not part of a catalog", at: SourcePlace(file: "\(folder)/\(name)", line: 1, column: 1),
        expected: Suggestion.text(for: name, among: CatalogFile.all.map(\.name)))
    }
    return draft
  }

  /// A regular file's text; anything else is reported.
  private static func text(ofFile path: String, _ log: inout ProblemLog) -> String? {
    let place = SourcePlace(file: path, line: 1, column: 1)
    // A folder mounted from a ConfigMap holds symbolic links.
    guard File.kind(of: path) == .regular else {
      log.add(File.kind(of: path) == nil ? "the file cannot be read" : "not a regular file", at: place)
      return nil
    }
    do throws(SystemCallError) {
      let bytes = try File.contents(of: path, limit: CatalogFile.sizeLimit + 1)
      guard bytes.count <= CatalogFile.sizeLimit else {
        log.add("the file is too large", at: place, expected: "at most \(CatalogFile.sizeLimit) bytes")
        return nil
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        log.add("the file is not text in UTF-8", at: place)
        return nil
      }
      return text
    } catch {
      log.add("the file cannot be read", at: place)
      return nil
    }
  }
}

extension CatalogDraft {
  fileprivate mutating func readEmbedded(_ files: [CatalogFile]) {
    read(files, in: "checks") { file, _, _ in embeddedDocuments[file.name].map { PackedNode(document: $0) } }
  }
}
