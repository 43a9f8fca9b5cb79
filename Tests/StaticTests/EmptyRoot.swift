import Foundation
import TestSupport

/// A directory that is all a program sees: itself, and what a test puts there. No /proc, no /dev, no /etc.
struct EmptyRoot {
  let folder: TemporaryFolder

  /// What unshare(1) is called with; who is not root becomes it in a user namespace.
  static var rights: [String] { ["unshare"] + (getuid() == 0 ? [] : ["--map-root-user"]) }

  private static let program = "/aml-preflight"
  private static let bundle = "etc/ssl/certs/ca-certificates.crt"

  init(certificates: Bool = true) throws {
    folder = try TemporaryFolder()
    try copy(from: URL(fileURLWithPath: StaticBuild.executable ?? ""), to: Self.program)
    if certificates { try copy(from: URL(fileURLWithPath: "/" + Self.bundle), to: Self.bundle) }
  }

  /// Copies a file into the directory, with the directories above it.
  func copy(from file: URL, to path: String) throws {
    let target = folder.url.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: file.resolvingSymlinksInPath(), to: target)
  }

  /// Runs the static executable with the directory as its root and its working directory.
  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Preflight.Result {
    try Preflight.run(
      arguments, environment: environment, through: Self.rights + ["--root", folder.url.path], program: Self.program)
  }

  /// Runs the program that is tested everywhere else, in the same directory, with all of the machine.
  func runOutside(_ arguments: [String]) throws -> Preflight.Result {
    try Preflight.run(arguments, through: ["env", "--chdir", folder.url.path])
  }
}
