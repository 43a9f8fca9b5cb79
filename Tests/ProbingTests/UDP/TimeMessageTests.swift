import Model
import TestSupport
import Testing

@testable import Probing

/// 2026-01-31T09:00:00Z, in nanoseconds since 1970.
private let now: Int64 = 1_769_850_000_000_000_000
private let nonce: UInt64 = 0x0123_4567_89AB_CDEF

/// A server's answer, as RFC 5905 section 7.3 lays it out.
private struct Packet {
  var first: UInt8 = 0x24  // no warning, version 4, mode server
  var stratum: UInt8 = 2
  var reference: [UInt8] = [10, 0, 0, 1]
  var origin = nonce
  /// By how many nanoseconds the server is ahead.
  var ahead: Int64 = 0
  var isWithoutTime = false
  var length = 48

  var bytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 48)
    bytes[0] = first
    bytes[1] = stratum
    bytes.replaceSubrange(12..<16, with: reference)
    func put(_ value: UInt64, at start: Int) {
      for index in 0..<8 { bytes[start + index] = UInt8(truncatingIfNeeded: value >> UInt64(56 - 8 * index)) }
    }
    put(origin, at: 24)
    if !isWithoutTime {
      put(TimeMessage.timestamp(now + 10_000_000 + ahead), at: 32)
      put(TimeMessage.timestamp(now + 12_000_000 + ahead), at: 40)
    }
    return Array((bytes + [UInt8](repeating: 0, count: 20)).prefix(length))
  }

  /// Read by a client that asked at `now` and had the answer after 22 ms, of which 2 were the server's own.
  func read() throws -> TimeExchange.Reply {
    try TimeMessage.reply(bytes, to: nonce, sent: now, received: now + 22_000_000)
  }
}

@Suite struct `An NTP message` {
  @Test func `that asks has nothing of this machine in it but a number`() {
    let question = TimeMessage.question(nonce)
    #expect(question.count == 48)
    #expect(question[0] == 0x23)
    #expect(question[1..<40].allSatisfy { $0 == 0 })
    #expect(Array(question[40...]) == [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF])
  }

  @Test(arguments: [0, 1_500_000_000, -1_500_000_000, 86_400_000_000_000, -600_000_000_000] as [Int64])
  func `tells how far the server is ahead`(nanoseconds: Int64) throws {
    let reply = try Packet(ahead: nanoseconds).read()
    // There and back took as long: the offset is exact but for what rounding takes.
    #expect(abs(reply.offset - nanoseconds / 1_000) <= 2)
    #expect(abs(reply.roundTrip.microseconds - 20_000) <= 1)
    #expect(reply.stratum == 2)
    #expect(reply.tellsTime)
  }

  @Test func `reads across the end of an era`() throws {
    // 2036-02-07T06:28:16Z is second 0 of era 1 (RFC 5905 section 6).
    let turn: Int64 = 2_085_978_496_000_000_000
    var bytes = Packet().bytes
    let later = TimeMessage.timestamp(turn + 1_000_000_000)
    for index in 0..<8 { bytes[32 + index] = UInt8(truncatingIfNeeded: later >> UInt64(56 - 8 * index)) }
    for index in 0..<8 { bytes[40 + index] = bytes[32 + index] }
    let reply = try TimeMessage.reply(bytes, to: nonce, sent: turn - 1_000_000_000, received: turn - 1_000_000_000)
    #expect(abs(reply.offset - 2_000_000) <= 1)
  }

  @Test(
    arguments: [
      ("RATE", "RATE"), ("DENY", "DENY"), ("RSTR", "RSTR"), ("x7~ ", nil),
    ] as [(String, String?)])
  func `may be a kiss of death`(code: String, kiss: String?) throws {
    let reply = try Packet(first: 0xE4, stratum: 0, reference: Array(code.utf8), isWithoutTime: true).read()
    #expect(reply.kiss == kiss)
    #expect(!reply.tellsTime)
  }

  @Test(arguments: [(0xE4, 3), (0x24, 16), (0x24, 0)] as [(UInt8, UInt8)])
  func `of a clock that is not synchronized tells no time`(first: UInt8, stratum: UInt8) throws {
    #expect(try !Packet(first: first, stratum: stratum, reference: [0, 0, 0, 0]).read().tellsTime)
  }

  @Test(arguments: [
    (Packet(length: 47), "47 bytes, too few for NTP"),
    (Packet(length: 0), "0 bytes, too few for NTP"),
    (Packet(first: 0x23), "not an answer of an NTP server (mode 3)"),
    (Packet(first: 0x3C), "version 7 of NTP"),
    (Packet(first: 0x04), "version 0 of NTP"),
    (Packet(origin: nonce + 1), "an answer to another question"),
    (Packet(origin: 0), "an answer to another question"),
    (Packet(isWithoutTime: true), "no time in it"),
  ])
  fileprivate func `that is no answer to the question says why`(packet: Packet, reason: String) {
    #expect(throws: TimeMessage.Mismatch(reason: reason)) { try packet.read() }
  }

  @Test func `may be longer than its header`() throws {
    #expect(try Packet(length: 68).read().tellsTime)
  }

  @Test func `of random bytes is never taken for the time`() {
    var numbers = SplitMix(seed: 20_261_121)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...96, using: &numbers)).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      #expect(throws: TimeMessage.Mismatch.self) {
        try TimeMessage.reply(bytes, to: nonce, sent: now, received: now + 1)
      }
    }
  }
}
