public import Model

/// The endpoints that a requirement is about in one deployment, or why there is none.
enum Endpoints {
  case known([Endpoint])
  case unknown(Omission.Reason)
}

extension Planner {
  /// The first host of a role in a deployment; `nil` where it is not known.
  public func host(of role: EndpointRole, in deployment: Deployment) -> Host? {
    guard case .known(let endpoints) = endpoints(of: role, variant: nil, in: deployment) else { return nil }
    return endpoints.first?.host
  }

  /// The endpoints of a role, or of one of its variants, with this deployment's values.
  func endpoints(of role: EndpointRole, variant: String?, in deployment: Deployment) -> Endpoints {
    switch role {
    case .routerPeers:
      return declared(deployment.cluster.router?.peers, as: role, path: "cluster.router.peers")
    case .modelPods:
      return declared(deployment.cluster.router?.modelPods, as: role, path: "cluster.router.modelPods")
    case .dependency:
      // None declared is nothing to check, not something left out: a model need not call anybody.
      return .known(
        deployment.dependencies.map {
          Endpoint(
            role: role, variant: $0.name, host: $0.host, port: $0.port, transport: $0.transport ?? .tcp,
            path: $0.path ?? "/")
        })
    default:
      return fromTemplate(of: role, variant: variant, in: deployment)
    }
  }

  /// Addresses that the user declared because no API server can be asked for them.
  private func declared(_ addresses: [SocketAddress]?, as role: EndpointRole, path: String) -> Endpoints {
    guard let addresses, !addresses.isEmpty else { return .unknown(.notDeclared(path: path)) }
    return .known(
      addresses.map { Endpoint(role: role, host: .address($0.address), port: $0.port, transport: .tcp) })
  }

  private func fromTemplate(of role: EndpointRole, variant: String?, in deployment: Deployment) -> Endpoints {
    guard let template = templates[role] else {
      preconditionFailure("the catalog reader admits only roles that it describes, not \(role)")
    }
    let hosts = template.hosts.filter {
      $0.cloud == deployment.cloud && (variant == nil || $0.variant == variant)
    }
    guard !hosts.isEmpty else { return .unknown(.notInCloud(cloud: deployment.cloud)) }

    var endpoints: [Endpoint] = []
    for host in hosts {
      let names: [Host]
      if let declared = deployment.declaredHosts(of: role, variant: host.variant) {
        names = declared
      } else if host.host.hasPrefix("*.") {
        return .unknown(.notKnownBeforehand(pattern: host.host))
      } else {
        switch deployment.fill(host.host) {
        case .missing(let path):
          return .unknown(.notDeclared(path: path))
        case .text(let text):
          guard let name = Host(text) else { return .unknown(.notDeclared(path: template.role.rawValue)) }
          names = [name]
        }
      }
      endpoints += names.map { endpoint(template, host, named: $0, in: deployment) }
    }
    return .known(endpoints.uniqued())
  }

  private func endpoint(
    _ template: EndpointTemplate, _ host: EndpointTemplate.HostTemplate, named name: Host, in deployment: Deployment
  ) -> Endpoint {
    let override = deployment.endpoints[template.role]
    let service = service(of: template.role, variant: host.variant)
    var endpoint = Endpoint(
      role: template.role, variant: host.variant, host: name, port: template.port, transport: template.transport,
      trust: template.trust, service: service?.id, path: service?.path ?? "/", family: override?.family)
    if let zone = host.privateZone, case .text(let text) = deployment.fill(zone) {
      endpoint.privateZone = DomainName(text)
    }
    switch template.role {
    case .apiServer:
      endpoint.port = deployment.cluster.apiServer?.port ?? endpoint.port
      if deployment.cluster.apiServer?.isPrivate != true { endpoint.privateZone = nil }
    case .scoring:
      endpoint.transport = deployment.scoringUsesTLS ? .https : .http
      endpoint.port = deployment.scoring.port ?? (deployment.scoringUsesTLS ? 443 : 80)
      endpoint.path = deployment.scoring.path ?? endpoint.path
    default:
      break
    }
    endpoint.port = override?.port ?? endpoint.port
    return endpoint
  }

  /// What the role's hosts are asked over HTTP: the service that a requirement on them expects to answer.
  private func service(of role: EndpointRole, variant: String?) -> Service? {
    for requirement in catalog.requirements where requirement.role == role {
      guard case .answers(let id) = requirement.expectation,
        requirement.variant == nil || requirement.variant == variant
      else { continue }
      return catalog.services[id]
    }
    return nil
  }
}

extension Deployment {
  /// The hosts that the user declares where names do not follow the rule; `nil`: they do.
  fileprivate func declaredHosts(of role: EndpointRole, variant: String?) -> [Host]? {
    if let host = endpoints[role]?.host { return [host] }
    switch role {
    case .acr: return registry.loginServer.map { [.name($0)] }
    case .acrData: return registry.dataEndpoints.isEmpty ? nil : registry.dataEndpoints.map(Host.name)
    case .blobStorage: return storage.blobHost.map { [.name($0)] }
    case .tableStorage: return storage.tableHost.map { [.name($0)] }
    case .azureMLAPI where variant == "regional": return workspace.discoveryHost.map { [.name($0)] }
    default: return nil
    }
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, at its first place.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
