import Model
import TestSupport
import Testing

@testable import Probing

@Suite struct `A hostile DNS message` {
  /// What the message's one answer is, and why it is refused.
  struct Case: CustomTestStringConvertible {
    let reason: String
    let message: DNSBytes
    var testDescription: String { reason }

    init(_ reason: String, flags: UInt16 = 0x8180, answers: UInt16 = 1, _ build: (inout DNSBytes) -> Void) {
      self.reason = reason
      var message = DNSBytes.response(flags: flags, answers: answers)
      build(&message)
      self.message = message
    }
  }

  /// The question ends, and the first answer begins, at byte 33.
  static let cases: [Case] = [
    Case("a compression pointer in answer 1 of 1 does not point back") { $0.addPointer(to: 33) },
    Case("a compression pointer in answer 1 of 1 does not point back") { $0.addPointer(to: 35) },
    Case("a compression pointer in answer 1 of 1 does not point back") { $0.addPointer(to: 0x3FFF) },
    // A label, then a pointer to that label: it points back, and loops.
    Case("a compression pointer in answer 1 of 1 does not point back") {
      $0.bytes += [1, 97]
      $0.addPointer(to: 33)
    },
    Case("a compression pointer in answer 1 of 1 points into the header") { $0.addPointer(to: 4) },
    // Into the middle of the question: its last bytes read as a label that would run past the pointer.
    Case("a compression pointer in answer 1 of 1 leads back to itself") { $0.addPointer(to: 30) },
    Case("answer 1 of 1 has a label of a kind that does not exist") { $0.bytes += [0x41, 0] },
    Case("answer 1 of 1 has a label of a kind that does not exist") { $0.bytes += [0x80, 0] },
    Case("answer 1 of 1 is longer than 255 bytes") { message in
      for _ in 0..<5 { message.bytes += [63] + Array(repeating: 97, count: 63) }
      message.bytes.append(0)
    },
    Case("the message ends within answer 1 of 1") { _ in },
    Case("the message ends within answer 2 of 65535", answers: 65_535) {
      $0.addRecord(type: 1, data: [10, 0, 0, 1])
    },
    Case("the message ends within answer 1 of 1") { $0.addRecord(type: 1, data: [10, 0, 0, 1], length: 60_000) },
    Case("the data of answer 1 of 1 has the wrong length, 3 bytes") { $0.addRecord(type: 1, data: [10, 0, 0]) },
    Case("the data of answer 1 of 1 has the wrong length, 4 bytes") { $0.addRecord(type: 28, data: [10, 0, 0, 1]) },
    Case("the data of answer 1 of 1 has the wrong length, 4 bytes") { $0.addRecord(type: 5, data: [1, 97, 0, 0]) },
    Case("the data of answer 1 of 1 has the wrong length, 2 bytes") { $0.addRecord(type: 5, data: [9, 97]) },
    Case("the data of answer 1 of 1 has the wrong length, 6 bytes", flags: 0x8380) {
      $0.addRecord(type: 6, data: [1, 97, 0, 1, 97, 0])
    },
    Case("the message is a query, not a response", flags: 0x0180) { $0.addRecord(type: 1, data: [10, 0, 0, 1]) },
    Case("the message has opcode 5, not that of a query", flags: 0xA980) { _ in },
  ]

  @Test(arguments: cases) func `is refused with the reason`(hostile: Case) {
    #expect(throws: MessageError.self) { try ReceivedMessage(hostile.message.bytes) }
    #expect(Self.reason(hostile.message.bytes) == hostile.reason)
  }

  @Test(arguments: 0..<12) func `is refused when even the header is short`(length: Int) {
    #expect(Self.reason(Array(repeating: 0x80, count: length)) == "the message ends within the header")
  }

  @Test func `is read in time proportional to its length`() throws {
    // Each name hops through all before it: 60,000 bytes of pointers to pointers.
    var message = DNSBytes.response(answers: 1)
    while message.bytes.count < 8_000 {
      message.addPointer(to: message.bytes.count == 33 ? 12 : message.bytes.count - 2)
    }
    #expect(Self.reason(message.bytes) != nil)
  }

  @Test func `never crashes, however it is changed`() throws {
    var good = DNSBytes.response(answers: 3, authority: 1, additional: 1)
    good.addRecord(type: 5, data: DNSBytes.name("edge.example.net"))
    good.addRecord(type: 1, data: [20, 1, 2, 3])
    good.addRecord(type: 28, data: Array(repeating: 7, count: 16))
    good.addRecord(type: 6, data: DNSBytes.name("ns.example.com") + [0xC0, 16] + Array(repeating: 0, count: 20))
    good.addOptions(options: [0, 15, 0, 4, 0, 22, 111, 107])
    _ = try ReceivedMessage(good.bytes)

    var random = SplitMix(seed: 42)
    var refused = 0
    for _ in 0..<20_000 {
      var bytes = good.bytes
      for _ in 0...Int(random.next() % 4) {
        let position = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 6 {
        case 0: bytes[position] = 0xC0
        case 1: bytes[position] = 0xFF
        case 2: bytes.removeLast(bytes.count - max(1, position))
        case 3: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: position)
        default: bytes[position] = UInt8(truncatingIfNeeded: random.next())
        }
      }
      if Self.reason(bytes) != nil { refused += 1 }
    }
    // Some changes leave a readable message; a decoder that refuses all, or none, is broken.
    #expect((5_000..<19_000).contains(refused))
  }

  private static func reason(_ bytes: [UInt8]) -> String? {
    do throws(MessageError) {
      _ = try ReceivedMessage(bytes)
      return nil
    } catch {
      return error.reason
    }
  }
}
