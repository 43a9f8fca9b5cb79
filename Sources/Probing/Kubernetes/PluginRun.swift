import ClusterAPI
import Glibc
import Model
import Subprocess
import SystemPackage

/// Runs a credential plugin, once, within bounds. What it prints on standard output is read and never shown.
struct PluginRun {
  let plugin: CredentialPlugin
  /// How long it may take.
  let limit: Duration

  /// How much of what it says on standard error is told.
  private static let wordLimit = 400
  /// How much it may say there, in bytes.
  private static let errorLimit = 1 << 20

  /// What a run came to, before it is read.
  private struct Outcome: Sendable {
    var status: TerminationStatus
    var output: [UInt8]
    var error: [UInt8]
  }

  /// Whether a person sits before the program.
  private var isInteractive: Bool { plugin.interactiveMode != .never && isatty(STDIN_FILENO) == 1 }

  /// The credential that the plugin gives.
  func credential() async throws(ClusterAccessTroubleError) -> ExecCredential {
    if plugin.interactiveMode == .always, !isInteractive {
      throw trouble(.credentialPluginFailed, "it must talk with a person, and standard input is no terminal")
    }
    let outcome = try await outcome()
    guard outcome.status.isSuccess else {
      throw trouble(.credentialPluginFailed, ending(of: outcome.status) + words(outcome.error))
    }
    do throws(ExecCredentialError) {
      return try ExecCredential(output: outcome.output, version: plugin.version)
    } catch {
      throw trouble(.credentialPluginMalformed, error.description + words(outcome.error))
    }
  }

  private func outcome() async throws(ClusterAccessTroubleError) -> Outcome {
    do {
      // Whichever is first: the program, or its time.
      let outcome = try await withThrowingTaskGroup(of: Outcome?.self) { group in
        group.addTask { try await start() }
        group.addTask { [limit] in
          try await Task.sleep(for: limit)
          return nil
        }
        defer { group.cancelAll() }
        return try await group.next() ?? nil
      }
      guard let outcome else {
        throw trouble(.credentialPluginTimedOut, "it took longer than \(Milliseconds(limit))")
      }
      return outcome
    } catch let error as ClusterAccessTroubleError {
      throw error
    } catch is CancellationError {
      throw trouble(.system, "the run ended before the plugin did")
    } catch let error as SubprocessError {
      throw trouble(of: error)
    } catch {
      throw trouble(.credentialPluginFailed, "it could not be run")
    }
  }

  private func start() async throws -> Outcome {
    var environment = [
      Environment.Key(stringLiteral: ExecCredential.variable): Optional(
        ExecCredential.information(for: plugin, isInteractive: isInteractive))
    ]
    for variable in plugin.environment where Self.isUsable(variable.name) {
      environment[Environment.Key(stringLiteral: variable.name)] = variable.value.revealed
    }
    var options = PlatformOptions()
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .milliseconds(500))]
    let configuration = Configuration(
      executable:
        plugin.command.contains("/") ? .path(FilePath(plugin.command)) : .name(plugin.command),
      arguments: Arguments(plugin.arguments), environment: .inherit.updating(environment), platformOptions: options)
    if isInteractive {
      // What it says to the person goes to the terminal.
      let result = try await run(
        configuration, input: .currentStandardInput, output: .bytes(limit: ExecCredential.outputLimit),
        error: .currentStandardError)
      return Outcome(status: result.terminationStatus, output: result.standardOutput, error: [])
    }
    let result = try await run(
      configuration, input: .none, output: .bytes(limit: ExecCredential.outputLimit),
      error: .bytes(limit: Self.errorLimit))
    return Outcome(status: result.terminationStatus, output: result.standardOutput, error: result.standardError)
  }

  /// Whether a name can be one of a variable.
  private static func isUsable(_ name: String) -> Bool {
    !name.isEmpty && !name.utf8.contains(UInt8(ascii: "=")) && !name.utf8.contains(0)
  }

  // MARK: Words

  private func ending(of status: TerminationStatus) -> String {
    switch status {
    case .exited(let code): "it ended with exit status \(code)"
    case .signaled(let signal): "it was ended by signal \(signal)"
    }
  }

  /// The end of what it said on standard error, with a mark in place of words that could be tokens or keys.
  private func words(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.suffix(4_096), as: UTF8.self)
    let words = text.split(whereSeparator: \.isWhitespace).map { word in
      word.utf8.count > 60 ? "(…)" : String(word.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F })
    }
    let line = words.joined(separator: " ")
    return line.isEmpty ? "" : ": \(line.count > Self.wordLimit ? "…\(line.suffix(Self.wordLimit))" : line)"
  }

  private func trouble(of error: SubprocessError) -> ClusterAccessTroubleError {
    switch error.code {
    case .executableNotFound:
      let place = plugin.command.contains("/") ? "there is no such program" : "it is not in PATH"
      return trouble(.credentialPluginMissing, place + (plugin.installHint.map { ": \($0)" } ?? ""))
    case .outputLimitExceeded:
      return trouble(.credentialPluginMalformed, "it printed more than \(ExecCredential.outputLimit >> 20) MiB")
    // The library's own words may hold the values of variables.
    default: return trouble(.credentialPluginFailed, "it could not be run")
    }
  }

  private func trouble(_ kind: ClusterAccessTrouble.Kind, _ detail: String) -> ClusterAccessTroubleError {
    ClusterAccessTroubleError(ClusterAccessTrouble(kind, subject: plugin.command, detail: detail))
  }
}
