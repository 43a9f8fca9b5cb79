import Platform
import Reporting

/// The exit status by the rules for monitoring plugins, which holds where `-o nagios` goes to standard output: a
/// monitoring system reads both.
enum PluginRules {
  /// Whether the arguments ask for it. Looked for in the text, since wrong arguments are a plugin's UNKNOWN too.
  static func apply(to arguments: [String]) -> Bool {
    let targets = [ReportFormat.nagios.rawValue, "\(ReportFormat.nagios.rawValue)=-"]
    let own = arguments.prefix { $0 != "--" }
    let joined = targets.flatMap { ["--output=\($0)", "-o=\($0)", "-o\($0)"] }
    return own.contains(where: joined.contains)
      || zip(own, own.dropFirst()).contains { ["-o", "--output"].contains($0) && targets.contains($1) }
  }

  /// What a command that ended with an error returns: for a plugin UNKNOWN, with the message on standard output, which
  /// is all that a monitoring system shows.
  static func status(_ status: ExitStatus, saying message: String, arguments: [String]) -> ExitStatus {
    guard status != .success, apply(to: arguments) else { return status }
    let line = NagiosStatus.unknownLine(message)
    try? StandardStream.output(line)  // there is nowhere else to say so
    return ExitStatus(rawValue: NagiosStatus.unknown.rawValue) ?? .internal
  }
}
