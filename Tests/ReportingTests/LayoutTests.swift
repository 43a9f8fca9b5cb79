import Testing

@testable import Reporting

@Suite struct `The width of text` {
  static let texts: [(String, Int)] = [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한국", 4), ("ｱ", 1), ("Ａ", 2), ("😀", 2),
    ("a\u{200D}b", 2),
    ("·…–", 3), ("\u{1100}\u{1161}\u{11A8}", 2), ("\u{FFFF}", 1),
  ]

  @Test(arguments: texts) func `is what a terminal shows`(text: String, width: Int) {
    #expect(TextWidth.of(text) == width)
  }
}

@Suite struct `Text for terminals` {
  @Test func `shows controls, marks of direction and invisible characters as escapes`() {
    #expect(TerminalText.safe("a\u{1B}[2J\r\u{202E}b\u{200B}") == "a\\u{1B}[2J\\u{D}\\u{202E}b\\u{200B}")
    #expect(TerminalText.safe("Zürich · 東京 → ok") == "Zürich · 東京 → ok")
    #expect(HostileText.isSafe(TerminalText.safe(HostileText.controls)))
  }

  @Test func `is cut at its limit with an ellipsis`() {
    #expect(TerminalText.safe("abcdef", limit: 4) == "abc…")
    #expect(TextWidth.of(TerminalText.safe(HostileText.megabyte, limit: 100)) <= 100)
    #expect(TerminalText.safe(HostileText.stacked).utf8.count < 2_000)
  }

  @Test func `is shortened in the middle, keeping the port and whole labels`() {
    let host = "myaks-d1a2b3c4.hcp.westeurope.azmk8s.io:443"
    #expect(TextWrapping.shortened(host, to: 50, ellipsis: "…") == host)
    let short = TextWrapping.shortened(host, to: 38, ellipsis: "…")
    #expect(short == "myaks-d1a2b3c4.hcp.west….azmk8s.io:443")
    #expect(TextWidth.of(TextWrapping.shortened("東京東京東京東京", to: 9, ellipsis: "…")) <= 9)
  }

  @Test func `wraps at spaces and cuts what has none`() {
    #expect(TextWrapping.lines(of: "one two three", room: 7) == ["one two", "three"])
    #expect(TextWrapping.lines(of: "abcdefghij kl", room: 4) == ["abcd", "efgh", "ij", "kl"])
    #expect(TextWrapping.lines(of: "", room: 4) == [""])
    #expect(TextWrapping.lines(of: "東京東京", room: 5) == ["東京", "東京"])
  }
}

@Suite struct `A command` {
  @Test func `is broken so that a shell joins it again`() {
    let command = "az network nic list --resource-group 'my group' --name \"a b\" --query 'x y' | sort"
    let lines = CommandWrapping.lines(of: command, room: 34)
    #expect(lines.count > 1)
    #expect(lines.allSatisfy { TextWidth.of($0) <= 34 })
    #expect(lines.dropLast().allSatisfy { $0.hasSuffix(" \\") })
    let joined = lines.map { $0.hasSuffix(" \\") ? $0.dropLast(2) : $0[...] }
      .map { $0.drop { $0 == " " } }.joined(separator: " ")
    #expect(joined == command)
  }

  @Test func `is left whole where it has no space`() {
    let word = String(repeating: "x", count: 50)
    #expect(CommandWrapping.lines(of: "nc \(word)", room: 20) == ["nc \\", "  \(word)"])
  }
}

@Suite struct `A field of CSV` {
  static let fields = [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("=1+1", "'=1+1"), ("-2", "'-2"),
    ("@cmd,x", "\"'@cmd,x\""), ("\t=1", "\\u{9}=1"), ("", ""),
  ]

  @Test(arguments: fields) func `is neither two fields nor a formula`(value: String, field: String) {
    #expect(CSVText.field(value) == field)
  }
}

@Suite struct `Text in Markdown` {
  @Test func `has no markup of its own`() {
    #expect(MarkdownText.plain("<b>|[x](y)*") == "&lt;b\\>\\|\\[x\\]\\(y\\)\\*")
    #expect(MarkdownText.code("a|b") == "`a\\|b`")
    #expect(MarkdownText.code("a`b``c") == "``` a`b``c ```")
    #expect(MarkdownText.code("`") == "`` ` ``")
  }
}
