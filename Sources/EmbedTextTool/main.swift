import CatalogTree
import Foundation

// Writes a Swift file with what files of a folder hold, by their paths below it: their texts, or, of a catalog's files,
// the documents that they are and the digest of all.
// Arguments: `texts` or `catalog`, the folder, the file to write, then the files to embed.

let arguments = CommandLine.arguments
guard arguments.count > 4, ["texts", "catalog"].contains(arguments[1]) else {
  FileHandle.standardError.write(Data("usage: EmbedTextTool texts|catalog FOLDER OUTPUT FILE…\n".utf8))
  exit(2)
}
let folder = arguments[2] + "/"

/// A raw string literal with so many number signs that nothing in the text can end it.
func literal(_ text: String) -> String {
  var fence = "#"
  while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
  return "\(fence)\"\"\"\n\(text)\n\"\"\"\(fence)"
}

/// The packed document of a YAML text, as a literal on one line, in which every byte counts. A file that holds none is
/// embedded as an empty list, which its reader refuses.
///
/// A table is one text.
func document(_ text: String, in path: String) -> String {
  if path.hasSuffix(".csv") { return CatalogNode(.text(text), line: 1, column: 1).packed.debugDescription }
  do throws(SyntaxMistake) {
    return (try CatalogNode.document(in: text) ?? CatalogNode(.list([]), line: 1, column: 1)).packed.debugDescription
  } catch {
    FileHandle.standardError.write(Data("\(path):\(error.line):\(error.column): error: \(error.message)\n".utf8))
    exit(1)
  }
}

let isCatalog = arguments[1] == "catalog"
var texts: [String: String] = [:]
var source =
  "/// Generated from the files themselves.\nlet \(isCatalog ? "embeddedDocuments" : "embeddedTexts"): [String: String] = [\n"
for path in arguments[4...].sorted() {
  let text = try String(contentsOfFile: path, encoding: .utf8)
  let name = path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  source += "\(name.debugDescription): \(isCatalog ? document(text, in: path) : literal(text)),\n"
  texts[name] = text
}
source += "]\n"
if isCatalog {
  source += "/// Of the files' texts.\nlet embeddedDigest = \(CatalogDigest.digest(of: texts).debugDescription)\n"
}
try source.write(toFile: arguments[3], atomically: true, encoding: .utf8)
