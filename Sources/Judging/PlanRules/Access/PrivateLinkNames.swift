import Model

extension DeclaredPlan {
  private static let label = "privatelink"
  /// Zones whose services have another public name than the private zone without that label (Microsoft Learn, "Azure
  /// Private Endpoint private DNS zone values", 2023-10-11).
  private static let otherNames = ["vaultcore.azure.net": "vault.azure.net", "vaultcore.azure.cn": "vault.azure.cn"]

  /// A service with a private endpoint is still called by its own name: that in the private zone is only where the alias
  /// leads, its certificate does not have it, and outside it does not exist.
  func privateLinkNames(_ limits: PlanLimits) -> Appraisal {
    let allowed = Set(limits.list(.allowed))
    let hosts = declaredHosts.filter { !allowed.contains($0.role.rawValue) }
    guard !hosts.isEmpty else { return .nothing(at: "storage.hosts") }
    var appraisal = Appraisal()
    for host in hosts {
      let own = Self.ownName(of: host.name)
      let arithmetic = own.map { "\(host.name) ≠ \($0)" } ?? "privatelink ∉ \(host.name)"
      var sign = Sign(
        .privateLinkNameDeclared, [.value: host.name.text], isWarning: true,
        subject: Finding.Subject(kind: .endpoint, id: host.role.rawValue, detail: host.name.text))
      if let own {
        sign.symptom.facts[.needed] = own
        sign.symptom.facts[.path] = host.path
        sign.changes = [Change(path: host.path, from: host.name.text, to: own)]
      }
      appraisal.compare(Working(path: host.path, arithmetic: arithmetic, holds: own == nil), else: sign)
    }
    return appraisal
  }

  /// The name that a client uses, for one in a private zone of Azure; `nil` for every other.
  private static func ownName(of name: DomainName) -> String? {
    let labels = name.labels.map(String.init)
    guard let index = labels.firstIndex(of: label), index > 0, index + 2 < labels.count else { return nil }
    let zone = labels[(index + 1)...].joined(separator: ".")
    return (labels[..<index] + [otherNames[zone] ?? zone]).joined(separator: ".")
  }

  private struct DeclaredHost {
    var path: String
    var role: EndpointRole
    var name: DomainName
  }

  /// Every host that the file names itself.
  private var declaredHosts: [DeclaredHost] {
    var hosts: [DeclaredHost] = []
    func add(_ name: DomainName?, _ role: EndpointRole, _ path: String) {
      if let name { hosts.append(DeclaredHost(path: path, role: role, name: name)) }
    }
    add(deployment.workspace.discoveryHost, .azureMLAPI, "workspace.discoveryHost")
    add(cluster.apiServer?.host?.name, .apiServer, "cluster.apiServer.host")
    add(deployment.registry.loginServer, .acr, "registry.loginServer")
    for (index, name) in deployment.registry.dataEndpoints.enumerated() {
      add(name, .acrData, "registry.dataEndpoints[\(index)]")
    }
    add(deployment.storage.blobHost, .blobStorage, "storage.hosts.blob")
    add(deployment.storage.tableHost, .tableStorage, "storage.hosts.table")
    add(deployment.scoring.host?.name, .scoring, "scoring.host")
    for role in deployment.endpoints.keys.sorted() {
      add(deployment.endpoints[role]?.host?.name, role, "endpoints.\(role.rawValue).host")
    }
    for (index, dependency) in deployment.dependencies.enumerated() {
      add(dependency.host.name, .dependency, "dependencies[\(index)].host")
    }
    return hosts
  }
}
