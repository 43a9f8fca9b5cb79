import Model

/// A nameserver that a run is given.
enum Resolver: Hashable, Sendable {
  /// BIND, with one of its faces.
  case view(View)
  /// The second address of the same BIND.
  case second
  /// An address that somebody has and at which nobody listens.
  case nobody
  /// unbound before BIND, with settings and with zones whose questions go elsewhere.
  case unbound([String], forwarding: [String: IPAddress] = [:], allows: String = "allow", upstream: View = .linked)
  /// dnsmasq before BIND, with settings.
  case dnsmasq([String], upstream: View = .linked)
  /// The relay before BIND, with the JSON members that say what it changes.
  case relay(String, upstream: View = .linked)

  static let nobodyAddress = IPAddress.v4(0x0A00_00C8)  // 10.0.0.200
  /// Nothing that is sent there arrives.
  static let silentAddress = IPAddress.v4(0x0A42_0001)  // 10.66.0.1
}
