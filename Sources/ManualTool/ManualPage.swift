/// A manual page in the man(7) language, from what the program says about itself.
struct ManualPage {
  private let program: CommandInfo
  private let commands: [CommandInfo]
  /// The options that several commands have: told once.
  private let shared: [CommandInfo.Argument]

  init(_ program: CommandInfo) {
    self.program = program
    let commands = (program.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    self.commands = commands
    var counts: [String: Int] = [:]
    var shared: [CommandInfo.Argument] = []
    for option in commands.flatMap(\.visibleArguments) where !option.isPositional && !Self.isHelp(option) {
      counts[option.key, default: 0] += 1
      if counts[option.key] == 2 { shared.append(option) }
    }
    self.shared = shared
  }

  /// The page's source; `date` as `2026-01-31`.
  func text(version: String, date: String) -> String {
    var lines = [
      ".TH \(program.commandName.uppercased()) 1 \(date) \"\(program.commandName) \(version)\" \"User commands\"",
      ".SH NAME", line("\(program.commandName) - \(program.abstract ?? "")"), ".SH SYNOPSIS",
      ".B \(escaped(program.commandName))", ".I command", "[\\fIoptions\\fR] [\\fIarguments\\fR]", ".SH DESCRIPTION",
    ]
    let exit = "Exit status: "
    for (index, paragraph) in program.paragraphs.filter({ !$0.hasPrefix(exit) }).enumerated() {
      if index > 0 { lines.append(".PP") }
      lines.append(line(paragraph))
    }
    lines.append(".SH COMMANDS")
    for command in commands { lines += section(of: command) }
    lines.append(".SH OPTIONS")
    for title in titles {
      lines.append(".SS \(escaped(title ?? "General"))")
      for option in shared where option.sectionTitle == title {
        let users = commands.filter { $0.visibleArguments.contains { $0.key == option.key } }.map(\.commandName)
        lines += item(option, remark: "Commands: \(users.joined(separator: ", ")).")
      }
    }
    if let status = program.paragraphs.first(where: { $0.hasPrefix(exit) }) {
      lines.append(".SH EXIT STATUS")
      for part in status.dropFirst(exit.count).split(separator: "; ") {
        let numbers = part.prefix { $0.isNumber || $0 == "," || $0 == " " }
        lines += [".TP", "\\fB\(numbers.split(separator: " ").joined(separator: " "))\\fR"]
        lines.append(line(String(part.dropFirst(numbers.count))))
      }
    }
    lines.append(".SH EXAMPLES")
    lines += [".EX"] + commands.flatMap(\.examples).map(escaped) + [".EE"]
    return lines.map { $0 + "\n" }.joined()
  }

  /// The titles of the shared options, those without one last.
  private var titles: [String?] {
    var titles: [String?] = []
    for option in shared where !titles.contains(option.sectionTitle) { titles.append(option.sectionTitle) }
    return titles.filter { $0 != nil } + titles.filter { $0 == nil }
  }

  private func section(of command: CommandInfo) -> [String] {
    let positionals = command.visibleArguments.filter(\.isPositional)
    let synopsis = positionals.map { argument in
      let name = "\\fI\(escaped(argument.valueName ?? ""))\\fR" + (argument.isRepeating ? "..." : "")
      return argument.isOptional ? "[\(name)]" : name
    }
    var lines = [
      ".SS \(escaped(command.commandName))",
      "\\fB\(escaped(program.commandName)) \(escaped(command.commandName))\\fR "
        + (synopsis + ["[\\fIoptions\\fR]"]).joined(separator: " "),
      ".PP", line(command.abstract ?? ""),
    ]
    for paragraph in command.paragraphs { lines += [".PP", line(paragraph)] }
    for argument in positionals { lines += item(argument) }
    let keys = Set(shared.map(\.key))
    for option in command.visibleArguments where !option.isPositional && !keys.contains(option.key) {
      if !Self.isHelp(option) { lines += item(option) }
    }
    return lines
  }

  /// A tagged paragraph.
  private func item(_ argument: CommandInfo.Argument, remark: String? = nil) -> [String] {
    let value = "\\fI\(escaped(argument.valueName ?? ""))\\fR"
    var tag = value
    if let names = argument.names {
      tag = names.map { "\\fB\(escaped($0.text))\\fR" }.joined(separator: ", ")
      if argument.kind == "option" { tag += " " + value }
    }
    var text = argument.abstract ?? ""
    if let fallback = argument.defaultValue { text += " The default is \(fallback)." }
    return [".TP", tag, line([text, remark ?? ""].filter { !$0.isEmpty }.joined(separator: " "))]
  }

  private static func isHelp(_ option: CommandInfo.Argument) -> Bool {
    (option.names ?? []).contains { $0.text == "--help" || $0.text == "--version" }
  }

  /// Text as lines of at most 78 bytes as the formatter counts them, where its words allow it. What begins with a point or an apostrophe would be a
  /// request.
  private func line(_ text: String) -> String {
    var lines: [String] = []
    for word in text.split(separator: " ").map({ escaped(String($0)) }) {
      if let last = lines.last, Self.size(last) + 1 + Self.size(word) <= 78 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word.hasPrefix(".") || word.hasPrefix("'") ? "\\&" + word : word)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// How many bytes a formatter sees: what is not ASCII is written as `\[u2026]` for it.
  private static func size(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 8) } }

  /// Text whose backslashes and hyphens are meant as they stand, so that what is copied from the page still runs.
  private func escaped(_ text: String) -> String {
    var output = ""
    for character in text {
      switch character {
      case "\\": output += "\\e"
      case "-": output += "\\-"
      case "'": output += "\\(aq"
      case "`": output += "\\(ga"
      case "^": output += "\\(ha"
      case "~": output += "\\(ti"
      default: output.append(character)
      }
    }
    return output
  }
}
