/// A host's DNS name: lower case, without a final dot, at most 253 characters (RFC 1035 section 2.3.4).
public struct DomainName: Sendable, Hashable {
  public let text: String

  /// The name's labels, leftmost first; never empty.
  public var labels: [Substring] { text.split(separator: ".") }

  /// Whether this name is `zone` or lies below it.
  public func isWithin(_ zone: DomainName) -> Bool {
    text == zone.text || text.hasSuffix("." + zone.text)
  }
}

extension DomainName: LosslessStringConvertible {
  /// Reads a name of labels of 1 to 63 letters, digits, hyphens and underscores; no label begins or ends with a
  /// hyphen (RFC 1123 section 2.1; the underscore is not a host's, but CNAME targets have it). Text that is an IPv4
  /// address is not a name. `nil` for anything else.
  public init?(_ description: String) {
    // Letters beyond ASCII would become ASCII ones here: the Kelvin sign a k.
    guard description.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    var lower = description.lowercased()
    if lower.hasSuffix(".") { lower.removeLast() }
    guard (1...253).contains(lower.utf8.count), IPAddress(lower) == nil else { return nil }
    for label in lower.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard (1...63).contains(label.count), label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-"),
        label.allSatisfy({ byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
          case UInt8(ascii: "-"), UInt8(ascii: "_"): true
          default: false
          }
        })
      else { return nil }
    }
    text = lower
  }

  public var description: String { text }
}

extension DomainName: Comparable {
  public static func < (left: DomainName, right: DomainName) -> Bool { left.text < right.text }
}

extension DomainName: Codable {
  public init(from decoder: any Decoder) throws { self = try decoder.lossless("a domain name") }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: description) }
}
