import Foundation
import TestSupport
import Testing
import YAML

@Suite struct `A word without quotes` {
  @Test(arguments: [
    "", "~", "null", "NULL", "y", "N", "yes", "No", "ON", "off", "true", "False", "=", "<<", "0", "-1", "+12", "1_000",
    "0b101", "017", "0o17", "0x1F", "1.5", "1.", ".5", "-.5", "1e3", "1.5E-3", "190:20:30", "190:20:30.15", ".inf",
    "-.INF", ".NaN", "2026-11-22", "2026-11-22T01:02:03Z", "2026-1-2 3:04:05.6 +7:00",
  ]) func `is taken for something else than text`(_ text: String) {
    #expect(!YAMLNode.readsAsText(text))
  }

  @Test(arguments: [
    "a", "nul", "nULL", "yEs", "Yess", "truth", "one", "/", "-", "+", ".", "..", "-a", "1a", "10.0.0.1", "1.2.3", "0x",
    "0b2", "1e", "1e+", "1:60", "1:2:", "::1", ".e3", "+.nan", "._1", "2026-11-2", "2026-11-22T", "2026-11-22x",
    "12-34",
    "100Mi", "1h", "é",
  ]) func `is text to everybody`(_ text: String) {
    #expect(YAMLNode.readsAsText(text))
  }

  /// What PyYAML takes for something else than text is that to us, too; what only we do is a number of YAML 1.2's core
  /// schema, or one of the words and ways of writing numbers that YAML 1.1 has and PyYAML leaves out.
  @Test(.enabled(if: PyYAML.isAvailable, "python3-yaml is not installed")) func `is text to PyYAML where it is to us`()
    async throws
  {
    var random = SplitMix(state: 7)
    let characters = Array("00112359+--..__:::eExXboOTZ ntyYfalsu~")
    var words: Set<String> = ["yes", "2026-11-22", "1:30", "0x1F", ".inf", "-.inf", "y", "1e3", "0o7", "~"]
    while words.count < 20_000 {
      words.insert(
        String((0..<Int.random(in: 1...8, using: &random)).compactMap { _ in characters.randomElement(using: &random) })
      )
    }
    for date in 0..<2_000 {
      let time = ["", "T1:02:03", " 01:02:03.5", "t01:02:03Z", " 1:2:3", "T01:02:03 -5", "T01:02:03+05:3"][date % 7]
      words.insert("20\(date % 30)-\(date % 13)-\(date % 32)\(time)")
    }
    let list = words.sorted()
    let verdicts: [Bool] = try await PyYAML.answers(
      to: list,
      by: #"""
        import json, re, sys, yaml
        resolver = yaml.resolver.Resolver()
        more = re.compile(r"""(?:
          [yYnN]
          | [-+]?(?:0o[0-7_]+|0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)
          | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
          | [-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?
          | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?
            [ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?)?
        )""", re.VERBOSE)
        text = "tag:yaml.org,2002:str"
        for word in json.load(open(sys.argv[1])):
            is_text = resolver.resolve(yaml.ScalarNode, word, (True, False)) == text
            print(json.dumps(is_text and not more.fullmatch(word)))
        """#)
    #expect(verdicts.count == list.count)
    #expect(verdicts.contains(true) && verdicts.contains(false))
    let differing = zip(list, verdicts).filter { YAMLNode.readsAsText($0) != $1 }.map(\.0)
    #expect(differing == [])
  }
}
