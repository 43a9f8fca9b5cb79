import Foundation
import TestSupport
import Testing

/// What `make check-static` built, and what these tests need besides.
enum StaticBuild {
  private static let environment = ProcessInfo.processInfo.environment

  static let executable = environment["STATIC_EXECUTABLE"]
  static let image = environment["OCI_IMAGE"]
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Nothing is built for these tests: a static executable is a release build.
  static let isGiven = executable != nil && image != nil
  static let remark: Comment = "no static executable is given: make check-static builds one and tests it"

  /// Whether this machine lets its user change the root directory; under continuous integration it must.
  static let mayChangeRoot: Bool = {
    guard let unshare = Program.unshare.executable else { return environment["CI"] == "true" }
    let process = Process()
    process.executableURL = unshare
    process.arguments = Array(EmptyRoot.rights.dropFirst()) + ["true"]
    // Not started is not allowed.
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0 || environment["CI"] == "true"
  }()
}
