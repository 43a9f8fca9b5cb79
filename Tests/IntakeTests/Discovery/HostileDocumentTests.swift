import Foundation
import Model
import TestSupport
import Testing

@testable import Intake

/// Documents changed, cut and mixed at random, always the same way: readers say what is wrong and where, or give a
/// deployment whose file can be read.
@Suite struct `A hostile document` {
  static let cases: [(name: String, bytes: [UInt8])] = {
    let own = Fixtures.all.map { ($0.name, Array($0.text.utf8)) }
    // A sample that cannot be read is another test's to tell.
    let samples = Samples.files.compactMap { name in (try? Samples.bytes(name)).map { (name, $0) } }
    return own + samples.filter { $0.1.count < 40_000 }
  }()

  @Test(arguments: cases.indices) func `never crashes a reader, and has a placed reason`(_ index: Int) throws {
    let original = Self.cases[index]
    var random = SplitMix(seed: UInt64(index + 1))
    for round in 0..<(index < Fixtures.all.count ? 40 : 8) {
      let bytes = round == 0 ? Array(original.bytes.dropLast(2)) : Self.mutated(original.bytes, &random)
      Self.check(bytes, named: original.name)
    }
  }

  @Test(arguments: cases.indices.filter { cases[$0].name.hasSuffix("json") })
  func `that is cut off is told as such`(_ index: Int) throws {
    let (name, bytes) = Self.cases[index]
    let end = bytes.lastIndex { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") } ?? 0
    for length in [end, end / 2, end / 7] where length > 0 {
      let error = #expect(throws: IntakeError.self) {
        try Discovery(from: [Discovery.Document(name: name, bytes: Array(bytes[..<length]))], reader: reader)
      }
      #expect(error?.problems.allSatisfy { $0.place != nil && !$0.message.isEmpty } == true)
    }
  }

  /// Values replaced by those of other types: the document stays JSON.
  @Test(arguments: cases.indices.filter { cases[$0].name.hasSuffix("json") })
  func `with values of other types never crashes a reader`(_ index: Int) throws {
    let name = Self.cases[index].name
    let text = String(decoding: Self.cases[index].bytes, as: UTF8.self)
    var random = SplitMix(seed: UInt64(index + 1))
    let others = ["null", "[]", "{}", "7", "-1", "1e99", "true", "\"\"", "\"[x]\"", "[[[]]]", "{\"a\":{}}", "[null]"]
    let quotes = text.indices.filter { text[$0] == "\"" }
    for _ in 0..<(index < Fixtures.all.count ? 60 : 8) {
      let first = Int.random(in: 0..<quotes.count - 1, using: &random)
      let other = others[Int.random(in: 0..<others.count, using: &random)]
      var spoiled = text
      spoiled.replaceSubrange(quotes[first]...quotes[first + 1], with: other)
      Self.check(Array(spoiled.utf8), named: name)
    }
  }

  private static func check(_ bytes: [UInt8], named name: String) {
    let lines = bytes.count(where: { $0 == 10 || $0 == 13 }) + 1
    func isPlaced(_ error: IntakeError) {
      #expect(!error.problems.isEmpty)
      for problem in error.problems {
        #expect(problem.place.map { (1...lines).contains($0.line) && $0.column > 0 } == true, "\(problem)")
      }
    }
    do throws(IntakeError) {
      let found = try Discovery(from: [Discovery.Document(name: name, bytes: bytes)], reader: reader)
      let read = try reader.deployment(from: found.text, named: "d.yaml")
      #expect(read.bare == found.deployment.bare)
    } catch {
      isPlaced(error)
    }
    do throws(IntakeError) { _ = try ReferenceReader.supportedVersions(from: bytes, named: name) } catch {
      isPlaced(error)
    }
    do throws(IntakeError) { _ = try ReferenceReader.serviceTags(from: bytes, named: name) } catch { isPlaced(error) }
  }

  private static func mutated(_ original: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    let spice = Array("\t\n \"'#&*!|>%@`{}[],:?-~<0\\u\u{7F}\u{0}\u{FEFF}é".utf8)
    var bytes = original
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let index = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, index + Int.random(in: 1...60, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.insert(spice[Int.random(in: 0..<spice.count, using: &random)], at: index)
      case 2: bytes.removeSubrange(index..<end)
      case 3: bytes.insert(contentsOf: bytes[index..<end], at: Int.random(in: 0...bytes.count, using: &random))
      case 4: bytes[index] = spice[Int.random(in: 0..<spice.count, using: &random)]
      default: bytes.removeSubrange(end...)
      }
    }
    return bytes
  }
}
