import Foundation
import PackagePlugin

/// Makes the texts in `checks/` a dictionary of string literals in the target that asks for it.
@main
struct EmbedText: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "checks")
    let files = ["", "requirements"].flatMap { name in
      let contents = try? FileManager.default.contentsOfDirectory(
        at: folder.appending(path: name), includingPropertiesForKeys: nil)
      return (contents ?? []).filter { $0.pathExtension == "yaml" }  // a missing folder is the catalog reader's error
    }.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedTexts.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) texts of checks/",
        executable: try context.tool(named: "EmbedTextTool").url,
        arguments: ["embeddedTexts", folder.path, output.path] + files.map(\.path),
        inputFiles: files, outputFiles: [output])
    ]
  }
}
