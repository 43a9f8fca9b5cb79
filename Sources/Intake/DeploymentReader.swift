public import Model

/// Reads deployment files (`aml-preflight/v1`), YAML or JSON, strictly: what is not understood is an error with its place.
public struct DeploymentReader: Sendable {
  private let regions: [Region]
  private let hostSuffixes: [String]
  private let roles: [EndpointRole]

  /// A reader that knows these names.
  ///
  /// - Parameters:
  ///   - regions: Of all clouds; if the file's cloud has none here, its regions are not checked.
  ///   - hostSuffixes: The domains in which Azure gives out host names, such as `blob.core.windows.net`; a label that is
  ///     a region, or a placeholder in braces (`hcp.{region}.azmk8s.io`), stands for every region.
  ///   - roles: What `endpoints` and `network.privateEndpoints` may name.
  public init(regions: [Region], hostSuffixes: [String], roles: [EndpointRole]) {
    self.regions = regions
    self.hostSuffixes = hostSuffixes
    self.roles = roles
  }

  /// The deployment in a file of at most 1 MiB; `-` is standard input.
  public func deployment(atPath path: String) throws(IntakeError) -> Deployment {
    let bytes = try InputFile.bytes(
      atPath: path, limit: SourceText.byteLimit, expected: "a deployment file, or - for standard input")
    return try deployment(from: bytes, named: InputFile.name(of: path))
  }

  /// The text of a deployment file of at most 1 MiB, as it is; `-` is standard input.
  public func text(atPath path: String) throws(IntakeError) -> String {
    let bytes = try InputFile.bytes(
      atPath: path, limit: SourceText.byteLimit, expected: "a deployment file, or - for standard input")
    return try SourceText(bytes, named: InputFile.name(of: path)).text
  }

  /// The deployment in a text; `file` is what messages and origins call it.
  public func deployment(from text: String, named file: String) throws(IntakeError) -> Deployment {
    try deployment(from: Array(text.utf8), named: file)
  }

  /// The deployment in a file's bytes; `file` is what messages and origins call it.
  public func deployment(from bytes: [UInt8], named file: String) throws(IntakeError) -> Deployment {
    let source = try SourceText(bytes, named: file)
    var parser = DocumentParser(file: file)
    let root = parser.root(of: source)
    var reading = Reading(
      vocabulary: Vocabulary(
        cloud: root.flatMap(Self.cloud) ?? .public, regions: regions, hostSuffixes: hostSuffixes, roles: roles))
    for problem in parser.problems { reading.report(problem) }
    if let root, let deployment = reading.deployment(root), reading.problems.isEmpty {
      return deployment
    }
    // A wall of unknown keys would not tell what the file is.
    if let root, let mistaken = MistakenFile(root) {
      throw IntakeError(problems: [mistaken.problem(at: root.place, in: file)])
    }
    throw IntakeError(problems: reading.problems.inOrderOfPlace, unlisted: reading.unlisted)
  }

  /// The cloud that a file chooses, wherever in the file it does; without judging the value.
  private static func cloud(of root: Value) -> Cloud? {
    guard case .mapping(let members) = root.content else { return nil }
    for member in members where member.key == "cloud" {
      if case .text(let text) = member.value.content { return Cloud(rawValue: text) }
    }
    return nil
  }
}

extension [Problem] {
  /// Those of files as a whole first, then file by file from the top to the end.
  var inOrderOfPlace: [Problem] {
    enumerated().sorted { left, right in
      let leftKey = (
        left.element.place?.file ?? "", left.element.place?.line ?? 0, left.element.place?.column ?? 0, left.offset
      )
      let rightKey = (
        right.element.place?.file ?? "", right.element.place?.line ?? 0, right.element.place?.column ?? 0, right.offset
      )
      return leftKey < rightKey
    }.map(\.element)
  }
}
