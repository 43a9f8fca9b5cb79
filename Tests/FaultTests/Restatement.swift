import Foundation
import TestSupport

/// Ways to put the same thing otherwise.
enum Restatement: String, CaseIterable, Sendable {
  case otherNames, otherOrder, oneAtATime, eightAtATime, manyAtATime, withoutFollowUps

  /// Faults of several layers, by their names.
  static let faults = [
    "packets to the registry are dropped", "the zone of blob storage is not linked", "a name does not exist",
    "expired", "a block page in the registry's place",
  ]

  func applied(to fault: Fault, in directory: TemporaryDirectory) throws -> (Change, Circumstances) {
    var (change, circumstances) = (fault.change, fault.circumstances)
    switch self {
    case .otherNames: circumstances.cast = .second
    case .otherOrder: change.options += ["--catalog", try Self.reversedCatalog(in: directory)]
    case .oneAtATime: change.options += ["--width", "1"]
    case .eightAtATime: change.options += ["--width", "8"]
    case .withoutFollowUps: change.options.append("--no-follow-ups")
    case .manyAtATime: change.options += ["--width", "64"]
    }
    return (change, circumstances)
  }

  /// The catalog, with the requirements of each phase in reverse.
  private static func reversedCatalog(in directory: TemporaryDirectory) throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let catalog = root.appendingPathComponent("checks")
    let folder = directory.url.appendingPathComponent("catalog-\(UUID().uuidString)")
    for name in try FileManager.default.subpathsOfDirectory(atPath: catalog.path)
    where name.hasSuffix(".yaml") || name.hasSuffix(".csv") {
      let (old, new) = (catalog.appendingPathComponent(name), folder.appendingPathComponent(name))
      var text = try String(contentsOf: old, encoding: .utf8)
      if name.hasPrefix("requirements/") {
        let parts = text.components(separatedBy: "\n- id:")
        text = ([parts[0]] + parts.dropFirst().reversed().map { "- id:" + $0 }).joined(separator: "\n")
      }
      try FileManager.default.createDirectory(at: new.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: new, atomically: false, encoding: .utf8)
    }
    return folder.path
  }
}
