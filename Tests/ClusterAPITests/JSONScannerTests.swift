import Testing

@testable import ClusterAPI

@Suite struct `A JSON scanner` {
  /// A document with all that JSON has.
  private static let document = #"""
    {"kind": "PodList", "metadata": {"continue": "abc\/d\n", "remainingItemCount": 12, "x": [1, 2, {"y": null}]},
     "items": [{"a": "\u00e9\ud83d\ude00\ud83d", "b": [true, false, null, -1.5e3], "c": {"d": {"e": "f"}, "g": []}},
               {"a": "", "b": [], "c": {}}, 7 ],
     "rest": [[[]], {}, "\"]}"]}
    """#

  private func items(of text: String, mask: FieldMask, pieces size: Int) throws -> ([JSONValue], JSONValue) {
    var scanner = JSONScanner(keeping: mask)
    let bytes = Array(text.utf8)
    var items: [JSONValue] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      items += try scanner.take(Array(bytes[start..<min(start + size, bytes.count)]))
    }
    return (items, try scanner.finish())
  }

  @Test(arguments: [1, 2, 3, 7, 16, 1_000])
  func `reads the same however the document is cut`(size: Int) throws {
    let (items, document) = try items(of: Self.document, mask: .all, pieces: size)
    #expect(items.count == 3)
    #expect(items[0]["a"] == .text("é😀\u{FFFD}"))
    #expect(items[0]["b"]?.items == [.boolean(true), .boolean(false), .null, .number(spelling: "-1.5e3")])
    #expect(items[0]["c", "d", "e"] == .text("f"))
    #expect(items[2] == .number(spelling: "7"))
    #expect(document["metadata", "continue"] == .text("abc/d\n"))
    #expect(document["metadata", "remainingItemCount"]?.integer == 12)
    #expect(document["items"] == .list([]))
    #expect(document["rest"]?.items.last == .text("\"]}"))
  }

  @Test func `keeps what the mask names and nothing else`() throws {
    let mask: FieldMask = ["kind": .all, "items": ["a": .all, "c": ["d": .whole("e", "h")]]]
    let (items, document) = try items(of: Self.document, mask: mask, pieces: 5)
    #expect(document == .object(["kind": .text("PodList"), "items": .list([])]))
    #expect(
      items[0]
        == .object(["a": .text("é😀\u{FFFD}"), "c": .object(["d": .object(["e": .text("f")])])]))
  }

  @Test(arguments: [
    "", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}", "[1,]", "[1 2]", "{\"a\" 1}", "tru", "trux", "nul", "01x",
    "{\"a\":\"\u{1}\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}", "{]", "[}", "{\"a\":1}}", "1 2", "<html>", "- 1",
    "{1:2}", "[1]]", "\"a", "{\"a\":--1}",
  ])
  func `refuses what is no JSON`(text: String) {
    #expect(throws: JSONError.self) { try items(of: text, mask: .all, pieces: 2) }
    // The form is checked as well where nothing is kept.
    #expect(throws: JSONError.self) { try items(of: text, mask: .only([:]), pieces: 2) }
  }

  @Test func `bounds depth and size`() throws {
    let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
    #expect(throws: JSONError(.tooDeep, at: 64)) { try items(of: deep, mask: .all, pieces: 65_536) }
    let large = "{\"items\":[{\"a\":\"\(String(repeating: "x", count: JSONScanner.keptLimit + 1))\"}]}"
    let error = #expect(throws: JSONError.self) { try items(of: large, mask: .all, pieces: 65_536) }
    #expect(error?.reason == .tooLarge)
    // What is not kept may be as large as it likes, and many items may be so together.
    let skipped = try items(of: large, mask: ["items": ["b": .all]], pieces: 65_536)
    #expect(skipped.0 == [.object([:])])
    let many =
      "{\"items\":[\(repeatElement("{\"a\":\"\(String(repeating: "x", count: 1 << 20))\"}", count: 4).joined(separator: ","))]}"
    #expect(try items(of: many, mask: .all, pieces: 65_536).0.count == 4)
  }
}
