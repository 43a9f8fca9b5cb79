import Testing
import YAML

/// A text, and what must be read from it.
struct Example: CustomTestStringConvertible {
  var text: String
  var outline: [String]
  var testDescription: String { text.debugDescription }

  init(_ text: String, _ outline: String...) {
    self.text = text
    self.outline = outline
  }
}

@Suite struct `A YAML text` {
  @Test(arguments: [
    // Places: characters, not bytes; each kind of line end once.
    Example(
      "é: ü\n😀é: [ä, 漢]\n", "1:1 block mapping", #"1:1 plain "é""#, #"1:4 plain "ü""#, #"2:1 plain "😀é""#,
      "2:5 flow sequence", #"2:6 plain "ä""#, #"2:9 plain "漢""#, "end", "end"),
    Example(
      "e\u{301}: a", "1:1 block mapping", #"1:1 plain "é""#, #"1:5 plain "a""#, "end"),
    Example(
      "a: 1\r\nb: 2\rc: 3\nd: 4", "1:1 block mapping", #"1:1 plain "a""#, #"1:4 plain "1""#, #"2:1 plain "b""#,
      #"2:4 plain "2""#, #"3:1 plain "c""#, #"3:4 plain "3""#, #"4:1 plain "d""#, #"4:4 plain "4""#, "end"),
    Example("a:\tb\t# c", "1:1 block mapping", #"1:1 plain "a""#, #"1:4 plain "b""#, "end"),
    Example("\u{FEFF}a: b", "1:1 block mapping", #"1:1 plain "a""#, #"1:4 plain "b""#, "end"),
    Example("# c\n\n  - a\n  -\n", "3:3 block sequence", #"3:5 plain "a""#, #"4:4 plain """#, "end"),
    // Styles.
    Example("plain text\n  goes on", #"1:1 plain "plain text goes on""#),
    Example("'it''s'", #"1:1 singleQuoted "it\'s""#),
    Example(#""a\tb\u00e9\x41\0\"""#, #"1:1 doubleQuoted "a\tbéA\0\"""#),
    Example("|\n  a\n   b\n\n", #"1:1 literal "a\n b\n""#),
    Example("|+2\n  a\n\n", #"1:1 literal "a\n\n""#),
    Example(">-\n  a\n  b\n\n  c\n", #"1:1 folded "a b\nc""#),
    Example("\"a\r\n b\"", #"1:1 doubleQuoted "a b""#),
    // JSON.
    Example(
      #"{"a": [1, true, null], "b": {}}"#, "1:1 flow mapping", #"1:2 doubleQuoted "a""#, "1:7 flow sequence",
      #"1:8 plain "1""#, #"1:11 plain "true""#, #"1:17 plain "null""#, "end", #"1:24 doubleQuoted "b""#,
      "1:29 flow mapping", "end", "end"),
    // Properties. An alias is a name: it is not looked up, nor is it known whether there is such an anchor.
    Example(
      "- &a x\n- *a\n- *b\n- &c [y]", "1:1 block sequence", #"1:3 &a plain "x""#, "2:3 *a", "3:3 *b",
      "4:3 &c flow sequence", #"4:7 plain "y""#, "end", "end"),
    Example(
      "- !!str 3\n- !mine {}\n- ! 4\n- ! \"5\"\n- !!int \"6\"\n- &a !!seq []", "1:1 block sequence",
      #"1:3 <tag:yaml.org,2002:str> plain "3""#, "2:3 <!mine> flow mapping", "end", #"3:3 <!> plain "4""#,
      #"4:3 <!> doubleQuoted "5""#, #"5:3 <tag:yaml.org,2002:int> doubleQuoted "6""#,
      "6:3 <tag:yaml.org,2002:seq> &a flow sequence", "end", "end"),
    Example(
      "%TAG !e! tag:example.com,2026:\n---\n!e!x y", #"3:1 <tag:example.com,2026:x> plain "y""#),
    // A key that stands twice is there twice.
    Example(
      "a: 1\n\"a\": 2", "1:1 block mapping", #"1:1 plain "a""#, #"1:4 plain "1""#, #"2:1 doubleQuoted "a""#,
      #"2:6 plain "2""#, "end"),
    Example(
      "? [a]\n: b\n", "1:1 block mapping", "1:3 flow sequence", #"1:4 plain "a""#, "end", #"2:3 plain "b""#, "end"),
    Example("a:\n- b", "1:1 block mapping", #"1:1 plain "a""#, "2:1 block sequence", #"2:3 plain "b""#, "end", "end"),
    Example("--- a\n...\n", #"1:5 plain "a""#),
    Example("---\n", #"2:1 plain """#),
  ]) func `is read with places and styles`(_ example: Example) throws {
    let node = try #require(try YAMLNode.document(in: example.text))
    #expect(outline(node) == example.outline)
  }

  @Test(arguments: ["", " ", "\n\n", "# only a comment", "# a\n  # b\n", "\u{FEFF}", "\u{FEFF}# c"])
  func `may hold no document`(_ text: String) throws {
    #expect(try YAMLNode.document(in: text) == nil)
    #expect(try YAMLNode.documents(in: text).isEmpty)
  }

  @Test func `may hold several documents, if they are asked for`() throws {
    let text = "a\n---\n- b\n...\n---\nc: d\n"
    #expect(
      try YAMLNode.documents(in: text).map { outline($0) } == [
        [#"1:1 plain "a""#], ["3:1 block sequence", #"3:3 plain "b""#, "end"],
        ["6:1 block mapping", #"6:1 plain "c""#, #"6:4 plain "d""#, "end"],
      ])
    let error = #expect(throws: YAMLError.self) { try YAMLNode.document(in: text) }
    #expect(error?.kind == .severalDocuments)
    #expect(error?.mark.description == "2:1")
  }

  @Test func `is read alike from bytes`() throws {
    let bytes = Array("\u{FEFF}- é\n- x".utf8)
    let node = try YAMLNode.document(in: bytes.span)
    #expect(try node == YAMLNode.document(in: "- é\n- x"))
    #expect(node != nil)
  }

  @Test(arguments: [
    ("a: b: c", "1:5 mapping values are not allowed in this context"),
    ("a: [b", "2:1 did not find expected ',' or ']' while parsing a flow sequence at 1:4"),
    ("a: [b,\n", "2:1 did not find expected node content while parsing a flow node at 2:1"),
    ("a: {b", "2:1 did not find expected ',' or '}' while parsing a flow mapping at 1:4"),
    ("a: {b: ", "2:1 did not find expected node content while parsing a flow node at 2:1"),
    ("é: \"b\n", "2:1 found unexpected end of stream while scanning a quoted scalar at 1:4"),
    ("'b", "1:3 found unexpected end of stream while scanning a quoted scalar at 1:1"),
    ("a:\n  b: 1\n c: 2", "3:2 did not find expected key while parsing a block mapping at 1:1"),
    ("a:\n\tb: 1", "2:1 found character that cannot start any token while scanning for the next token at 2:1"),
    ("é: @b", "1:4 found character that cannot start any token while scanning for the next token at 1:4"),
    ("a: *", "1:5 did not find expected alphabetic or numeric character while scanning an alias at 1:4"),
    ("- &a *b", "1:6 did not find expected '-' indicator while parsing a block collection at 1:1"),
    ("- !x!y z", "1:3 found undefined tag handle while parsing a node at 1:3"),
    (#""\q""#, "1:2 found unknown escape character while parsing a quoted scalar at 1:1"),
    (#""\ud800""#, "1:4 found invalid Unicode character escape code while parsing a quoted scalar at 1:1"),
    ("a\nb: c", "2:2 mapping values are not allowed in this context"),
    ("%YAML 3.0\n---\na", "1:1 found incompatible YAML document"),
    ("...\n", "1:1 did not find expected node content while parsing a block node at 1:1"),
    ("[a]]", "1:4 did not find expected <document start>"),
  ]) func `that is broken is refused with what is wrong where`(_ text: String, says: String) {
    let error = #expect(throws: YAMLError.self) { try YAMLNode.document(in: text) }
    #expect(error?.kind == .syntax)
    let context = error?.context.map { " \($0.text) at \($0.mark)" } ?? ""
    #expect(error.map { "\($0.mark) \($0.problem)\(context)" } == says)
  }

  @Test(arguments: [
    ([0x61, 0x3A, 0x20, 0xE9], "1:4 incomplete UTF-8 octet sequence"),
    ([0x61, 0x0A, 0xC3, 0xA9, 0x3A, 0x20, 0xFF], "2:4 invalid leading UTF-8 octet"),
    ([0xC3, 0xA9, 0xE2, 0x82], "1:2 incomplete UTF-8 octet sequence"),
    ([0x61, 0xED, 0xA0, 0x80], "1:2 invalid Unicode character"),
    ([0x61, 0xC0, 0x80], "1:2 invalid length of a UTF-8 sequence"),
    (Array("a: é\r\nb: \0".utf8), "2:4 control characters are not allowed"),
    (Array("a: \u{1B}[31m".utf8), "1:4 control characters are not allowed"),
    (Array("a: \u{FFFE}".utf8), "1:4 control characters are not allowed"),
    ([0xFF, 0xFE, 0x61, 0x00], "1:1 invalid leading UTF-8 octet"),
  ]) func `with bytes that are no characters is refused where the first is`(_ bytes: [UInt8], says: String) {
    let error = #expect(throws: YAMLError.self) { try YAMLNode.document(in: bytes.span) }
    #expect(error?.kind == .characters)
    #expect(error.map { "\($0.mark) \($0.problem)" } == says)
  }
}
