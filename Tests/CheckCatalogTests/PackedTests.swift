import CatalogTree
import Testing

@Suite struct `A packed document` {
  @Test(arguments: [
    "a: 1\nb: [x, 'y', \"z\"]\nc:\n- {d: e}\n",
    "[]", "{}", "''", "- \n- ''\n- |\n  one\n  two;T1,2,3;\n",
    "{naïve: \"\\u0301é\\r\\n\\t日本\", ? [a, b] : c}",
  ]) func `is the one that was packed`(text: String) throws {
    let document = try #require(try CatalogNode.document(in: text))
    #expect(CatalogNode(packed: document.packed) == document)
  }

  @Test func `keeps every place of the catalog's own files`() throws {
    for (name, text) in try CatalogTexts.all() {
      let document = try #require(try CatalogNode.document(in: text))
      #expect(CatalogNode(packed: document.packed) == document, "\(name)")
    }
  }
}
