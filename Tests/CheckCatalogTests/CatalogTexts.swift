import Foundation

/// The files of the package's own catalog.
enum CatalogTexts {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "checks")

  /// Their texts, by their names below the folder.
  static func all() throws -> [String: String] {
    var texts: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where (name.hasSuffix(".yaml") || name.hasSuffix(".csv")) && !name.hasPrefix("deployments/") {
      texts[name] = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
    return texts
  }
}
