internal import Model

extension Wording {
  /// Why a requirement is not checked, as a clause: `declare registry.name to have it checked`.
  static func reason(_ reason: Omission.Reason) -> String {
    switch reason {
    case .doesNotApply(let condition): applies(condition)
    case .notDeclared(let path): "declare \(path) to have it checked"
    case .notKnownBeforehand(let pattern): "\(pattern) becomes known only while the service is used"
    case .notVisible(let kinds): "can be seen only from \(list(kinds.map(place)))"
    case .notSelected(let choice): "left out by \(choice)"
    case .notInCloud(let cloud): "there is no such endpoint in \(name(cloud)) (\(cloud.rawValue))"
    case .leftToProxy(let proxy): "the proxy \(proxy) looks the name up, not the client"
    case .notInRules(let validity): rule(validity)
    case .dataNotGiven(let option): "give the data with \(option) to have it checked"
    case .nothingDeclared(let path): "nothing of the kind is declared under \(path)"
    case .credentialNotDeclared(let path):
      "works as far as it does without a credential; declare \(path) to have the rest checked"
    case .variableNotSet(let name): "works as far as it does without a credential; \(name) is not set"
    case .notOffered(let name): "the service does not have \(name), which would have been the example"
    case .notOnAzure: "this machine is not Azure's: nothing answers as its instance metadata service"
    case .needsRight(let right): "needs \(right)"
    case .nothingFound(let kind): "the cluster has no \(kind)"
    }
  }

  static func code(_ reason: Omission.Reason) -> ReportDocument.ReasonEntry.Code {
    switch reason {
    case .doesNotApply: .doesNotApply
    case .notDeclared: .notDeclared
    case .notKnownBeforehand: .notKnownBeforehand
    case .notVisible: .notVisible
    case .notSelected: .notSelected
    case .notInCloud: .notInCloud
    case .leftToProxy: .leftToProxy
    case .notInRules: .notInRules
    case .dataNotGiven: .dataNotGiven
    case .nothingDeclared: .nothingDeclared
    case .credentialNotDeclared: .credentialNotDeclared
    case .variableNotSet: .variableNotSet
    case .notOffered: .notOffered
    case .notOnAzure: .notOnAzure
    case .needsRight: .needsRight
    case .nothingFound: .nothingFound
    }
  }

  /// When a requirement with this condition applies.
  static func applies(_ condition: Condition) -> String {
    switch condition {
    case .edition(.v1): "applies only to the edition v1"
    case .edition(.extension): "applies only to the edition extension"
    case .cloud(let clouds): "applies only in \(list(clouds.map(name)))"
    case .privateAPIServer(true): "applies only where the API server is private"
    case .privateAPIServer(false): "applies only where the API server is public"
    case .tokenAuthentication: "applies only where a service uses token authentication"
    case .addressKindDeclared: "applies only where the deployment says whether its addresses are private"
    case .dedicatedDataEndpoint(true): "applies only where the registry has data hosts of its own"
    case .dedicatedDataEndpoint(false): "applies only where the registry has no data hosts of its own"
    case .scoringTLS(true): "applies only where the scoring endpoint uses TLS"
    case .scoringTLS(false): "applies only where the scoring endpoint does without TLS"
    case .workspacePrivateEndpoint: "applies only where the workspace has a private endpoint"
    case .secondaryStorage: "applies only where storage.secondary is true"
    case .gpuNodes: "applies only where a node pool has machines with GPUs"
    case .windowsNodes: "applies only where a node pool runs Windows"
    case .networkModel(let models): "applies only where network.model is \(list(models.map(\.rawValue)))"
    }
  }

  /// A command that prints the value that is missing, where there is one; what the deployment does not declare is a
  /// word in capitals.
  static func command(_ reason: Omission.Reason, deployment: Deployment) -> String? {
    if case .dataNotGiven(let option) = reason {
      return dataCommand(option, region: word(deployment.cluster.region, else: "REGION"))
    }
    guard case .notDeclared(let path) = reason else { return nil }
    let cluster = word(deployment.cluster.name, else: "CLUSTER")
    let workspace = word(deployment.workspace.name, else: "WORKSPACE")
    func aks(_ query: String) -> String { "az aks show -g RESOURCE_GROUP -n \(cluster) --query \(query) -o tsv" }
    func ml(_ query: String) -> String {
      "az ml workspace show -g RESOURCE_GROUP -n \(workspace) --query \(query) -o tsv"
    }
    switch path {
    case "cluster.apiServer.host": return aks(deployment.cluster.apiServer?.isPrivate == true ? "privateFqdn" : "fqdn")
    case "cluster.region": return aks("location")
    case "workspace.region": return ml("location")
    case "registry.name": return ml("container_registry")
    case "storage.account": return ml("storage_account")
    case "workspace.id":
      return "az resource show -g RESOURCE_GROUP -n \(workspace) "
        + "--resource-type Microsoft.MachineLearningServices/workspaces --query properties.workspaceId -o tsv"
    case "scoring.host": return "kubectl get service azureml-fe -n azureml"
    default: return nil
    }
  }

  /// A command that prints the data which an option takes.
  private static func dataCommand(_ option: String, region: String) -> String? {
    switch option {
    case "--aks-versions": "az aks get-versions -l \(region) -o json >versions.json"
    case "--kubeconfig": "az aks get-credentials -g RESOURCE_GROUP -n CLUSTER --file kubeconfig"
    case "--service-tags": "az network list-service-tags -l \(region) -o json >service-tags.json"
    default: nil
    }
  }

  /// A declared value where a shell takes it as one word.
  private static func word(_ value: String?, else placeholder: String) -> String {
    guard let value, FactTemplate.isShellWord(value) else { return placeholder }
    return value
  }
}
