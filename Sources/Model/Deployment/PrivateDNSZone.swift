/// The private zone in which a private cluster's API server is found.
public enum PrivateDNSZone: Sendable, Hashable {
  /// Azure makes one, and links it to the cluster's network only.
  case system
  /// None: the public name resolves, to the private address.
  case absent
  /// One of the customer's.
  case own(resourceID: String)
}

extension PrivateDNSZone: LosslessStringConvertible {
  /// `system` or `none` in any case, else a resource's identifier.
  public init?(_ description: String) {
    switch description.lowercased() {
    case "system": self = .system
    case "none": self = .absent
    default:
      guard description.hasPrefix("/") else { return nil }
      self = .own(resourceID: description)
    }
  }

  public var description: String {
    switch self {
    case .system: "system"
    case .absent: "none"
    case .own(let resourceID): resourceID
    }
  }
}

extension PrivateDNSZone: Codable {
  public init(from decoder: any Decoder) throws {
    self = try decoder.lossless("system, none or a resource's identifier")
  }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: description) }
}
