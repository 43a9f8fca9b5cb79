import Foundation
import TestSupport
import Testing
import YAML

@Suite(.enabled(if: PyYAML.isAvailable, "python3-yaml is not installed")) struct `Another reader of YAML` {
  /// The lines of an outline, as PyYAML's events have them; a text that it refuses gives one line, `error`.
  private static let program = #"""
    import json, sys, yaml
    styles = {None: "plain", "'": "singleQuoted", '"': "doubleQuoted", "|": "literal", ">": "folded"}
    def line(event, *words):
        mark = event.start_mark
        tag = getattr(event, "tag", None)
        properties = ([f"<{tag}>"] if tag else []) + ([f"&{event.anchor}"] if event.anchor else [])
        return " ".join([f"{mark.line + 1}:{mark.column + 1}", *properties, *words])
    def lines(text):
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                mark = event.start_mark
                yield f"{mark.line + 1}:{mark.column + 1} *{event.anchor}"
            elif isinstance(event, yaml.ScalarEvent): yield line(event, styles[event.style or None], event.value)
            elif isinstance(event, yaml.SequenceStartEvent):
                yield line(event, "flow" if event.flow_style else "block", "sequence")
            elif isinstance(event, yaml.MappingStartEvent):
                yield line(event, "flow" if event.flow_style else "block", "mapping")
            elif isinstance(event, yaml.CollectionEndEvent): yield "end"
            elif isinstance(event, yaml.DocumentStartEvent): yield "document"
    for text in json.load(open(sys.argv[1])):
        try: print(json.dumps(list(lines(text))))
        except yaml.YAMLError: print(json.dumps(["error"]))
    """#

  /// The same of what we read.
  private func lines(_ text: String) -> [String] {
    do throws(YAMLError) {
      return try YAMLNode.documents(in: text).flatMap { ["document"] + lines($0) }
    } catch {
      return ["error"]
    }
  }

  private func lines(_ node: YAMLNode) -> [String] {
    var lines = outline(node)
    // Texts as they are: Python and Swift escape differently.
    switch node.content {
    case .scalar(let text, let style):
      let first = lines[0].prefix(lines[0].count - text.debugDescription.count)
      #expect(first.hasSuffix("\(style) "))
      return [first + text]
    case .alias: return lines
    case .sequence(let items, _): lines = [lines[0]] + items.flatMap(self.lines) + ["end"]
    case .mapping(let members, _):
      lines = [lines[0]] + members.flatMap { self.lines($0.key) + self.lines($0.value) } + ["end"]
    }
    return lines
  }

  /// Every YAML file of this repository.
  private func files() throws -> [String] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try ["checks", "Tests/AllowLists"].flatMap { folder in
      let base = root.appendingPathComponent(folder)
      let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
      return try paths.filter { $0.hasSuffix(".yaml") }.sorted().map {
        try String(contentsOf: base.appendingPathComponent($0), encoding: .utf8)
      }
    }
  }

  @Test func `reads this repository's files alike, with places and styles`() async throws {
    let texts = try files()
    #expect(texts.count >= 15)
    let others: [[String]] = try await PyYAML.answers(to: texts, by: Self.program)
    #expect(others.count == texts.count)
    for (text, other) in zip(texts, others) {
      let ours = lines(text)
      #expect(ours.count > 10 && ours == other, "\(text.prefix(60))")
    }
  }

  /// Where both read something, it is the same.
  @Test func `reads what is made of them by chance alike, where it reads it at all`() async throws {
    let originals = try files().map { Array($0.unicodeScalars.prefix(1_500)) }
    let spice = Array("\t\n \n  \"'#&*!|>%{}[],:?-~<é😀\r".unicodeScalars)
    var random = SplitMix(state: 1)
    var texts: [String] = []
    for original in originals {
      for _ in 0..<60 {
        var scalars = original
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          let index = Int.random(in: 0..<scalars.count, using: &random)
          let end = min(scalars.count, index + Int.random(in: 1...20, using: &random))
          switch Int.random(in: 0..<4, using: &random) {
          case 0: scalars[index] = spice[Int.random(in: 0..<spice.count, using: &random)]
          case 1: scalars.insert(spice[Int.random(in: 0..<spice.count, using: &random)], at: index)
          case 2: scalars.removeSubrange(index..<end)
          default: scalars.insert(contentsOf: scalars[index..<end], at: index)
          }
        }
        texts.append(String(String.UnicodeScalarView(scalars)))
      }
    }
    let others: [[String]] = try await PyYAML.answers(to: texts, by: Self.program)
    #expect(others.count == texts.count)
    var compared = 0
    for (text, other) in zip(texts, others) where other != ["error"] {
      let ours = lines(text)
      guard ours != ["error"] else { continue }
      compared += 1
      #expect(ours == other, "\(text.debugDescription)")
    }
    #expect(compared > texts.count / 4)
  }

  /// What manifests are made of.
  @Test func `reads what we write`() async throws {
    var random = SplitMix(state: 3)
    let characters = Array("  \n\tab:-?#,[]{}&*!|>'\"%@`~=\\.0é漢😀\u{1B}\u{A0}".unicodeScalars)
    let nodes = (0..<2_000).map { index in
      var text = ""
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        text.unicodeScalars.append(characters[Int.random(in: 0..<characters.count, using: &random)])
      }
      let styles = YAMLNode.ScalarStyle.allCases
      let value = YAMLNode(.scalar(text, styles[index % styles.count]))
      return YAMLNode(
        .mapping(
          [YAMLNode.Member(key: YAMLNode(.scalar("key", .plain)), value: value)], index % 3 == 0 ? .flow : .block))
    }
    let texts = try nodes.map { try YAMLNode.text(of: [$0]) }
    let others: [String] = try await PyYAML.answers(
      to: texts,
      by: """
        import json, sys, yaml
        for text in json.load(open(sys.argv[1])):
            print(json.dumps(yaml.load(text, Loader=yaml.BaseLoader)["key"]))
        """)
    #expect(others.count == nodes.count)
    for (node, other) in zip(nodes, others) {
      guard case .mapping(let members, _) = node.content, case .scalar(let text, _) = members[0].value.content else {
        Issue.record("the test has made something else")
        continue
      }
      #expect(text == other)
    }
  }
}
