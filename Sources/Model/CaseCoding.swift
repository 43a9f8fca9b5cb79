// Enums whose cases carry one value each: in JSON an object with the case's name and the value itself,
// `{"edition": "v1"}`, and an empty object where a case carries none.

extension KeyedDecodingContainer {
  /// The one key that the object has.
  func onlyKey(of expected: [Key]) throws -> Key {
    guard allKeys.count == 1, let key = allKeys.first else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: codingPath,
          debugDescription: "expected one of " + expected.map(\.stringValue).joined(separator: ", ")))
    }
    return key
  }
}

extension KeyedEncodingContainer {
  /// A case without a value.
  mutating func encodeEmpty(_ key: Key) throws {
    try encode([String: String](), forKey: key)
  }
}

extension Evidence: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case lookup, connection, tunnel, handshake, response, exchange, time, cluster
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.onlyKey(of: CodingKeys.allCases) {
    case .lookup: self = .lookup(try container.decode(Lookup.self, forKey: .lookup))
    case .connection: self = .connection(try container.decode(Connection.self, forKey: .connection))
    case .tunnel: self = .tunnel(try container.decode(Tunnel.self, forKey: .tunnel))
    case .handshake: self = .handshake(try container.decode(Handshake.self, forKey: .handshake))
    case .response: self = .response(try container.decode(Response.self, forKey: .response))
    case .time: self = .time(try container.decode(TimeExchange.self, forKey: .time))
    case .cluster: self = .cluster(try container.decode(ClusterAnswer.self, forKey: .cluster))
    case .exchange: self = .exchange(try container.decode(Exchange.self, forKey: .exchange))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .lookup(let lookup): try container.encode(lookup, forKey: .lookup)
    case .connection(let connection): try container.encode(connection, forKey: .connection)
    case .tunnel(let tunnel): try container.encode(tunnel, forKey: .tunnel)
    case .handshake(let handshake): try container.encode(handshake, forKey: .handshake)
    case .response(let response): try container.encode(response, forKey: .response)
    case .time(let exchange): try container.encode(exchange, forKey: .time)
    case .cluster(let answer): try container.encode(answer, forKey: .cluster)
    case .exchange(let exchange): try container.encode(exchange, forKey: .exchange)
    }
  }
}

extension Route: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case direct, proxy
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.onlyKey(of: CodingKeys.allCases) {
    case .direct: self = .direct
    case .proxy: self = .proxy(try container.decode(Proxy.self, forKey: .proxy))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .direct: try container.encodeEmpty(.direct)
    case .proxy(let proxy): try container.encode(proxy, forKey: .proxy)
    }
  }
}

extension Condition: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case edition, cloud, privateAPIServer, tokenAuthentication, addressKindDeclared, dedicatedDataEndpoint, scoringTLS
    case workspacePrivateEndpoint, networkModel, secondaryStorage, gpuNodes, windowsNodes
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.onlyKey(of: CodingKeys.allCases) {
    case .edition: self = .edition(try container.decode(Edition.self, forKey: .edition))
    case .cloud: self = .cloud(try container.decode([Cloud].self, forKey: .cloud))
    case .privateAPIServer: self = .privateAPIServer(try container.decode(Bool.self, forKey: .privateAPIServer))
    case .tokenAuthentication: self = .tokenAuthentication
    case .addressKindDeclared: self = .addressKindDeclared
    case .dedicatedDataEndpoint:
      self = .dedicatedDataEndpoint(try container.decode(Bool.self, forKey: .dedicatedDataEndpoint))
    case .scoringTLS: self = .scoringTLS(try container.decode(Bool.self, forKey: .scoringTLS))
    case .workspacePrivateEndpoint: self = .workspacePrivateEndpoint
    case .networkModel:
      self = .networkModel(try container.decode([Deployment.Network.Model].self, forKey: .networkModel))
    case .secondaryStorage: self = .secondaryStorage
    case .gpuNodes: self = .gpuNodes
    case .windowsNodes: self = .windowsNodes
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .edition(let edition): try container.encode(edition, forKey: .edition)
    case .cloud(let clouds): try container.encode(clouds, forKey: .cloud)
    case .privateAPIServer(let isPrivate): try container.encode(isPrivate, forKey: .privateAPIServer)
    case .tokenAuthentication: try container.encodeEmpty(.tokenAuthentication)
    case .addressKindDeclared: try container.encodeEmpty(.addressKindDeclared)
    case .dedicatedDataEndpoint(let isDedicated): try container.encode(isDedicated, forKey: .dedicatedDataEndpoint)
    case .scoringTLS(let isEncrypted): try container.encode(isEncrypted, forKey: .scoringTLS)
    case .workspacePrivateEndpoint: try container.encodeEmpty(.workspacePrivateEndpoint)
    case .networkModel(let models): try container.encode(models, forKey: .networkModel)
    case .secondaryStorage: try container.encodeEmpty(.secondaryStorage)
    case .gpuNodes: try container.encodeEmpty(.gpuNodes)
    case .windowsNodes: try container.encodeEmpty(.windowsNodes)
    }
  }
}

extension ResourceRecord.Data: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case address, alias, startOfAuthority, other
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.onlyKey(of: CodingKeys.allCases) {
    case .address: self = .address(try container.decode(IPAddress.self, forKey: .address))
    case .alias: self = .alias(target: try container.decode(String.self, forKey: .alias))
    case .startOfAuthority:
      self = .startOfAuthority(primary: try container.decode(String.self, forKey: .startOfAuthority))
    case .other: self = .other(bytes: try container.decode(Bytes.self, forKey: .other))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .address(let address): try container.encode(address, forKey: .address)
    case .alias(let target): try container.encode(target, forKey: .alias)
    case .startOfAuthority(let primary): try container.encode(primary, forKey: .startOfAuthority)
    case .other(let bytes): try container.encode(bytes, forKey: .other)
    }
  }
}

extension SubnetRouteTable: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case absent, associated
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.onlyKey(of: CodingKeys.allCases) {
    case .absent: self = .absent
    case .associated: self = .associated(table: try container.decode(RouteTable.self, forKey: .associated))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .absent: try container.encodeEmpty(.absent)
    case .associated(let table): try container.encode(table, forKey: .associated)
    }
  }
}
