/// Objects of one resource, as far as judging needs them, in the order of the API server (by namespace and name).
public enum ClusterObjects: Sendable, Hashable {
  case version(ServerVersion)
  case readiness(ServerReadiness)
  case nodes([ClusterNode])
  case namespaces([ClusterNamespace])
  case pods([ClusterPod])
  /// Deployments or daemon sets.
  case workloads([Workload])
  case services([ClusterService])
  case endpointSlices([EndpointSlice])
  case autoscalers([Autoscaler])
  case networkPolicies([NetworkPolicy])
  case configMaps([ConfigMap])
  case events([ClusterEvent])
  case certificates([SecretCertificate])

  /// How many there are.
  public var count: Int {
    switch self {
    case .version, .readiness: 1
    case .nodes(let objects): objects.count
    case .namespaces(let objects): objects.count
    case .pods(let objects): objects.count
    case .workloads(let objects): objects.count
    case .services(let objects): objects.count
    case .endpointSlices(let objects): objects.count
    case .autoscalers(let objects): objects.count
    case .networkPolicies(let objects): objects.count
    case .configMaps(let objects): objects.count
    case .events(let objects): objects.count
    case .certificates(let objects): objects.count
    }
  }
}

extension ClusterObjects: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case version, readiness, nodes, namespaces, pods, workloads, services, endpointSlices, autoscalers
    case networkPolicies, configMaps, events, certificates
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func values<Value: Decodable>(_ key: CodingKeys) throws -> Value { try container.decode(Value.self, forKey: key) }
    switch try container.onlyKey(of: CodingKeys.allCases) {
    case .version: self = .version(try values(.version))
    case .readiness: self = .readiness(try values(.readiness))
    case .nodes: self = .nodes(try values(.nodes))
    case .namespaces: self = .namespaces(try values(.namespaces))
    case .pods: self = .pods(try values(.pods))
    case .workloads: self = .workloads(try values(.workloads))
    case .services: self = .services(try values(.services))
    case .endpointSlices: self = .endpointSlices(try values(.endpointSlices))
    case .autoscalers: self = .autoscalers(try values(.autoscalers))
    case .networkPolicies: self = .networkPolicies(try values(.networkPolicies))
    case .configMaps: self = .configMaps(try values(.configMaps))
    case .events: self = .events(try values(.events))
    case .certificates: self = .certificates(try values(.certificates))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .version(let value): try container.encode(value, forKey: .version)
    case .readiness(let value): try container.encode(value, forKey: .readiness)
    case .nodes(let values): try container.encode(values, forKey: .nodes)
    case .namespaces(let values): try container.encode(values, forKey: .namespaces)
    case .pods(let values): try container.encode(values, forKey: .pods)
    case .workloads(let values): try container.encode(values, forKey: .workloads)
    case .services(let values): try container.encode(values, forKey: .services)
    case .endpointSlices(let values): try container.encode(values, forKey: .endpointSlices)
    case .autoscalers(let values): try container.encode(values, forKey: .autoscalers)
    case .networkPolicies(let values): try container.encode(values, forKey: .networkPolicies)
    case .configMaps(let values): try container.encode(values, forKey: .configMaps)
    case .events(let values): try container.encode(values, forKey: .events)
    case .certificates(let values): try container.encode(values, forKey: .certificates)
    }
  }
}
