public import Model
import Platform

/// A deployment that was derived from the documents that users have.
public struct Discovery: Sendable {
  /// With the documents' places as origins, and what they disagree on.
  public var deployment: Deployment
  /// The same as a deployment file, with comments on where each value comes from and how to find the missing ones.
  public var text: String
  /// What was found and cannot be used, each with its place.
  public var notices: [String]

  /// So many documents are read, and so many bytes of them.
  private static let fileLimit = 1_000
  private static let byteLimit = 256 << 20

  /// Reads documents and folders of them, in whatever order.
  ///
  /// - Parameters:
  ///   - paths: Files, `-` for standard input, and folders, of which every `.json`, `.yaml` and `.yml` file is read.
  ///   - kubeconfig: A file that wins over what documents say of the API server.
  ///   - context: The kubeconfig's context; without one, its current context.
  ///   - reader: Knows the names that a deployment file may use.
  public init(
    from paths: [String], kubeconfig: String? = nil, context: String? = nil, reader: DeploymentReader
  ) throws(IntakeError) {
    var documents: [Document] = []
    var size = 0
    for path in try Self.files(at: paths) {
      let bytes = try InputFile.bytes(atPath: path, expected: "a document, or a folder of them")
      size += bytes.count
      guard size <= Self.byteLimit else {
        throw IntakeError(problems: [Problem(place: nil, message: "the documents have more than 256 MiB")])
      }
      documents.append(Document(name: InputFile.name(of: path), bytes: bytes))
    }
    var chosen: Document?
    if let kubeconfig {
      let bytes = try InputFile.bytes(atPath: kubeconfig, expected: "a kubeconfig file")
      chosen = Document(name: InputFile.name(of: kubeconfig), bytes: bytes)
    }
    try self.init(from: documents, kubeconfig: chosen, context: context, reader: reader)
  }

  /// A document and what messages call it.
  struct Document {
    var name: String
    var bytes: [UInt8]
  }

  /// All that is wrong with any of the documents is told at once.
  init(
    from documents: [Document], kubeconfig: Document? = nil, context: String? = nil, reader: DeploymentReader
  ) throws(IntakeError) {
    var reading = ResourceReading()
    var resources: [Resource] = []
    for document in documents.sorted(by: { ($0.name, $0.bytes.count) < ($1.name, $1.bytes.count) }) {
      do throws(IntakeError) {
        let root = try DocumentText.root(of: document.bytes, named: document.name)
        resources += reading.resources(Cursor(root), context: kubeconfig == nil ? context : nil)
      } catch {
        for problem in error.problems { reading.report(problem) }
      }
    }
    var chosen: Kubeconfig?
    if let kubeconfig {
      do throws(IntakeError) {
        chosen = try Kubeconfig.read(kubeconfig.bytes, named: kubeconfig.name, context: context)
      } catch {
        for problem in error.problems { reading.report(problem) }
      }
    }
    let inventory = Inventory(resources, kubeconfig: chosen)
    for problem in inventory.problems { reading.report(problem) }
    guard reading.problems.isEmpty else { throw IntakeError(problems: reading.problems.inOrderOfPlace) }
    try self.init(inventory, reader: reader)
  }

  /// A deployment of which every value is one that a deployment file may have: others become blanks, with the reason.
  private init(_ inventory: Inventory, reader: DeploymentReader) throws(IntakeError) {
    var excluded: [String: String] = [:]
    while true {
      let derivation = Derivation(inventory, excluding: excluded)
      let file = DeploymentFile(derivation)
      do throws(IntakeError) {
        var deployment = try reader.deployment(from: file.text, named: "the derived file")
        deployment.origins = derivation.deployment.origins
        deployment.contradictions = derivation.deployment.contradictions
        self.deployment = deployment
        text = file.text
        notices = derivation.notices + excluded.sorted { $0.key < $1.key }.map(\.value)
        return
      } catch {
        let known = excluded.count
        for problem in error.problems {
          guard let line = problem.place?.line, let path = file.paths[line] else { continue }
          let origin = derivation.deployment.origins[path].map { "\($0): " } ?? ""
          excluded[path] = origin + problem.message + (problem.expected.map { "; expected \($0)" } ?? "")
        }
        if excluded.count == known { throw error }
      }
    }
  }

  /// The documents among paths, folders opened, each once.
  private static func files(at paths: [String]) throws(IntakeError) -> [String] {
    var files: [String] = []
    for path in paths {
      // What cannot be looked at is found out when it is read.
      guard File.kind(of: path) == .folder else {
        files.append(path)
        continue
      }
      let documents = File.names(below: path).filter { name in
        [".json", ".yaml", ".yml"].contains { name.lowercased().hasSuffix($0) }
          && !name.split(separator: "/").contains { $0.hasPrefix(".") }
      }
      if documents.isEmpty {
        throw IntakeError(problems: [
          Problem(
            place: nil, message: "the folder \(path.quoted) has no documents", expected: "files called .json or .yaml")
        ])
      }
      files += documents.map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
    }
    guard files.count <= fileLimit else {
      throw IntakeError(problems: [
        Problem(place: nil, message: "there are more than \(fileLimit) documents", expected: "those of one deployment")
      ])
    }
    return Array(Set(files)).sorted()
  }
}
