import Model

extension Condition {
  /// Whether the condition holds for the deployment; what is not declared is decided as the case's documentation says.
  func holds(for deployment: Deployment, edition: Edition, sizes: VMSizeTable) -> Bool {
    switch self {
    case .edition(let wanted):
      return edition == wanted
    case .cloud(let clouds):
      return clouds.contains(deployment.cloud)
    case .privateAPIServer(let wanted):
      return (deployment.cluster.apiServer?.isPrivate ?? false) == wanted
    case .tokenAuthentication:
      guard let services = deployment.services else { return true }
      return services.contains { $0.authentication?.contains(.token) ?? true }
    case .addressKindDeclared:
      return true  // decided for each endpoint, when its private zone is known
    case .dedicatedDataEndpoint(let wanted):
      return deployment.hasOwnDataHosts == wanted
    case .scoringTLS(let wanted):
      return deployment.scoringUsesTLS == wanted
    case .networkModel(let models):
      return deployment.network.model.map(models.contains) ?? false
    case .workspacePrivateEndpoint:
      return deployment.workspace.privateEndpoint
        ?? (deployment.network.privateEndpoints?.contains(.azureMLAPI) ?? false)
    case .secondaryStorage:
      return deployment.storage.secondary ?? false
    case .gpuNodes:
      return deployment.cluster.nodePools.contains { pool in
        pool.vmSize.flatMap { sizes.size(named: $0) }.map { $0.gpus > 0 } ?? false
      }
    case .windowsNodes:
      return deployment.cluster.nodePools.contains { $0.osType == .windows }
    }
  }
}

extension Deployment {
  /// Whether layers come from data hosts of the registry's own: by a dedicated data endpoint or a private endpoint, which
  /// brings them along (Azure Container Registry, "Dedicated data endpoints", 2023-10-31).
  var hasOwnDataHosts: Bool {
    if let declared = registry.dedicatedDataEndpoint { return declared }
    let roles = network.privateEndpoints ?? []
    return !registry.dataEndpoints.isEmpty || endpoints[.acrData]?.host != nil || roles.contains(.acr)
      || roles.contains(.acrData)
  }

  /// Whether scoring is asked over TLS: as declared, else by its port.
  var scoringUsesTLS: Bool {
    scoring.tls ?? (scoring.port != 80)
  }

  /// The kind of addresses that the endpoint is declared to have; `nil` if the deployment does not say.
  func declaredAddressKind(of endpoint: Endpoint) -> AddressKind? {
    if endpoint.role == .apiServer {
      return cluster.apiServer?.isPrivate.map { $0 ? .private : .public }
    }
    if endpoint.role == .azureMLAPI, endpoint.privateZone != nil, workspace.privateEndpoint == true {
      return .private
    }
    guard let roles = network.privateEndpoints else { return nil }
    // A registry's private endpoint covers its data hosts as well (Azure Container Registry, "Private Link", 2026-02-11).
    let isPrivate = roles.contains(endpoint.role) || (endpoint.role == .acrData && roles.contains(.acr))
    return isPrivate && endpoint.privateZone != nil ? .private : .public
  }
}
