import FoundationEssentials
import Testing

@testable import Reporting

@Suite struct `JSON text` {
  @Test(arguments: Sample.allCases) func `of a document has the bytes of Foundation's encoder`(sample: Sample) throws {
    #expect(JSONText.encoded(sample.document) == (try Self.foundation(sample.document, [.prettyPrinted])))
    #expect(JSONText.line(sample.document) == (try Self.foundation(sample.document, [])))
  }

  @Test func `of everything that values can be has the bytes of Foundation's encoder`() throws {
    #expect(JSONText.encoded(Everything()) == (try Self.foundation(Everything(), [.prettyPrinted])))
    #expect(JSONText.line(Everything()) == (try Self.foundation(Everything(), [])))
  }

  @Test func `of a single value is that value`() throws {
    #expect(JSONText.line("a") == "\"a\"\n")
    #expect(JSONText.line(12) == "12\n")
    #expect(JSONText.encoded([Int]()) == "[\n\n]\n")
    #expect(JSONText.line(Int?.none) == "null\n")
  }

  static let escapes: [(text: String, json: String)] = [
    ("plain /text\\", #""plain /text\\""#), ("\u{1B}[31m", #""\u001b[31m""#), ("\u{7F}\u{9B}", #""\u007f\u009b""#),
    ("\u{202E}gpj", #""\u202egpj""#), ("\u{E0041}", #""\udb40\udc41""#), ("é Ω 名 😀", #""é Ω 名 😀""#),
    ("\"\r\n\t\u{8}\u{C}\u{0}", #""\"\r\n\t\b\f\u0000""#),
  ]

  @Test(arguments: escapes) func `escapes what a terminal could obey`(text: String, json: String) {
    #expect(JSONText.line(text) == json + "\n")
    #expect(JSONText.line([text: 1]) == "{\(json):1}\n")
  }

  private static func foundation(
    _ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting
  ) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting.union([.sortedKeys, .withoutEscapingSlashes])
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}

/// Every way in which a value can describe itself.
private struct Everything: Encodable {
  enum Choice: Encodable {
    case nothing
    case one(Int)
    case several(name: String, at: [Double?])
  }

  struct ByHand: Encodable {
    enum Key: String, CodingKey {
      case z, a, m
    }

    func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: Key.self)
      var array = object.nestedUnkeyedContainer(forKey: .z)
      try array.encode(1)
      var inner = array.nestedContainer(keyedBy: Key.self)
      try inner.encode("x", forKey: .m)
      try inner.encodeNil(forKey: .a)
      try array.encodeNil()
      var list = array.nestedUnkeyedContainer()
      try list.encode(["deep"])
      var again = encoder.container(keyedBy: Key.self)
      try again.encode(true, forKey: .m)
      try [1, 2].encode(to: object.superEncoder(forKey: .a))
      try "above".encode(to: object.superEncoder())
    }
  }

  var zeta = "last/first \"quoted\" \\ \u{1}\u{8}\u{C}\n\r\t\u{1F} é 名 😀"
  var alpha: Int? = nil
  var numbers: [Double] = [0, -0.0, 1, 0.1, 1e20, 1e-7, 123_456.789, .pi, .infinity, -.infinity, .nan]
  var floats: [Float] = [0.1, 3]
  var whole = [Int.min, .max, 0]
  var unsigned = UInt64.max
  var small: [Int8] = [-128, 127]
  var flags = [true, false]
  var keys = ["b": 1, "a10": 2, "a2": 3, "B": 4, "": 5, "é": 6, "ä\u{308}": 7, "\"": 8, "z\n": 9]
  var numbered = [7: "seven"]
  var empty = [String: Int]()
  var nested: [[[Int]]] = [[], [[]], [[1], []]]
  var choices: [Choice] = [.nothing, .one(1), .several(name: "s", at: [1, nil])]
  var byHand = [ByHand(), ByHand()]
}
