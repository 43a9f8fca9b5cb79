/// A table of routes of the customer's.
public struct RouteTable: Sendable, Hashable, Codable {
  public struct Route: Sendable, Hashable, Codable {
    public enum NextHop: String, Sendable, Hashable, Codable, CaseIterable {
      case virtualAppliance = "VirtualAppliance"
      case virtualNetworkGateway = "VirtualNetworkGateway"
      case internet = "Internet"
      case vnetLocal = "VnetLocal"
      case none = "None"
    }
    public var prefix: IPPrefix?
    public var nextHop: NextHop?
    /// Of a virtual appliance.
    public var address: IPAddress?
    public init() {}
  }

  public var name: String?
  /// `nil`: not known.
  public var routes: [Route]?
  public init() {}
}
