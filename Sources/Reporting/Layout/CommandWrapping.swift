/// Breaking of command lines, so that what is copied still runs.
enum CommandWrapping {
  /// The lines of a command: broken at spaces outside quotes, each but the last ending in a backslash, which a shell
  /// joins. A word that is wider than `room` is left whole.
  static func lines(of command: String, room: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in arguments(of: command, room: room) {
      if line.isEmpty {
        line = word
      } else if TextWidth.of(line) + 1 + TextWidth.of(word) <= room - 2 {
        line += " " + word
      } else {
        lines.append(line + " \\")
        line = "  " + word
      }
    }
    // The last line needs no room for a backslash; what does not fit was broken before.
    return lines + [line]
  }

  /// The words, an option together with its value where both fit on a line.
  private static func arguments(of command: String, room: Int) -> [String] {
    words(of: command).reduce(into: []) { arguments, word in
      if let option = arguments.last, option.hasPrefix("-"), !option.contains(" "), !option.contains("="),
        !word.hasPrefix("-"), !["|", "<", ">", "&"].contains(word.prefix(1)),
        TextWidth.of(option) + 1 + TextWidth.of(word) <= room - 4
      {
        arguments[arguments.count - 1] += " " + word
      } else {
        arguments.append(word)
      }
    }
  }

  /// The command cut at spaces that are neither quoted nor escaped.
  private static func words(of command: String) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    var isEscaped = false
    for character in command {
      if character == " ", quote == nil, !isEscaped {
        if !word.isEmpty { words.append(word) }
        word = ""
        continue
      }
      if isEscaped {
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      }
      word.append(character)
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
