public import Foundation

/// The built program, run as a user runs it.
public struct Preflight {
  /// How a run ended, and what it printed.
  public struct Result {
    public var status: Int32
    public var output: String
    public var errors: String
  }

  /// Where the package manager puts programs: beside the test bundle.
  public static let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()

  /// Among them, unless the variable `PREFLIGHT_EXECUTABLE` names another build.
  public static let executable =
    ProcessInfo.processInfo.environment["PREFLIGHT_EXECUTABLE"].map { URL(fileURLWithPath: $0) }
    ?? products.appendingPathComponent("aml-preflight")

  /// Runs the program to its end. Its environment is this one's without proxies and without the program's own variables,
  /// with what `environment` adds.
  ///
  /// - Parameters:
  ///   - wrapper: a command that runs the one that follows it.
  ///   - program: where the wrapper finds the program, if that is another place.
  public static func run(
    _ arguments: [String], environment: [String: String] = [:], input: String? = nil, through wrapper: [String] = [],
    program: String = executable.path
  ) throws -> Result {
    let process = try start(
      arguments, environment: environment, input: input, through: wrapper, program: program)
    return process.wait()
  }

  /// Starts the program without waiting for it.
  public static func start(
    _ arguments: [String], environment: [String: String] = [:], input: String? = nil, through wrapper: [String] = [],
    program: String = executable.path
  ) throws -> Running {
    let folder = try TemporaryFolder()
    let process = Process()
    let command = wrapper + [program] + arguments
    process.executableURL = URL(fileURLWithPath: wrapper.isEmpty ? command[0] : "/usr/bin/env")
    process.arguments = wrapper.isEmpty ? Array(command.dropFirst()) : command
    process.environment = ProcessInfo.processInfo.environment.filter { name, _ in
      !name.lowercased().hasSuffix("_proxy") && !name.hasPrefix("AML_PREFLIGHT_") && name != "NO_COLOR"
    }.merging(environment) { $1 }
    if let input {
      let file = try folder.write(input, to: "input")
      process.standardInput = try FileHandle(forReadingFrom: file)
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    // Files instead of pipes: nothing can fill up while nobody reads.
    process.standardOutput = try FileHandle(forWritingTo: try folder.write("", to: "output"))
    process.standardError = try FileHandle(forWritingTo: try folder.write("", to: "errors"))
    try process.run()
    return Running(process: process, folder: folder)
  }

  /// A program that was started and may still run.
  public struct Running {
    let process: Process
    let folder: TemporaryFolder

    public var processIdentifier: Int32 { process.processIdentifier }

    /// What it has said so far on standard error.
    public var errors: String { folder.text(of: "errors") }

    /// What it has printed so far.
    public var output: String { folder.text(of: "output") }

    /// Sends it a signal.
    public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Returns once it has printed so many lines, or has ended, or after so long.
    public func waitUntilPrinted(lines: Int, within limit: Duration = .seconds(60)) {
      let deadline = ContinuousClock.now + limit
      while ContinuousClock.now < deadline, process.isRunning, output.split(separator: "\n").count < lines {
        for _ in 0..<1_000 { sched_yield() }
      }
    }

    /// Returns once every thread of the process blocks the signal, or after ten seconds.
    public func waitUntilHoldsBack(_ signal: Int32) {
      let deadline = ContinuousClock.now + .seconds(10)
      let tasks = "/proc/\(process.processIdentifier)/task"
      while ContinuousClock.now < deadline {
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []  // gone is over
        // More than one thread: the program itself is up, not only its loader.
        if threads.count > 1, threads.allSatisfy({ blocks(signal, status: "\(tasks)/\($0)/status") }) { return }
        sched_yield()
      }
    }

    private func blocks(_ signal: Int32, status path: String) -> Bool {
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""  // a thread that ended blocks nothing
      let line = text.split(separator: "\n").first { $0.hasPrefix("SigBlk:") }
      let mask =
        line.flatMap { UInt64($0.dropFirst("SigBlk:".count).trimmingPrefix { $0.isWhitespace }, radix: 16) } ?? 0
      return mask >> UInt64(signal - 1) & 1 == 1
    }

    /// Waits until it has ended.
    public func wait() -> Result {
      process.waitUntilExit()
      return Result(status: process.terminationStatus, output: output, errors: folder.text(of: "errors"))
    }
  }
}

/// A folder of its own, gone when nobody holds it any more.
public final class TemporaryFolder {
  public let url: URL

  public init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("preflight-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)  // a folder left behind harms nobody
  }

  /// Writes a file and returns where it is.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> URL {
    let file = url.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file
  }

  /// The text of a file; empty if there is none.
  public func text(of name: String) -> String {
    let data = try? Data(contentsOf: url.appendingPathComponent(name))  // absent is empty
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
