import Model

extension Reading {
  /// An IP address.
  mutating func address(_ value: Value) -> IPAddress? {
    let expected = "an IP address such as 10.0.0.4"
    guard let text = text(value, expected: expected) else { return nil }
    if let address = IPAddress(text) { return address }
    if let range = IPPrefix(text) {
      refuse(value, because: "that is a range", expected: expected, suggestion: range.address.description)
    } else if let socket = SocketAddress(text, defaultPort: 0) {
      refuse(value, because: "no port belongs here", expected: expected, suggestion: socket.address.description)
    } else {
      refuse(value, because: AddressText.flaw(in: text), expected: expected)
    }
    return nil
  }

  /// A range in CIDR notation; host bits may be set.
  mutating func range(_ value: Value) -> IPPrefix? {
    let expected = "a range such as 10.240.0.0/16"
    guard let text = text(value, expected: expected) else { return nil }
    if let prefix = IPPrefix(text) { return prefix }
    refuse(
      value, because: AddressText.flaw(inRange: text), expected: expected,
      suggestion: AddressText.range(meantBy: text)?.description)
    return nil
  }

  /// A range, or one address, which is a range of its own.
  mutating func addressOrRange(_ value: Value) -> IPPrefix? {
    if case .text(let text) = value.content, let address = IPAddress(text) {
      return IPPrefix(address: address, length: address.family == .ipv4 ? 32 : 128)
    }
    return range(value)
  }

  mutating func ranges(_ value: Value) -> [IPPrefix]? {
    list(value, of: "ranges such as 10.240.0.0/16") { $0.range($1) }
  }

  /// One range, or a list of two of different families for dual stack.
  mutating func rangeOrTwo(_ value: Value) -> [IPPrefix] {
    guard case .list = value.content else { return range(value).map { [$0] } ?? [] }
    let ranges = ranges(value) ?? []
    let families = ranges.map(\.address.family)
    if Set(families).count < families.count {
      report(
        Problem(
          place: value.place, message: "\(value.path) has several ranges of one address family",
          expected: "one range, or one of IPv4 and one of IPv6"))
    }
    return ranges
  }

  /// An IP address with a port.
  mutating func socketAddress(_ value: Value) -> SocketAddress? {
    let expected = "an address with a port such as 10.244.0.5:11001"
    guard let text = text(value, expected: expected) else { return nil }
    if let address = SocketAddress(text) { return address }
    let hasNoPort = SocketAddress(text, defaultPort: 1) != nil
    refuse(value, because: hasNoPort ? "the port is missing" : nil, expected: expected)
    return nil
  }
}

/// What is wrong with text that should be an address.
enum AddressText {
  /// `nil` if the text does not resemble an address at all.
  static func flaw(in text: String) -> String? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard !text.contains(":"), parts.count > 1 else { return nil }
    if parts.contains(where: { ["x", "xx", "xxx", "n", "y", "*"].contains($0.lowercased()) }) {
      return "that is a placeholder"
    }
    guard parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }) else { return nil }
    if parts.count != 4 || parts.contains("") { return "an IPv4 address has four numbers" }
    if let part = parts.first(where: { $0.count > 1 && $0.hasPrefix("0") }) { return "\(part) has a leading zero" }
    if let part = parts.first(where: { UInt8($0) == nil }) { return "\(part.prefix(20)) is more than 255" }
    return nil
  }

  /// The range in its canonical form, where text leaves no doubt what it means: a mask is as good as a length, one
  /// address is a range, zeros at the end can be left out. An octet with a leading zero is in doubt: it may be octal.
  static func range(meantBy text: String) -> IPPrefix? {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var octets = parts[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, octets.count < 4, octets.count > 1 {
      octets += Array(repeating: "0", count: 4 - octets.count)
    }
    guard let address = IPAddress(octets.joined(separator: ".")) ?? IPAddress(parts[0]) else { return nil }
    guard parts.count == 2 else { return IPPrefix(address: address, length: address.family == .ipv4 ? 32 : 128) }
    if case .v4(let mask)? = IPAddress(parts[1]), (~mask &+ 1).nonzeroBitCount <= 1 {
      return IPPrefix(address: address, length: mask.nonzeroBitCount)
    }
    return IPPrefix("\(address)/\(parts[1])")
  }

  /// The same for a range.
  static func flaw(inRange text: String) -> String? {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if let address = IPAddress(parts[0]) {
      let longest = address.family == .ipv4 ? 32 : 128
      guard parts.count == 2, !parts[1].isEmpty else {
        return "the length is missing (one address alone is \(address)/\(longest))"
      }
      if IPAddress(parts[1]) != nil { return "the length is a number of bits, not a mask" }
      if let length = Int(parts[1]), length > longest { return "the length is more than \(longest)" }
      return "\(parts[1].quoted) is no length"
    }
    return flaw(in: parts[0])
  }
}
