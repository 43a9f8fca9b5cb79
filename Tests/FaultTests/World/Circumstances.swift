import Model

/// A deployment as its file says it, besides what is wrong in the world.
struct Circumstances: Sendable {
  var cast = Cast.first
  /// Whether registry, storage and workspace have private endpoints.
  var isPrivate = true
  var edition = "v1"
  var networkModel = "azureCNI"
  /// Lines of the section `network` besides.
  var network: [String] = []
  /// Lines of the section `cluster` besides.
  var cluster: [String] = []
  /// In the place of the registry's or the account's usual section.
  var registry: String?
  var storage: String?
  /// Roles of private endpoints in words of the file; `nil`: as `isPrivate` says.
  var declared: String?

  static let privateLink = Circumstances()
  static let open = Circumstances(isPrivate: false)

  /// The nameservers that a run asks if nothing is wrong with them.
  var resolvers: [Resolver] { [.view(isPrivate ? .linked : .open)] }

  /// The deployment file.
  var text: String {
    let roles = declared ?? (isPrivate ? "[acr, acrData, blobStorage, tableStorage, azureMLAPI]" : "[]")
    return """
      apiVersion: aml-preflight/v1
      kind: Deployment
      name: faults
      \(edition == "v1" ? "# v1, as long as nothing is declared" : "edition: \(edition)")
      workspace: {name: faults, region: \(cast.region), id: \(cast.workspace), privateEndpoint: \(isPrivate)}
      cluster:
        name: faults
        region: \(cast.region)
        apiServer: {host: \(cast.apiServer), private: false}
      \(cluster.map { "  \($0)\n" }.joined())
      network:
        model: \(networkModel)
        privateEndpoints: \(roles)
      \(network.map { "  \($0)\n" }.joined())
      registry: \(registry ?? "{name: \(cast.registry), dedicatedDataEndpoint: true}")
      storage: \(storage ?? "{account: \(cast.account)}")
      scoring: {host: \(cast.scoring), tls: true, path: /api/v1/service/iris/score}

      """
  }

  /// The parts that such a deployment needs, in the order of the plan.
  var parts: [Part] {
    Part.allCases.filter { part in
      switch part {
      case .extensionConfig, .azureMLExperiments: edition == "extension"
      case .tableStorage, .azureMLAPI: edition == "v1"
      case .azureMLAPIWorkspace: isPrivate
      default: true
      }
    }
  }
}
