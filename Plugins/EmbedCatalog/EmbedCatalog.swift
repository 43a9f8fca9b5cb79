import Foundation
import PackagePlugin

/// Parses the catalog in `checks/` while the target that asks for it is built, so that a start need not. A file that is
/// not YAML ends the build with its place.
@main
struct EmbedCatalog: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "checks")
    let files = ["", "requirements"].flatMap { name in
      let contents = try? FileManager.default.contentsOfDirectory(
        at: folder.appending(path: name), includingPropertiesForKeys: nil)
      // A missing folder is its reader's error.
      return (contents ?? []).filter { ["yaml", "csv"].contains($0.pathExtension) }
    }.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedCatalog.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files of checks/",
        executable: try context.tool(named: "EmbedTextTool").url,
        arguments: ["catalog", folder.path, output.path] + files.map(\.path),
        inputFiles: files, outputFiles: [output])
    ]
  }
}
