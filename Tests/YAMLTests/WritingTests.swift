import Testing
import YAML

@Suite struct `A YAML node` {
  private func scalar(_ text: String, _ style: YAMLNode.ScalarStyle = .plain) -> YAMLNode {
    YAMLNode(.scalar(text, style))
  }

  @Test func `is written as it says`() throws {
    let key = YAMLNode(.scalar("list", .plain))
    let tagged = YAMLNode(.scalar("3", .plain), tag: "tag:yaml.org,2002:str", anchor: "three")
    let document = YAMLNode(
      .mapping(
        [
          YAMLNode.Member(
            key: key, value: YAMLNode(.sequence([scalar("é 漢"), scalar("yes", .doubleQuoted), tagged], .block))),
          YAMLNode.Member(key: scalar("text"), value: scalar("a\n  b\n", .literal)),
          YAMLNode.Member(key: scalar("again"), value: YAMLNode(.alias("three"))),
          YAMLNode.Member(
            key: scalar("flow"),
            value: YAMLNode(
              .mapping([YAMLNode.Member(key: scalar("a"), value: YAMLNode(.sequence([], .flow)))], .flow))),
          YAMLNode.Member(key: scalar("none"), value: YAMLNode(.mapping([], .block))),
          YAMLNode.Member(key: scalar("long"), value: scalar(String(repeating: "word ", count: 60) + "end")),
        ], .block))
    let text = try YAMLNode.text(of: [document, scalar("it's", .singleQuoted)])
    #expect(
      text == """
        ---
        list:
        - é 漢
        - "yes"
        - &three !!str 3
        text: |
          a
            b
        again: *three
        flow: {a: []}
        none: {}
        long: \(String(repeating: "word ", count: 60))end
        --- 'it''s'

        """)
  }

  @Test func `with an anchor that is no word is not written`() {
    let error = #expect(throws: YAMLError.self) {
      try YAMLNode.text(of: [YAMLNode(.scalar("a", .plain), anchor: "no word")])
    }
    #expect(error?.problem.contains("alphanumerical") == true)
    #expect(throws: YAMLError.self) { try YAMLNode.text(of: [YAMLNode(.alias(""))]) }
  }

  @Test func `of no document is an empty text`() throws {
    #expect(try YAMLNode.text(of: []) == "")
  }

  /// Whatever the texts, in every style, also as keys: what is written is what is read again.
  @Test(arguments: 0..<40) func `reads as it was written`(_ seed: UInt64) throws {
    var random = SplitMix(state: seed)
    for _ in 0..<100 {
      let documents = (0..<Int.random(in: 1...3, using: &random)).map { _ in node(depth: 0, using: &random) }
      let text = try YAMLNode.text(of: documents)
      let read = try YAMLNode.documents(in: text)
      let (written, again) = (
        documents.map { outline($0, withMarks: false, withStyles: false) },
        read.map { outline($0, withMarks: false, withStyles: false) }
      )
      guard written == again else {
        Issue.record("\(written) is written as \(text.debugDescription) and read as \(again)")
        return
      }
    }
  }

  private func node(depth: Int, using random: inout SplitMix) -> YAMLNode {
    let style: YAMLNode.CollectionStyle = Bool.random(using: &random) ? .block : .flow
    var node: YAMLNode
    switch Int.random(in: 0..<(depth < 4 ? 8 : 5), using: &random) {
    case 5:
      let count = Int.random(in: 0...4, using: &random)
      node = YAMLNode(.sequence((0..<count).map { _ in self.node(depth: depth + 1, using: &random) }, style))
    case 6, 7:
      let count = Int.random(in: 0...4, using: &random)
      node = YAMLNode(
        .mapping(
          (0..<count).map { _ in
            YAMLNode.Member(
              key: self.node(depth: depth + 2, using: &random), value: self.node(depth: depth + 1, using: &random))
          }, style))
    case 4 where depth > 0: return YAMLNode(.alias("a\(Int.random(in: 0...9, using: &random))"))
    default:
      let style = YAMLNode.ScalarStyle.allCases.randomElement(using: &random) ?? .plain
      node = YAMLNode(.scalar(text(using: &random), style))
    }
    if Int.random(in: 0..<8, using: &random) == 0 { node.anchor = "a\(Int.random(in: 0...9, using: &random))" }
    if Int.random(in: 0..<8, using: &random) == 0 {
      node.tag = ["tag:yaml.org,2002:str", "!mine", "tag:example.com,2026:é"].randomElement(using: &random)
    }
    return node
  }

  private static let characters = Array(
    "  \n\n\tab:-?#,[]{}&*!|>'\"%@`~=<\\.0é漢😀\u{0}\u{1B}\u{7F}\u{85}\u{A0}\u{2028}\u{FEFF}\u{FFFD}\r".unicodeScalars)

  private func text(using random: inout SplitMix) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      text.unicodeScalars.append(Self.characters[Int.random(in: 0..<Self.characters.count, using: &random)])
    }
    return text
  }
}
