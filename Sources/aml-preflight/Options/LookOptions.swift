import ArgumentParser
import Reporting

/// How what is shown looks, and what is left out of it.
struct LookOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(help: "When to color: auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(help: "Use ASCII characters only.")
  var ascii = false

  @Option(help: "Replace before writing: none, secrets, or names (also the deployment's names and addresses).")
  var redact: RedactionLevel = .none

  static let environmentOptions = [
    EnvironmentOption("color"), EnvironmentOption("ascii", .flag), EnvironmentOption("redact"),
  ]

  func textOptions(toTerminal isTerminal: Bool) -> TextOptions {
    OutputWriter.textOptions(color: color, ascii: ascii, verbosity: .normal, toTerminal: isTerminal)
  }
}
