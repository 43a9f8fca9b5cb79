import Model

/// The packets of NTP (RFC 5905 section 7.3), as a client needs them. Pure: bytes in, facts out.
enum TimeMessage {
  /// Bytes of a header; what may follow are extensions, which nobody is asked for.
  static let length = 48

  /// Why a packet is no answer to the question.
  struct Mismatch: Error, Hashable {
    var reason: String
  }

  /// A client's question. It carries a random number instead of the time: the server repeats it, so that nobody who did
  /// not see the question can answer, and it tells nothing of this machine (RFC 5905 section 7.3, Origin Timestamp).
  static func question(_ nonce: UInt64) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: length)
    bytes[0] = 4 << 3 | 3  // version 4, mode client
    for index in 0..<8 { bytes[40 + index] = UInt8(truncatingIfNeeded: nonce >> UInt64(56 - 8 * index)) }
    return bytes
  }

  /// What the server says, given when the question left and the answer came, both in nanoseconds since 1970 by this
  /// machine's clock.
  static func reply(
    _ bytes: [UInt8], to nonce: UInt64, sent: Int64, received: Int64
  ) throws(Mismatch) -> TimeExchange.Reply {
    guard bytes.count >= length else { throw Mismatch(reason: "\(bytes.count) bytes, too few for NTP") }
    let version = bytes[0] >> 3 & 7
    guard (1...4).contains(version) else { throw Mismatch(reason: "version \(version) of NTP") }
    guard bytes[0] & 7 == 4 else { throw Mismatch(reason: "not an answer of an NTP server (mode \(bytes[0] & 7))") }
    guard word(bytes, at: 24) == nonce else { throw Mismatch(reason: "an answer to another question") }

    let stratum = Int(bytes[1])
    let kiss = stratum == 0 ? kissCode(bytes[12..<16]) : nil
    let (arrived, left) = (word(bytes, at: 32), word(bytes, at: 40))
    // Only a server that tells no time may leave its own out.
    let hasTimes = arrived != 0 && left != 0
    guard hasTimes || stratum == 0 || stratum > 15 || bytes[0] >> 6 == 3 else {
      throw Mismatch(reason: "no time in it")
    }
    guard hasTimes else {
      return TimeExchange.Reply(
        stratum: stratum, leap: Int(bytes[0] >> 6), kiss: kiss, offset: 0, roundTrip: span(received - sent))
    }
    let there = difference(arrived, timestamp(sent))
    let back = difference(left, timestamp(received))
    let within = difference(left, arrived)
    return TimeExchange.Reply(
      stratum: stratum, leap: Int(bytes[0] >> 6), kiss: kiss, offset: (there + back) / 2,
      roundTrip: Milliseconds(microseconds: max(0, (received - sent) / 1_000 - max(0, within))))
  }

  /// Seconds since 1900 and their 32-bit fraction, as the era's number leaves them.
  static func timestamp(_ nanoseconds: Int64) -> UInt64 {
    let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    let fraction = (UInt64(bitPattern: rest) << 32) / 1_000_000_000
    return UInt64(UInt32(truncatingIfNeeded: seconds + secondsFrom1900To1970)) << 32 | fraction
  }

  private static let secondsFrom1900To1970: Int64 = 2_208_988_800

  /// How far one moment is after the other, in microseconds. Right for moments within 68 years of each other, whatever
  /// their eras (RFC 5905 section 6).
  private static func difference(_ late: UInt64, _ early: UInt64) -> Int64 {
    let units = Int64(bitPattern: late &- early)
    return (units >> 32) * 1_000_000 + (((units & 0xFFFF_FFFF) * 1_000_000) >> 32)
  }

  private static func span(_ nanoseconds: Int64) -> Milliseconds {
    Milliseconds(microseconds: max(0, nanoseconds / 1_000))
  }

  private static func word(_ bytes: [UInt8], at start: Int) -> UInt64 {
    bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Four letters (RFC 5905 section 7.4); anything else is no code.
  private static func kissCode(_ bytes: ArraySlice<UInt8>) -> String? {
    let isCode = bytes.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    return isCode ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
