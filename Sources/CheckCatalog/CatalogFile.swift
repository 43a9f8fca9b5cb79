import CatalogTree
import Model

/// One of the catalog's files, by its name below the catalog's folder.
enum CatalogFile {
  case sources, services, endpoints, causes, regions, azureErrors, egress
  /// A table, not YAML.
  case vmSizes
  case requirements(Phase)

  static let folder = "requirements"

  /// Every file that a catalog has, those first that others refer to.
  static let all: [CatalogFile] =
    [.sources, .services, .endpoints, .causes, .regions] + Phase.allCases.map { .requirements($0) }
    + [.azureErrors, .egress, .vmSizes]

  /// `requirements/1-cluster-creation.yaml`.
  var name: String {
    switch self {
    case .sources: "sources.yaml"
    case .services: "services.yaml"
    case .endpoints: "endpoints.yaml"
    case .causes: "causes.yaml"
    case .regions: "regions.yaml"
    case .azureErrors: "azure-errors.yaml"
    case .egress: "egress.yaml"
    case .vmSizes: "vm-sizes.csv"
    case .requirements(let phase):
      "\(Self.folder)/\(Phase.allCases.firstIndex(of: phase) ?? 0)-\(phase.slug).yaml"
    }
  }

  /// Whether the file is a table (CSV) and not YAML.
  var isTable: Bool { name.hasSuffix(".csv") }

  /// What a file is read for.
  enum Need {
    case everything
    /// `Catalog.Explanations`.
    case explanations
    /// `Catalog.Egress`.
    case egress
  }

  var neededFor: Need {
    switch self {
    case .causes, .azureErrors: .explanations
    case .egress: .egress
    default: .everything
    }
  }

  /// The most that is read of one file, in bytes.
  static let sizeLimit = 512 * 1024
}

extension CatalogNode {
  /// A table's text, with the lines that cannot be read reported.
  static func table(_ text: String, file: String, _ log: inout ProblemLog) -> CatalogNode? {
    let start = SourcePlace(file: file, line: 1, column: 1)
    guard text.utf8.count <= CatalogFile.sizeLimit else {
      log.add("the file has \(text.utf8.count) bytes", at: start, expected: "at most \(CatalogFile.sizeLimit)")
      return nil
    }
    guard text.hasPrefix(VMSizeTable.header + "\n") else {
      log.add("the table has no header", at: start, expected: VMSizeTable.header)
      return nil
    }
    if let line = VMSizeTable(csv: text).firstMalformedLine {
      log.add(
        "a line cannot be read, or is not in the order of names", at: SourcePlace(file: file, line: line, column: 1),
        expected: VMSizeTable.header)
    }
    return CatalogNode(.text(text), line: 1, column: 1)
  }

  /// The document in a file's text; `nil` if there is none, which is reported.
  static func document(in text: String, file: String, _ log: inout ProblemLog) -> CatalogNode? {
    let start = SourcePlace(file: file, line: 1, column: 1)
    guard text.utf8.count <= CatalogFile.sizeLimit else {
      log.add("the file has \(text.utf8.count) bytes", at: start, expected: "at most \(CatalogFile.sizeLimit)")
      return nil
    }
    guard !text.utf8.contains(0) else {
      log.add("the file is not text", at: start)
      return nil
    }
    do throws(SyntaxMistake) {
      guard let node = try CatalogNode.document(in: text) else {
        log.add("the file is empty", at: start)
        return nil
      }
      return node
    } catch {
      log.add(error.message, at: SourcePlace(file: file, line: error.line, column: error.column))
      return nil
    }
  }
}
