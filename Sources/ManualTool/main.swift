import Foundation

// Writes the manual page of the program whose `--experimental-dump-help` comes on standard input.
// Arguments: the program's version and the date of the page.

/// The whole of what the argument parser writes.
struct ToolInfo: Decodable {
  var command: CommandInfo
}

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  FileHandle.standardError.write(Data("usage: ManualTool VERSION DATE <help.json\n".utf8))
  exit(2)
}
let info = try JSONDecoder().decode(ToolInfo.self, from: FileHandle.standardInput.readDataToEndOfFile())
print(ManualPage(info.command).text(version: arguments[1], date: arguments[2]), terminator: "")
