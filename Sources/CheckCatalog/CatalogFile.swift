import Model
import Yams

/// One of the catalog's files, by its name below the catalog's folder.
enum CatalogFile {
  case sources, services, endpoints, causes, regions, azureErrors
  /// A table, not YAML.
  case vmSizes
  case requirements(Phase)

  static let folder = "requirements"

  /// Every file that a catalog has, those first that others refer to.
  static let all: [CatalogFile] =
    [.sources, .services, .endpoints, .causes, .regions] + Phase.allCases.map { .requirements($0) }
    + [.azureErrors, .vmSizes]

  /// `requirements/1-cluster-creation.yaml`.
  var name: String {
    switch self {
    case .sources: "sources.yaml"
    case .services: "services.yaml"
    case .endpoints: "endpoints.yaml"
    case .causes: "causes.yaml"
    case .regions: "regions.yaml"
    case .azureErrors: "azure-errors.yaml"
    case .vmSizes: "vm-sizes.csv"
    case .requirements(let phase):
      "\(Self.folder)/\(Phase.allCases.firstIndex(of: phase) ?? 0)-\(phase.slug).yaml"
    }
  }

  /// The most that is read of one file, in bytes.
  static let sizeLimit = 512 * 1024
}

extension Item {
  /// The document in a file's text; `nil` if there is none, which is reported.
  static func document(in text: String, file: String, _ log: inout ProblemLog) -> Item? {
    let start = SourcePlace(file: file, line: 1, column: 1)
    guard text.utf8.count <= CatalogFile.sizeLimit else {
      log.add("the file has \(text.utf8.count) bytes", at: start, expected: "at most \(CatalogFile.sizeLimit)")
      return nil
    }
    guard !text.utf8.contains(0) else {
      log.add("the file is not text", at: start)
      return nil
    }
    if let place = firstAlias(in: text, file: file) {
      log.add("anchors and aliases are not used in a catalog", at: place, expected: "write the value out")
      return nil
    }
    do {
      // Without rules for tags: no regular expression is tried on any value, and values are texts until asked.
      guard let node = try Yams.compose(yaml: text, .basic) else {
        log.add("the file is empty", at: start)
        return nil
      }
      return Item(node, file: file)
    } catch {
      log.add(reading: error, file: file)
      return nil
    }
  }

  /// The parser's nodes are dear to copy; their texts and places are all that is kept of them. How deep they nest is
  /// limited by the parser.
  private init(_ node: Node, file: String) {
    let content: Content =
      switch node {
      case .scalar(let scalar): .text(scalar.string)
      case .sequence(let sequence): .list(sequence.map { Item($0, file: file) })
      case .mapping(let mapping):
        .mapping(mapping.map { (key: Item($0.key, file: file), value: Item($0.value, file: file)) })
      case .alias: .text("")  // refused before
      }
    let mark = node.mark
    self.init(content: content, file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  /// Where a token begins that YAML takes for an anchor (`&name`) or an alias (`*name`). They are found before parsing,
  /// because a few lines of them unfold to more than memory holds. Texts with a word that begins so are refused too.
  private static func firstAlias(in text: String, file: String) -> SourcePlace? {
    var line = 1
    var column = 1
    var previous = UInt8(ascii: "\n")
    var isSigil = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        if isSigil { return SourcePlace(file: file, line: line, column: column - 1) }
        isSigil = false
      case UInt8(ascii: "&"), UInt8(ascii: "*"):
        switch previous {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "["),
          UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "?"):
          isSigil = true
        default: isSigil = false
        }
      default: isSigil = false
      }
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {  // the first byte of a character
        column += 1
      }
      previous = byte
    }
    return nil
  }
}

extension ProblemLog {
  /// What the parser says about a text that is not YAML.
  fileprivate mutating func add(reading error: any Error, file: String) {
    var mark: Mark?
    let message: String
    switch error as? YamlError {
    case .scanner(_, let problem, let place, _), .parser(_, let problem, let place, _),
      .composer(_, let problem, let place, _):
      mark = place
      message = "not YAML: \(problem)"
    case .reader(let problem, _, _, _):
      message = "not YAML: \(problem)"
    case .duplicatedKeysInMapping(let names, let context):
      mark = context.mark
      message = "the key \"\(names.first ?? "")\" stands twice in one mapping"
    default:
      message = "not YAML: \(error)"
    }
    add(message, at: SourcePlace(file: file, line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1)))
  }
}
