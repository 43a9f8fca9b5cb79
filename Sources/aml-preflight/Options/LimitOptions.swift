import ArgumentParser
import Execution
import Intake

/// How much is done at once and how long is waited.
struct LimitOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(help: ArgumentHelp("Time for the whole run (500ms, 5s, 2m); no limit by default.", valueName: "duration"))
  var timeout: TimeSpan?

  @Option(
    help: ArgumentHelp("Time for one step: lookup, connection, handshake and response together.", valueName: "duration")
  )
  var stepTimeout: TimeSpan?

  @Option(help: ArgumentHelp("How often a nameserver is asked before it counts as silent.", valueName: "n"))
  var attempts = 2

  @Option(help: ArgumentHelp("Steps in flight at most.", valueName: "n"))
  var width = 16

  static let environmentOptions = [
    EnvironmentOption("timeout"), EnvironmentOption("step-timeout"), EnvironmentOption("attempts"),
    EnvironmentOption("width"),
  ]

  mutating func validate() throws {
    guard (1...10).contains(attempts) else { throw ValidationError("--attempts takes 1 to 10.") }
    guard (1...1_024).contains(width) else { throw ValidationError("--width takes 1 to 1024.") }
    for (name, span) in [("--timeout", timeout), ("--step-timeout", stepTimeout)] {
      if let span, !(.milliseconds(10)...Duration.seconds(86_400)).contains(span.duration) {
        throw ValidationError("\(name) takes 10ms to 1440m.")
      }
    }
  }

  /// The limits; five seconds a step unless the command or the user says otherwise.
  func limits(defaultStep: Duration = .seconds(5)) -> RunLimits {
    RunLimits(width: width, step: stepTimeout?.duration ?? defaultStep, run: timeout?.duration)
  }
}

/// A duration on the command line: `500ms`, `5s`, `2m`.
struct TimeSpan: ExpressibleByArgument {
  let duration: Duration

  init?(argument: String) {
    guard let duration = DurationText.parse(argument) else { return nil }
    self.duration = duration
  }
}
