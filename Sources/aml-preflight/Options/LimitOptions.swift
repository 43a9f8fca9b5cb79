import ArgumentParser
import Execution
import Intake

/// How much is done at once and how long is waited.
struct LimitOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(
    help: ArgumentHelp("Time for the whole run (500ms, 5s, 2m); no limit by default.", valueName: "duration"),
    transform: TimeSpan.init(option:))
  var timeout: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "Time for one step: lookup, connection, handshake and response together (default: 5s; demo: 2s).",
      valueName: "duration"),
    transform: TimeSpan.init(option:))
  var stepTimeout: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "How often a nameserver is asked before it counts as silent, and what fails is tried altogether.",
      valueName: "n"))
  var attempts = 2

  @Flag(help: "Try nothing besides the plan, also where that would prove a cause.")
  var noFollowUps = false

  @Option(help: ArgumentHelp("Steps in flight at most (default: 64; up to 256 for thousands).", valueName: "n"))
  var width: Int?

  static let environmentOptions = [
    EnvironmentOption("timeout"), EnvironmentOption("step-timeout"), EnvironmentOption("attempts"),
    EnvironmentOption("no-follow-ups", .flag), EnvironmentOption("width"),
  ]

  static let possibleAttempts = 1...10
  static var attemptsError: ValidationError {
    ValidationError("--attempts takes \(possibleAttempts.lowerBound) to \(possibleAttempts.upperBound).")
  }

  mutating func validate() throws {
    // Less would not tell a firewall from one lost packet, which is sent again after a second.
    if let stepTimeout, stepTimeout.duration < .milliseconds(500) {
      throw ValidationError("--step-timeout takes 500ms at least.")
    }
    guard Self.possibleAttempts.contains(attempts) else { throw Self.attemptsError }
    guard (1...1_024).contains(width ?? 1) else { throw ValidationError("--width takes 1 to 1024.") }
    for (name, span) in [("--timeout", timeout), ("--step-timeout", stepTimeout)] {
      if let span, span.duration > .seconds(86_400) {
        throw ValidationError("\(name) takes 24 hours (1440m) at most.")
      }
    }
  }

  /// The limits; five seconds a step unless the command or the user says otherwise.
  func limits(defaultStep: Duration = .seconds(5)) -> RunLimits {
    RunLimits(width: width, step: stepTimeout?.duration ?? defaultStep, run: timeout?.duration)
  }
}

/// A duration on the command line: `500ms`, `5s`, `2m`.
struct TimeSpan {
  let duration: Duration

  init(option: String) throws {
    guard let duration = DurationText.parse(option) else {
      throw ValidationError("\(option.debugDescription) is no duration; expected \(DurationText.expected)")
    }
    self.duration = duration
  }
}
