public import Foundation
import Glibc
import Synchronization

/// A program in the foreground, with its output kept, a directory of its own and a known end.
///
/// Nothing is inherited from the environment but the path; standard input is empty.
public final class ServerProcess: Sendable {
  public let name: String
  public let directory: TemporaryDirectory
  private let process: Process
  private let exit = Exit()
  private let outputPath: String
  private let errorPath: String

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - directory: its working directory, removed by `stop()`.
  ///   - environment: variables besides `PATH`, `HOME`, `TMPDIR` and `LC_ALL`.
  public init(
    _ executable: URL, _ arguments: [String], in directory: TemporaryDirectory, environment: [String: String] = [:]
  ) throws {
    name = executable.lastPathComponent
    self.directory = directory
    let run = UUID().uuidString
    outputPath = try directory.write("", to: "\(run).out")
    errorPath = try directory.write("", to: "\(run).err")
    process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = directory.url
    let ownVariables = [
      "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": directory.url.path, "TMPDIR": directory.url.path,
      "LC_ALL": "C.UTF-8",
    ]
    process.environment = ownVariables.merging(environment) { _, given in given }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: outputPath))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errorPath))
    let exit = exit
    process.terminationHandler = { process in
      exit.happened(process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0))
    }
    try Self.withAllSignals { try process.run() }
  }

  public var processIdentifier: Int32 { process.processIdentifier }

  /// What the program has written to standard output.
  public var output: String { Self.text(at: outputPath) }

  /// What the program has written to standard error.
  public var errors: String { Self.text(at: errorPath) }

  public var isRunning: Bool { exit.status == nil }

  /// Asks `isReady` again and again, at most for `limit`.
  ///
  /// - Throws: `ServerError.ended` if the program ends first, `ServerError.silent` when the time is over.
  public func waitUntilReady(within limit: Duration = .seconds(20), _ isReady: () throws -> Bool) async throws {
    let deadline = ContinuousClock.now + limit
    while true {
      if let status = exit.status {
        throw ServerError.ended(program: name, status: status, output: output + errors)
      }
      if try isReady() { return }
      guard ContinuousClock.now < deadline else { throw ServerError.silent(program: name, output: output + errors) }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// Waits for the program's own end; a program that is not done in time is stopped.
  ///
  /// - Throws: `ServerError.silent` when the time is over.
  public func result(within limit: Duration) async throws -> ToolResult {
    let timeout = Task {
      try await Task.sleep(for: limit)
      end(.exceeded)
    }
    let status = await exit.wait()
    timeout.cancel()
    if exit.wasExceeded { throw ServerError.silent(program: name, output: output + errors) }
    return ToolResult(status: status, output: output, errors: errors)
  }

  /// Sends a signal to this process and no other.
  public func send(signal: Int32) {
    if isRunning { kill(processIdentifier, signal) }
  }

  /// Ends the process, if it still runs, and removes its directory.
  public func stop() {
    end(.stopped)
    directory.remove()
  }

  deinit { end(.stopped) }

  private enum Reason { case stopped, exceeded }

  private func end(_ reason: Reason) {
    guard isRunning else { return }
    if reason == .exceeded { exit.exceeded() }
    send(signal: SIGTERM)
    if !exit.wait(atMost: .seconds(5)) {
      send(signal: SIGKILL)
      _ = exit.wait(atMost: .seconds(5))
    }
  }

  /// Runs the body with no signal blocked on this thread: a child inherits the mask (posix_spawn(3)), tasks run on
  /// threads that block everything, and a server that never sees SIGTERM does not end.
  private static func withAllSignals(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&none)
    unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  private static func text(at path: String) -> String {
    // A file that is gone was written by a program that has been stopped: there is nothing to show.
    (try? String(decoding: Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)) ?? ""
  }
}

extension ServerProcess {
  /// The end of a process, awaited by tasks and by threads.
  private final class Exit: Sendable {
    private struct State {
      var status: Int32?
      var wasExceeded = false
      var waiting: [CheckedContinuation<Int32, Never>] = []
    }
    private let state = Mutex(State())
    private let ended = DispatchSemaphore(value: 0)

    var status: Int32? { state.withLock { $0.status } }
    var wasExceeded: Bool { state.withLock { $0.wasExceeded } }

    func exceeded() { state.withLock { $0.wasExceeded = true } }

    func happened(_ status: Int32) {
      let waiting = state.withLock { state in
        state.status = status
        defer { state.waiting = [] }
        return state.waiting
      }
      ended.signal()
      for continuation in waiting { continuation.resume(returning: status) }
    }

    func wait() async -> Int32 {
      await withCheckedContinuation { continuation in
        let status = state.withLock { state in
          if state.status == nil { state.waiting.append(continuation) }
          return state.status
        }
        if let status { continuation.resume(returning: status) }
      }
    }

    /// Blocks the calling thread; returns whether the process has ended.
    func wait(atMost limit: DispatchTimeInterval) -> Bool {
      guard ended.wait(timeout: .now() + limit) == .success else { return false }
      ended.signal()
      return true
    }
  }
}
