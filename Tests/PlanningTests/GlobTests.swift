import Planning
import Testing

@Suite struct `A glob` {
  @Test(arguments: [
    ("mcr*", "mcr", true), ("mcr*", "mcrData", true), ("mcr", "mcrData", false),
    ("*/mcr-*", "cluster-creation/mcr-answers", true),
    ("a?c", "abc", true), ("a?c", "ac", false), ("*", "", true), ("", "", true), ("", "a", false),
    ("*a*b", "aab", true), ("*a*b", "aba", false), ("a*a", "a", false),
  ])
  func `matches the whole text`(pattern: String, text: String, expected: Bool) {
    #expect(Glob(pattern).matches(text) == expected)
  }

  @Test func `is not slow on many stars`() {
    let text = String(repeating: "a", count: 5_000)
    #expect(!Glob(String(repeating: "*a", count: 50) + "b").matches(text))
  }
}
