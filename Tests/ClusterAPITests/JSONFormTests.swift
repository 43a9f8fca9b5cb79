import ClusterAPI
import Foundation
import Testing

@Suite struct `The form of JSON` {
  private static let bases = [
    #"{"data": [[5.1, 3.5], [-0.0e+1, 1E-9]], "a\u00e9\n": {"b": [], "c": {}}, "d": [true, false, null, ""]}"#,
    "[]", "{}", " 1 ", "\"text\"", "null", "-12.5e3", "[1,2]\n", #"{"a":{"b":{"c":[{}]}}}"#,
  ]

  @Test(arguments: bases) func `is that of any value`(_ text: String) {
    #expect(JSONForm.holds(for: Array(text.utf8)))
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "{\"a\":1,}", "[,]", "{,}", "01", "1.", ".5", "+1", "1e", "nul", "truefalse", "'a'", "{a: 1}",
    "{\"a\" 1}", "{\"a\":}", "\"a", "\"\n\"", #""\x""#, #""\u12g4""#, "[1 2]", "[1]]", "1 2", "{\"a\":1 \"b\":2}", "[}",
    "\u{FEFF}1", "NaN", "-",
  ]) func `is not that of anything else`(_ text: String) {
    #expect(!JSONForm.holds(for: Array(text.utf8)))
  }

  @Test func `is not that of bytes that are no text`() {
    #expect(!JSONForm.holds(for: [UInt8(ascii: "\""), 0xE9, UInt8(ascii: "\"")]))
    #expect(!JSONForm.holds(for: Array(repeating: UInt8(ascii: "["), count: 1 << 20)))
  }

  /// Foundation's reader as the peer. It takes commas before an end, and escapes by number otherwise: these are left out.
  @Test func `is seen as another reader sees it, in what is made by chance`() {
    var state: UInt64 = 5
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let spice = Array("{}[],:\"\\/ 0123.-+eEtrufalsn\tb".utf8)
    var (valid, invalid) = (0, 0)
    for round in 0..<20_000 {
      var bytes = Array(Self.bases[round % Self.bases.count].utf8)
      for _ in 0...random(3) {
        let index = random(bytes.count)
        switch random(3) {
        case 0: bytes[index] = spice[random(spice.count)]
        case 1: bytes.insert(spice[random(spice.count)], at: index)
        default: if bytes.count > 1 { bytes.remove(at: index) }
        }
      }
      let text = String(decoding: bytes.filter { !" \t\n".utf8.contains($0) }, as: UTF8.self)
      if ["\\u", ",]", ",}"].contains(where: { text.contains($0) }) { continue }
      // Its verdict is all that matters.
      let other = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
      if other { valid += 1 } else { invalid += 1 }
      #expect(JSONForm.holds(for: bytes) == other, "\(String(decoding: bytes, as: UTF8.self))")
    }
    #expect(valid > 500 && invalid > 5_000)
  }
}
