import Model

extension ClusterObjects {
  /// None yet, of a resource.
  init(emptyOf resource: ClusterResource) {
    switch resource {
    case .version: self = .version(ServerVersion(gitVersion: ""))
    case .readiness: self = .readiness(ServerReadiness(isReady: false))
    case .nodes: self = .nodes([])
    case .namespaces: self = .namespaces([])
    case .pods: self = .pods([])
    case .deployments, .daemonSets: self = .workloads([])
    case .services: self = .services([])
    case .endpointSlices: self = .endpointSlices([])
    case .autoscalers: self = .autoscalers([])
    case .networkPolicies: self = .networkPolicies([])
    case .configMaps: self = .configMaps([])
    case .events: self = .events([])
    case .secrets: self = .certificates([])
    }
  }

  mutating func add<Object>(_ object: Object?, _ make: (Object) -> ClusterObjects) -> Bool {
    guard let object else { return false }
    self = make(object)
    return true
  }

  // One method for each kind: a list is taken out before it grows, so that it is not copied for each object.

  mutating func append(_ object: ClusterNode?) -> Bool {
    guard let object, case .nodes(var objects) = self else { return false }
    self = .nodes([])
    objects.append(object)
    self = .nodes(objects)
    return true
  }

  mutating func append(_ object: ClusterNamespace?) -> Bool {
    guard let object, case .namespaces(var objects) = self else { return false }
    self = .namespaces([])
    objects.append(object)
    self = .namespaces(objects)
    return true
  }

  mutating func append(_ object: ClusterPod?) -> Bool {
    guard let object, case .pods(var objects) = self else { return false }
    self = .pods([])
    objects.append(object)
    self = .pods(objects)
    return true
  }

  mutating func append(_ object: Workload?) -> Bool {
    guard let object, case .workloads(var objects) = self else { return false }
    self = .workloads([])
    objects.append(object)
    self = .workloads(objects)
    return true
  }

  mutating func append(_ object: ClusterService?) -> Bool {
    guard let object, case .services(var objects) = self else { return false }
    self = .services([])
    objects.append(object)
    self = .services(objects)
    return true
  }

  mutating func append(_ object: EndpointSlice?) -> Bool {
    guard let object, case .endpointSlices(var objects) = self else { return false }
    self = .endpointSlices([])
    objects.append(object)
    self = .endpointSlices(objects)
    return true
  }

  mutating func append(_ object: Autoscaler?) -> Bool {
    guard let object, case .autoscalers(var objects) = self else { return false }
    self = .autoscalers([])
    objects.append(object)
    self = .autoscalers(objects)
    return true
  }

  mutating func append(_ object: NetworkPolicy?) -> Bool {
    guard let object, case .networkPolicies(var objects) = self else { return false }
    self = .networkPolicies([])
    objects.append(object)
    self = .networkPolicies(objects)
    return true
  }

  mutating func append(_ object: ConfigMap?) -> Bool {
    guard let object, case .configMaps(var objects) = self else { return false }
    self = .configMaps([])
    objects.append(object)
    self = .configMaps(objects)
    return true
  }

  mutating func append(_ object: ClusterEvent?) -> Bool {
    guard let object, case .events(var objects) = self else { return false }
    self = .events([])
    objects.append(object)
    self = .events(objects)
    return true
  }

  /// Those of one secret; it may have none.
  mutating func append(_ certificates: [SecretCertificate]?) -> Bool {
    guard let certificates, case .certificates(var objects) = self else { return false }
    self = .certificates([])
    objects += certificates
    self = .certificates(objects)
    return true
  }
}
