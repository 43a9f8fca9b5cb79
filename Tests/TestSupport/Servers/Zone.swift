public import Model

/// A DNS zone as the nameserver of a test serves it.
public struct Zone: Sendable {
  public enum Content: Sendable {
    /// The zone is served from these records; what is not among them does not exist (NXDOMAIN, with the SOA).
    case records([Record])
    /// The zone's file cannot be loaded: SERVFAIL.
    case unloadable
    /// Questions go to another nameserver: SERVFAIL if it does not answer.
    case forwarded(to: [SocketAddress])
    /// Questions are REFUSED.
    case refused
  }

  /// One record of a zone.
  public struct Record: Sendable {
    /// Relative to the zone; `@` is the zone itself; absolute with a dot at the end.
    public var owner: String
    /// Seconds.
    public var timeToLive: Int
    public var type: String
    public var data: String

    public init(_ owner: String, timeToLive: Int = 60, _ type: String, _ data: String) {
      self.owner = owner
      self.timeToLive = timeToLive
      self.type = type
      self.data = data
    }

    /// An A or AAAA record.
    public static func address(_ owner: String, _ address: IPAddress) -> Record {
      Record(owner, address.family == .ipv4 ? "A" : "AAAA", address.description)
    }

    /// A CNAME record; `target` is absolute, without a dot at the end.
    public static func alias(_ owner: String, to target: String) -> Record {
      Record(owner, "CNAME", "\(target).")
    }
  }

  /// Without a dot at the end; empty for the root.
  public var name: String
  public var content: Content

  public init(_ name: String, _ content: Content) {
    self.name = name
    self.content = content
  }

  public init(_ name: String, records: [Record]) {
    self.init(name, .records(records))
  }

  /// The zone's file; `nil` where it has none. The nameserver of the zone is in the zone, as BIND demands an address
  /// for it; the negative answer is good for 60 s (RFC 2308 section 4).
  var file: String? {
    let records: [Record]
    switch content {
    case .records(let given): records = given
    case .unloadable: return "@ SOA"
    case .refused: records = []
    case .forwarded: return nil
    }
    let lines = records.map { "\($0.owner) \($0.timeToLive) IN \($0.type) \($0.data)" }
    return
      (["$TTL 60", "@ IN SOA ns hostmaster 1 60 60 60 60", "@ IN NS ns", "ns IN A 127.0.0.1"] + lines)
      .joined(separator: "\n") + "\n"
  }

  /// The zone's statement in BIND's configuration.
  func statement(file: String) -> String {
    let quoted = "\"\(name.isEmpty ? "." : name)\""
    switch content {
    case .records, .unloadable:
      return "zone \(quoted) { type primary; file \"\(file)\"; };"
    case .refused:
      return "zone \(quoted) { type primary; file \"\(file)\"; allow-query { none; }; };"
    case .forwarded(let servers):
      let list = servers.map { "\($0.address) port \($0.port);" }.joined(separator: " ")
      return "zone \(quoted) { type forward; forward only; forwarders { \(list) }; };"
    }
  }
}
