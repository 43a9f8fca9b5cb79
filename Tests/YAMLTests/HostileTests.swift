import Testing
import YAML

@Suite struct `A hostile YAML text` {
  @Test(arguments: ["[", "- ", "{a: ", "? ", "{? ", "[{a: ", "!!seq &a [", "- - ? - "])
  func `that nests a hundred thousand deep is refused at the limit`(_ opening: String) {
    let text = String(repeating: opening, count: 100_000)
    #expect(refusal(of: text) == .nesting)
  }

  /// Without the document: there are so many nodes in it that a message with all would take longer than the test.
  private func refusal(of text: String) -> YAMLError.Kind? {
    do throws(YAMLError) {
      _ = try YAMLNode.document(in: text)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test func `may nest as deep as is allowed, and no deeper`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try YAMLNode.document(in: nested(YAMLNode.depthLimit)) != nil)
    #expect(try YAMLNode.document(in: nested(3), depthLimit: 3) != nil)
    let error = #expect(throws: YAMLError.self) { try YAMLNode.document(in: nested(4), depthLimit: 3) }
    #expect(error?.kind == .nesting)
    #expect(error?.mark.description == "1:4")
    // The same, as lines: each closes the one before.
    let flat = String(repeating: "- [[a]]\n", count: 10_000)
    let isRead = try YAMLNode.document(in: flat, depthLimit: 3) != nil
    #expect(isRead)
  }

  /// A hundred keys, each of which has the one before nine times: 9¹⁰⁰ values, unless aliases stay names.
  @Test func `cannot unfold aliases`() throws {
    let lines = (1...100).map { number in
      "a\(number): &a\(number) [" + Array(repeating: "*a\(number - 1)", count: 9).joined(separator: ", ") + "]\n"
    }
    let node = try #require(try YAMLNode.document(in: "a0: &a0 x\n" + lines.joined() + "? *a100\n: y\n"))
    guard case .mapping(let members, .block) = node.content else { throw Unexpected() }
    #expect(members.count == 102)
    #expect(members.last?.key.content == .alias("a100"))
    guard case .sequence(let items, .flow) = members[100].value.content else { throw Unexpected() }
    #expect(items.map(\.content) == Array(repeating: .alias("a99"), count: 9))
  }

  @Test func `with an alias to what it is in is read to its end`() throws {
    let node = try #require(try YAMLNode.document(in: "&a [*a, {*a : *a}]"))
    #expect(
      outline(node) == [
        "1:1 &a flow sequence", "1:5 *a", "1:9 flow mapping", "1:10 *a", "1:15 *a", "end", "end",
      ])
  }

  /// Work that grows with the square of the length would take minutes.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "k: v\n", "? a\n", "- &a b\n", "*a : *b\n", "#\n", "'a' : [b, {c: d}]\n", "- |\n  a\n", "- !!str a\n", "{a: [],",
      "a ", "\"a\"\n", "&", "- \"\\\n",
    ])
  func `of a megabyte is read or refused at once`(_ line: String) {
    let text = String(repeating: line, count: (1 << 20) / line.utf8.count)
    #expect([nil, .syntax, .nesting].contains(refusal(of: text)))
  }

  private struct Unexpected: Error {}
}
