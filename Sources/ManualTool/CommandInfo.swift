/// What `--experimental-dump-help` says about a command: the part of the argument parser's format that a manual needs.
struct CommandInfo: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String

      /// `--name` or `-n`.
      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    var kind: String
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    var defaultValue: String?
    var allValues: [String]?
    var sectionTitle: String?
    var isOptional: Bool
    var isRepeating: Bool
    var shouldDisplay: Bool

    var isPositional: Bool { kind == "positional" }
    /// Tells an option of one command from that of another.
    var key: String { (names ?? []).map(\.text).joined(separator: " ") + " " + (abstract ?? "") }
  }

  var commandName: String
  var abstract: String?
  var discussion: String?
  var arguments: [Argument]?
  var subcommands: [CommandInfo]?
  var shouldDisplay: Bool

  var visibleArguments: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }

  /// The discussion without its examples.
  var paragraphs: [String] {
    let text = (discussion ?? "").split(separator: "Example:", omittingEmptySubsequences: false).first ?? ""
    return text.split(separator: "\n\n").map { $0.split(separator: "\n").joined(separator: " ") }
  }

  /// The command lines under `Example:`.
  var examples: [String] {
    let parts = (discussion ?? "").split(separator: "Example:", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return [] }
    return parts[1].split(separator: "\n").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
  }
}
