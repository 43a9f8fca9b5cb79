import Foundation
import PackagePlugin

/// Makes texts of the package a dictionary of string literals in the target that asks for it: the catalog in
/// `checks/`, or for reports what is in `reports/templates/`.
@main
struct EmbedText: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let isForReports = target.name == "Reporting"
    let name = isForReports ? "reports/templates" : "checks"
    let extensions: Set<String> = isForReports ? ["html", "css", "js"] : ["yaml", "csv"]
    let folder = context.package.directoryURL.appending(path: name)
    let files = ["", "requirements"].flatMap { name in
      let contents = try? FileManager.default.contentsOfDirectory(
        at: folder.appending(path: name), includingPropertiesForKeys: nil)
      // A missing folder is its reader's error.
      return (contents ?? []).filter { extensions.contains($0.pathExtension) }
    }.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedTexts.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) texts of \(name)/",
        executable: try context.tool(named: "EmbedTextTool").url,
        arguments: ["embeddedTexts", folder.path, output.path] + files.map(\.path),
        inputFiles: files, outputFiles: [output])
    ]
  }
}
