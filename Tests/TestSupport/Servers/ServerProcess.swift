public import Foundation

/// A program in the foreground, with its output kept, a directory of its own and a known end.
///
/// Nothing is inherited from the environment; standard input is empty.
public final class ServerProcess: Sendable {
  public let name: String
  public let directory: TemporaryDirectory
  private let child: ChildProcess
  private let outputPath: String
  private let errorPath: String

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - directory: its working directory, removed by `stop()`.
  ///   - environment: variables besides `PATH`, `HOME`, `TMPDIR` and `LC_ALL`.
  ///   - name: what errors call it; `nil`: as the executable is called.
  public init(
    _ executable: URL, _ arguments: [String], in directory: TemporaryDirectory, environment: [String: String] = [:],
    named name: String? = nil
  ) throws {
    self.name = name ?? executable.lastPathComponent
    self.directory = directory
    let run = UUID().uuidString
    outputPath = directory.path("\(run).out")
    errorPath = directory.path("\(run).err")
    let ownVariables = [
      "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": directory.url.path, "TMPDIR": directory.url.path,
      "LC_ALL": "C.UTF-8",
    ]
    child = try ChildProcess(
      ChildProcess.Start(
        executable: executable.path, arguments: arguments,
        environment: ownVariables.merging(environment) { _, given in given },
        directory: directory.url.path, output: outputPath, errors: errorPath))
  }

  public var processIdentifier: Int32 { child.identifier }

  /// What the program has written to standard output.
  public var output: String { Self.text(at: outputPath) }

  /// What the program has written to standard error.
  public var errors: String { Self.text(at: errorPath) }

  public var isRunning: Bool { child.status == nil }

  /// Asks `isReady` again and again, at most for `limit`.
  ///
  /// - Throws: `ServerError.ended` if the program ends first, `ServerError.silent` when the time is over.
  public func waitUntilReady(within limit: Duration = .seconds(20), _ isReady: () throws -> Bool) async throws {
    let deadline = ContinuousClock.now + limit
    while true {
      if let status = child.status {
        throw ServerError.ended(program: name, status: status, output: output + errors)
      }
      if try isReady() { return }
      guard ContinuousClock.now < deadline else { throw ServerError.silent(program: name, output: output + errors) }
      try await Task.sleep(for: .milliseconds(5))  // pace
    }
  }

  /// Waits for the program's own end; a program that is not done in time is stopped.
  ///
  /// - Throws: `ServerError.silent` when the time is over.
  public func result(within limit: Duration) async throws -> ToolResult {
    let limiter = Task { [child] in
      try await Task.sleep(for: limit)  // pace
      child.end(within: .seconds(5))
      return true
    }
    let status = await child.end()
    limiter.cancel()
    // Cancelled is in time.
    if (try? await limiter.value) == true { throw ServerError.silent(program: name, output: output + errors) }
    return ToolResult(status: status, output: output, errors: errors)
  }

  /// Sends a signal to this process and no other.
  public func send(signal: Int32) { child.send(signal: signal) }

  /// Ends the process, if it still runs, and removes its directory.
  public func stop() {
    child.end(within: .seconds(5))
    directory.remove()
  }

  deinit { child.end(within: .seconds(5)) }

  private static func text(at path: String) -> String {
    // A file that is gone was written by a program that has been stopped: there is nothing to show.
    (try? String(decoding: Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)) ?? ""
  }
}
