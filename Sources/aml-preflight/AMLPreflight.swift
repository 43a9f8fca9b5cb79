import ArgumentParser
import Dispatch
import EventLoop
import Glibc
import Intake
import Lab
import Model
import Platform
import Probing
import Reporting

@main
struct AMLPreflight: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aml-preflight",
    abstract: "Check whether an AKS cluster can serve Azure Machine Learning models: names, routes, TLS and services.",
    discussion: """
      Exit status: 0 all required checks pass; 1 one fails; 2 wrong usage or input, nothing was sent; 3 one is inconclusive; \
      4 warnings only (--fail-on warn); 5 something new fails (--fail-on new); 70 the tool itself failed; 130, 143 interrupted.

      Every option can be given by a variable as well: AML_PREFLIGHT_STEP_TIMEOUT=5s for --step-timeout 5s.
      """,
    version: Version.current,
    subcommands: [
      RunCommand.self, PlanCommand.self, ValidateCommand.self, DiscoverCommand.self, JudgeCommand.self,
      ReportCommand.self, DiffCommand.self, MergeCommand.self, ChecksCommand.self, ExplainCommand.self,
      ManifestCommand.self, DemoCommand.self,
    ])

  static func main() {
    let arguments = ProgramArguments.all
    // Without the parser of arguments, which costs as much as all the rest of such a start.
    if arguments == ["--version"] { Glibc.exit(show(Version.current).rawValue) }
    // Before the first thread starts: from here on, what asks a run to end is read by the run, which writes its report.
    if let command = arguments.first,
      [RunCommand.configuration.commandName, DemoCommand.configuration.commandName].contains(command)
    {
      Signals.block()
      // One deployment keeps one thread busy; what reads many files has several at work.
      Heap.share()
    }
    // Beside the main thread, which only waits: were main asynchronous, it would end in the main queue, which unblocks
    // every signal for good.
    Task { @concurrent in Glibc.exit(await status(of: arguments).rawValue) }
    let never = DispatchSemaphore(value: 0)
    never.wait()
  }

  /// Runs the command that the arguments name and says how it ended. Nothing but an exit status leaves it.
  static func status(of arguments: [String]) async -> ExitStatus {
    var arguments = arguments
    do {
      try checkCommand(arguments)
      arguments = try withEnvironment(arguments)
      var command = try command(of: arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return .success
    } catch let code as ExitCode {
      return ExitStatus(rawValue: code.rawValue) ?? .internal
    } catch let error as any UserFacingError {
      let message = SecretLook.removed(from: "\(error)")
      complain(message)
      return PluginRules.status(error.status, saying: message, arguments: arguments)
    } catch {
      let said = SecretLook.removed(from: message(for: error))
      return PluginRules.status(explain(error), saying: said, arguments: arguments)
    }
  }

  /// The command that the arguments name, with its options.
  private static func command(of arguments: [String]) throws -> any ParsableCommand {
    if let command = subcommand(of: arguments),
      // What it does not take, and requests for help, are for the whole program to explain.
      let own = try? command.parseAsRoot(Array(arguments.dropFirst())), type(of: own) == command
    {
      return own
    }
    return try parseAsRoot(arguments)
  }

  /// A first word that is no command: the parser would show how to call the program, and not what is wrong.
  private static func checkCommand(_ arguments: [String]) throws {
    guard let name = arguments.first == "help" ? arguments.dropFirst().first : arguments.first, !name.hasPrefix("-")
    else {
      return
    }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard name != "help", !names.contains(name) else { return }
    let nearest = Suggestion.nearest(to: name, among: names).map { " Did you mean \($0)?" } ?? ""
    throw UsageError(
      "There is no command \(name.debugDescription).\(nearest) The commands are: \(names.joined(separator: ", ")).")
  }

  private static func subcommand(of arguments: [String]) -> (any ParsableCommand.Type)? {
    guard let name = arguments.first else { return nil }
    return configuration.subcommands.first { $0.configuration.commandName == name }
  }

  /// What the argument parser throws: a request for help or the version, or wrong usage.
  private static func explain(_ error: any Error) -> ExitStatus {
    let message = fullMessage(for: error)
    let safe = SecretLook.removed(from: message)
    switch exitCode(for: error) {
    case .success:
      return show(message)
    case .validationFailure:
      complain(safe)
      return .usage
    default:
      complain("aml-preflight failed: \(safe)\nNothing was saved.")
      return .internal
    }
  }

  private static func withEnvironment(_ arguments: [String]) throws -> [String] {
    guard let name = arguments.first, let command = subcommand(of: arguments) as? any EnvironmentConfigurable.Type
    else {
      return arguments
    }
    let environment = Variables.all
    let names = environment.keys.filter { $0.hasPrefix(EnvironmentOption.prefix) }
    if names.isEmpty { return arguments }
    try checkVariables(names.sorted())
    return [name] + (try command.arguments(Array(arguments.dropFirst()), in: environment))
  }

  /// A misspelled variable would silently be no option at all.
  private static func checkVariables(_ names: [String]) throws {
    let known = configuration.subcommands.compactMap { $0 as? any EnvironmentConfigurable.Type }
      .flatMap { $0.environmentOptions }.map(\.variable)
    for name in names where !known.contains(name) {
      let nearest = Suggestion.nearest(to: name, among: known).map { " Did you mean \($0)?" } ?? ""
      throw UsageError("The variable \(name) is no option of this program.\(nearest)")
    }
  }

  /// Prints what was asked for beside any command.
  private static func show(_ message: String) -> ExitStatus {
    do {
      try OutputWriter.print(message.hasSuffix("\n") ? message : message + "\n")
      return .success
    } catch {
      complain("\(error)")
      return .internal
    }
  }

  /// Says something on standard error: every message of this program goes there by this way alone. Names of files and
  /// values in it cannot make the terminal do anything.
  static func complain(_ message: String) {
    let safe = ErrorText.safe(message)
    StandardStream.complain(safe.hasSuffix("\n") ? safe : safe + "\n")
  }
}
