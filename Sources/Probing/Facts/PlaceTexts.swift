public import Model

/// What the files of a Linux system tell about the place where this runs.
public enum PlaceTexts {
  /// `PRETTY_NAME` of os-release(5), without its quotes; `nil` if there is none.
  public static func operatingSystem(osRelease text: String) -> String? {
    for line in text.split(separator: "\n") where line.hasPrefix("PRETTY_NAME=") {
      var value = line.dropFirst("PRETTY_NAME=".count)
      for quote in ["\"", "'"] where value.count >= 2 && value.hasPrefix(quote) && value.hasSuffix(quote) {
        value = value.dropFirst().dropLast()
      }
      return value.isEmpty ? nil : String(value.prefix(120))
    }
    return nil
  }

  /// The interface of the route to everywhere, of `/proc/net/route` (proc(5)): the one whose destination and mask are zero,
  /// with the lowest metric.
  public static func defaultInterface(routes text: String) -> String? {
    let routes = text.split(separator: "\n").dropFirst().compactMap { line -> (name: String, metric: Int)? in
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.count > 7, words[1] == "00000000", words[7] == "00000000" else { return nil }
      return (String(words[0]), Int(words[6]) ?? .max)
    }
    return routes.min { ($0.metric, $0.name) < ($1.metric, $1.name) }?.name
  }

  /// The range that this place has its address from: the declared one in which its address lies, else the one on its link.
  /// That of the interface of the default route, if there is one. `nil` where the link has but one address, as a pod's may,
  /// and nothing is declared.
  public static func subnet(
    of addresses: [InterfaceAddress], defaultInterface: String?, declared: [IPPrefix]
  ) -> Vantage.Place.Fact? {
    let own = defaultInterface.map { name in addresses.filter { $0.interface == name } } ?? addresses
    var ranges: [IPPrefix] = []
    var origins: [String] = []
    for address in own {
      // The narrowest, where declared ranges lie in each other.
      if let range = declared.filter({ $0.contains(address.address) }).max(by: { $0.length < $1.length }) {
        ranges.append(IPPrefix(address: range.network, length: range.length) ?? range)
        origins.append("\(address.interface), as declared")
      } else if address.prefixLength < (address.address.family == .ipv4 ? 31 : 127),
        let link = IPPrefix(address: address.address, length: address.prefixLength),
        let range = IPPrefix(address: link.network, length: link.length)
      {
        ranges.append(range)
        origins.append(address.interface)
      }
    }
    guard !ranges.isEmpty else { return nil }
    return Vantage.Place.Fact(
      Set(ranges.map(\.description)).sorted().prefix(8).joined(separator: ", "),
      from: Set(origins).sorted().prefix(8).joined(separator: ", "))
  }
}
