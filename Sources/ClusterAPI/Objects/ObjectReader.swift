import Model

/// Reads objects of one resource out of what the API server says of them: the fields that judging needs, and no others.
/// Unknown fields are passed over; one that is absent or of another type than it should be is as good as absent, unless
/// the object is nothing without it.
struct ObjectReader: Sendable {
  private let resource: ClusterResource
  private let certificate: @Sendable ([UInt8]) -> Certificate?

  init(_ resource: ClusterResource, certificate: @escaping @Sendable ([UInt8]) -> Certificate?) {
    self.resource = resource
    self.certificate = certificate
  }

  /// Whether the answer is JSON.
  var isJSON: Bool { resource != .readiness }

  /// Whether the resource comes in lists.
  var isList: Bool { resource != .version && resource != .readiness }

  /// What is kept of an answer.
  func mask(ofList isOfList: Bool) -> FieldMask {
    guard isList, isOfList else { return item.union(.whole("kind")) }
    return ["kind": .all, "metadata": .whole("continue", "remainingItemCount"), "items": item]
  }

  /// What is kept of one object.
  private var item: FieldMask {
    let labeled: FieldMask = ["metadata": .whole("name", "namespace", "labels")]
    switch resource {
    case .version: return .whole("gitVersion", "platform")
    case .readiness: return .only([:])
    case .nodes: return labeled.union(.node)
    case .namespaces: return labeled
    case .pods: return labeled.union(.pod)
    case .deployments, .daemonSets: return labeled.union(.workload)
    case .services: return labeled.union(.service)
    case .endpointSlices: return labeled.union(.whole("endpoints", "ports"))
    case .autoscalers: return labeled.union(["spec": .whole("scaleTargetRef", "minReplicas", "maxReplicas")])
    case .networkPolicies: return labeled.union(.whole("spec"))
    case .configMaps: return labeled.union(.whole("data"))
    case .events: return labeled.union(.event)
    case .secrets:
      // Never a key: what is not named here is not even kept while it is read.
      return labeled.union(["data": .only(Dictionary(Self.certificateKeys.map { ($0, .all) }) { $1 })])
    }
  }

  /// Where secrets have certificates: those of type `kubernetes.io/tls`, and the router's of 2019 to 2021.
  static let certificateKeys = ["tls.crt", "cert.pem"]

  /// Adds an object. Returns whether it is one of this resource.
  func add(_ item: JSONValue, to objects: inout ClusterObjects) -> Bool {
    switch resource {
    case .version: return objects.add(ServerVersion(item)) { .version($0) }
    case .readiness: return false
    case .nodes: return objects.append(ClusterNode(item))
    case .namespaces: return objects.append(ClusterNamespace(item))
    case .pods: return objects.append(ClusterPod(item))
    case .deployments: return objects.append(Workload(item, kind: .deployment))
    case .daemonSets: return objects.append(Workload(item, kind: .daemonSet))
    case .services: return objects.append(ClusterService(item))
    case .endpointSlices: return objects.append(EndpointSlice(item))
    case .autoscalers: return objects.append(Autoscaler(item))
    case .networkPolicies: return objects.append(NetworkPolicy(item))
    case .configMaps: return objects.append(ConfigMap(item))
    case .events: return objects.append(ClusterEvent(item))
    case .secrets: return objects.append(SecretCertificate.all(in: item, reading: certificate))
    }
  }
}
