import Glibc
import Platform

/// What `make bench` measures: the parts of the program that probe many deployments in one run, without the report.
///
///     BenchTool generate TARGETS PORT FOLDER
///     BenchTool probe nothing|lookup|connection|response NAMESERVER CAFILE only|system FOLDER
@main
struct BenchTool {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("generate", 4):
      guard let targets = Int(arguments[1]), let port = UInt16(arguments[2]) else { break }
      return try Fleet(targets: targets, port: port).write(to: arguments[3])
    case ("probe", 6):
      guard let audit = try Audit(arguments.dropFirst()) else { break }
      return try await audit.run()
    default: break
    }
    StandardStream.complain(
      """
      usage: BenchTool generate TARGETS PORT FOLDER
             BenchTool probe nothing|lookup|connection|response NAMESERVER CAFILE only|system FOLDER

      """)
    exit(2)
  }
}
