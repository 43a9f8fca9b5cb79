import CatalogTree
import Model

/// A catalog while its files are read, with all that is wrong so far.
struct CatalogDraft {
  var log = ProblemLog()
  var sources: [Source.ID: Source] = [:]
  var services: [Service.ID: Service] = [:]
  var endpoints: [EndpointTemplate] = []
  var requirements: [Requirement] = []
  var causes: [Cause: CauseDescription] = [:]
  var regions: [Region] = []
  var azureErrors: [AzureError] = []
  var vmSizes = VMSizeTable(csv: "")
  var egressRules: [EgressRule] = []
  var serviceTags: [ServiceTag] = []
  /// The errors that causes name, with their places: they can be looked up only when all files are read.
  var mentionedErrors: [(code: String, cause: Cause, place: SourcePlace)] = []
  /// The codes of errors and the texts that they are shown as, in lower case.
  var errorNames: Set<String> = []
  /// The sources that an entry names.
  private(set) var usedSources: Set<Source.ID> = []
  private var requirementIDs: Set<Requirement.ID> = []

  /// Reads files of a folder, those of which there is a document.
  mutating func read(
    _ files: [CatalogFile], in folder: String,
    document: (CatalogFile, _ path: String, inout ProblemLog) -> PackedNode?
  ) {
    for file in files {
      let path = "\(folder)/\(file.name)"
      if let document = document(file, path, &log) { read(Item(document, in: path), of: file) }
    }
  }

  /// Reads one file's document. Files must come in the order of `CatalogFile.all`: each may refer to those before it.
  mutating func read(_ document: Item, of file: CatalogFile) {
    switch file {
    case .requirements(let phase): readRequirements(document, of: phase)
    case .sources: forEachMember(of: document) { $0.readSource($1) }
    case .services: forEachMember(of: document) { $0.readService($1) }
    case .endpoints: forEachMember(of: document) { $0.readEndpoint($1) }
    case .causes:
      forEachMember(of: document) { $0.readCause($1) }
      for cause in Cause.allCases where causes[cause] == nil {
        log.add(
          "the cause \(cause.rawValue) has no valid entry",
          at: SourcePlace(file: document.file, line: 1, column: 1))
      }
    case .regions: readRegions(document)
    case .azureErrors:
      forEachMember(of: document) { $0.readAzureErrors($1) }
      linkAzureErrors()
    case .egress: readEgress(document)
    case .vmSizes: vmSizes = VMSizeTable(csv: document.text(&log) ?? "")
    }
  }

  /// The finished catalog, if nothing is wrong.
  ///
  /// - Parameters:
  ///   - explanations: Where they are read later; those of the draft otherwise.
  ///   - egress: Likewise.
  func catalog(
    digest: String, explanations: Deferred<Catalog.Explanations>? = nil, egress: Deferred<Catalog.Egress>? = nil
  ) throws(CatalogError) -> Catalog {
    if let error = log.error { throw error }
    return Catalog(
      digest: digest, sources: sources, services: services, endpoints: endpoints, requirements: requirements,
      explanations: explanations ?? Deferred(known: self.explanations), regions: regions, vmSizes: vmSizes,
      egress: egress ?? Deferred(known: self.egress))
  }

  var egress: Catalog.Egress { Catalog.Egress(rules: egressRules, serviceTags: serviceTags) }

  var explanations: Catalog.Explanations { Catalog.Explanations(causes: causes, azureErrors: azureErrors) }

  mutating func forEachMember(of list: Item, read: (inout CatalogDraft, Item) -> Void) {
    for item in list.list(&log) ?? [] { read(&self, item) }
  }

  /// The sources named under `sources`: at least one, each of which must exist.
  mutating func sources(of entry: Entry) -> [Source.ID] {
    let named = entry.texts("sources", &log)
    if let list = entry["sources"], named.isEmpty {
      log.add("no source is named", at: list.place, expected: "every statement rests on a public document")
    }
    return named.map { name, place in
      let id = Source.ID(rawValue: name)
      usedSources.insert(id)
      if sources[id] == nil, !sources.isEmpty {
        log.add(
          "unknown source \"\(name)\"", at: place,
          expected: Suggestion.text(for: name, among: sources.keys.map(\.rawValue).sorted()))
      }
      return id
    }
  }

  /// Whether a requirement's id is new; if not, that is reported.
  mutating func isNew(_ id: Requirement.ID, at place: SourcePlace) -> Bool {
    if requirementIDs.insert(id).inserted { return true }
    log.add("the requirement \(id) stands twice in the catalog", at: place)
    return false
  }

  /// Whether an id is lower-case words joined by hyphens; if not, that is reported.
  mutating func isKebab(_ id: String, at place: SourcePlace) -> Bool {
    let hyphen = UInt8(ascii: "-")
    var previous = hyphen
    let isKebab =
      id.utf8.allSatisfy { byte in
        defer { previous = byte }
        return byte == hyphen ? previous != hyphen : (97...122).contains(byte) || (48...57).contains(byte)
      } && previous != hyphen
    if !isKebab { log.add("\"\(id)\" is not lower-case words joined by hyphens", at: place) }
    return isKebab
  }
}
