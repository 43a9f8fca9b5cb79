import Foundation
import Intake
import Model
import Testing

@Suite struct `A hostile file` {
  @Test(arguments: [
    HostileFile("name: d\nx: \0", is: "d.yaml:2:4: error: the file is binary: it has a NUL byte"),
    HostileFile([0x61, 0x3A, 0x20, 0xE9], is: "d.yaml:1:4: error: the file is not valid UTF-8"),
    HostileFile([0xFF, 0xFE, 0x61, 0x00], is: "d.yaml:1:1: error: the file is UTF-16"),
    HostileFile("name: d\nx: a\u{7}", is: "d.yaml:2:5: error: the character U+0007 is not allowed"),
    HostileFile("name: d\nx: \u{2028}", is: "d.yaml:2:4: error: the character U+2028 is not allowed"),
    HostileFile("#", times: (1 << 20) + 1, is: "d.yaml:1:1: error: the file is larger than 1 MiB"),
    HostileFile("[", times: 200_000, is: "nested too deep"),
    HostileFile("- ", times: 200_000, is: "nested too deep"),
    HostileFile("{a: ", times: 100_000, is: "nested too deep"),
    HostileFile(nested(40), is: "d.yaml:1:33: error: the values are nested more than 32 deep"),
    HostileFile("? ", times: 100_000, is: "nested too deep"),
    HostileFile("{? ", times: 100_000, is: "nested too deep"),
    HostileFile("name: d\na: &a [x]\nb: [*a, *a]", is: "d.yaml:2:4: error: anchors (&name)"),
    HostileFile("name: d\na: &a [x]\nb: [*a, *a]", is: "d.yaml:3:5: error: an alias (*name) is not supported"),
    HostileFile(aliasBomb, is: "d.yaml:2:5: error: anchors (&name) and aliases (*name) are not supported"),
  ])
  func `is refused with a reason`(_ file: HostileFile) {
    #expect(problems(in: file.bytes).joined(separator: "\n").contains(file.reason))
  }

  @Test func `with a thousand mistakes has a hundred of them listed`() throws {
    let text = "name: d\n" + (0..<1_000).map { "key\($0): 1\n" }.joined()
    let error = #expect(throws: IntakeError.self) { try reader.deployment(from: text, named: "d") }
    #expect(error?.problems.count == 100)
    #expect(error?.description.hasSuffix("\nand 900 more") == true)
  }

  @Test func `with many duplicate keys ends with the one after the limit`() {
    let said = problems(in: (0..<40).map { "k\($0): {a: 1, a: 2}\n" }.joined())
    #expect(said.contains { $0.contains("duplicate key \"a\"") })
  }

  @Test func `cannot smuggle control characters into a message`() {
    let said = problems(in: "name: d\n\"a\\e[31mb\\u202Ec\\nd\": 1\n").joined()
    #expect(said.contains(#"unknown key "a\u{1B}[31mb\u{202E}c\nd""#))
  }

  /// Bytes of the examples are changed, left out, doubled and moved, always the same way.
  @Test(arguments: ["kubenet", "azure-cni-custom-dns", "private-cluster"])
  func `made from an example never crashes the reader and always has a placed reason`(_ name: String) throws {
    let original = Array(try Data(contentsOf: URL(fileURLWithPath: try examplePath(name))))
    let spice = Array("\t\n \"'#&*!|>%@`{}[],:?-~<0\u{7F}\u{0}\u{FEFF}é".utf8)
    var random = SplitMix(state: UInt64(name.count))
    for _ in 0..<1_000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, index + Int.random(in: 1...40, using: &random))
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.insert(spice[Int.random(in: 0..<spice.count, using: &random)], at: index)
        case 2: bytes.removeSubrange(index..<end)
        case 3: bytes.insert(contentsOf: bytes[index..<end], at: Int.random(in: 0...bytes.count, using: &random))
        case 4: bytes[index] = spice[Int.random(in: 0..<spice.count, using: &random)]
        default: bytes.removeSubrange(end...)
        }
      }
      do throws(IntakeError) {
        _ = try reader.deployment(from: bytes, named: "d.yaml")
      } catch {
        let lines = bytes.count(where: { $0 == 10 || $0 == 13 }) + 1
        #expect(!error.problems.isEmpty)
        for problem in error.problems {
          #expect(problem.place.map { (1...lines).contains($0.line) } == true, "\(problem)")
        }
      }
    }
  }
}

/// A file that must be refused, with what must be said about it. Shown by that: the file itself can be large.
struct HostileFile: CustomTestStringConvertible, Sendable {
  let bytes: [UInt8]
  let reason: String

  init(_ bytes: [UInt8], is reason: String) {
    self.bytes = bytes
    self.reason = reason
  }

  init(_ text: String, times count: Int = 1, is reason: String) {
    self.init(Array(String(repeating: text, count: count).utf8), is: reason)
  }

  var testDescription: String { reason }
}

private func nested(_ depth: Int) -> String {
  String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
}

/// Ten keys, each of which has the one before three times.
private let aliasBomb =
  "a0: &a0 [x, x, x]\n"
  + (1...10).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]\n" }.joined() + "? *a10\n: 1\n"

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
