import CatalogTree
import Testing

@Suite struct `A packed document` {
  @Test(arguments: [
    "a: 1\nb: [x, 'y', \"z\"]\nc:\n- {d: e}\n",
    "[]", "{}", "''", "- \n- ''\n- |\n  one\n  two;T00010001\n",
    "{naïve: \"\\u0301é\\r\\n\\t日本\", ? [a, b] : c}",
  ]) func `is the one that was packed`(text: String) throws {
    let document = try #require(try CatalogNode.document(in: text))
    #expect(PackedNode(document).unpacked == document)
  }

  @Test func `keeps every place of the catalog's own files`() throws {
    for (name, text) in try CatalogTexts.all() {
      let document = try #require(try CatalogNode.document(in: text))
      #expect(PackedNode(document).unpacked == document, "\(name)")
    }
  }

  @Test func `has no text but that of scalars`() {
    let list = PackedNode(CatalogNode(.list([]), line: 3, column: 7))
    #expect(list.text == nil)
    #expect(list.line == 3 && list.column == 7)
    let long = PackedNode(CatalogNode(.text(""), line: 262_144, column: 524_288))
    #expect(long.text == "" && long.line == 262_144 && long.column == 524_288)
  }

  @Test func `is visited until it is enough`() throws {
    let document = PackedNode(try #require(try CatalogNode.document(in: "{a: 1, b: 2, c: 3}")))
    var seen: [String] = []
    document.forEachMember { name, _, _ in
      seen.append(name ?? "none")
      return name == "b" ? .enough : .next
    }
    #expect(seen == ["a", "b"])
  }
}

extension PackedNode {
  /// The tree that was packed.
  fileprivate var unpacked: CatalogNode {
    switch kind {
    case .text: return CatalogNode(.text(text ?? ""), line: line, column: column)
    case .list: return CatalogNode(.list(nodes.map(\.unpacked)), line: line, column: column)
    case .mapping:
      var members: [CatalogNode.Member] = []
      forEachMember { _, key, value in
        members.append(CatalogNode.Member(key: key.unpacked, value: value.unpacked))
        return .next
      }
      return CatalogNode(.mapping(members), line: line, column: column)
    }
  }
}
