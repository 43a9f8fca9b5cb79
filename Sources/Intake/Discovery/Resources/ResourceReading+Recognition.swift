import Model

extension ResourceReading {
  /// Everything that a document describes: one resource, a list of them, or a template. A document that is none of these
  /// is a problem.
  mutating func resources(_ root: Cursor, context: String? = nil) -> [Resource] {
    let known = problems.count
    let found = resources(root, context: context, depth: 0)
    if found.isEmpty, problems.count == known, !Self.isEmptyList(root) { refuseDocument(root) }
    return found
  }

  private static func isEmptyList(_ root: Cursor) -> Bool {
    if case .list(let items) = root.value.content { return items.isEmpty }
    return ["value", "items", "resources"].contains { key in
      guard let list = root[key]?.value.content, case .list = list else { return false }
      return true
    }
  }

  private mutating func resources(_ cursor: Cursor, context: String?, depth: Int) -> [Resource] {
    guard depth < 8 else { return [] }
    if case .list = cursor.value.content {
      var found: [Resource] = []
      for item in cursor.items ?? [] { found += resources(item, context: context, depth: depth + 1) }
      return found
    }
    guard cursor.isMapping else { return [] }
    if cursor["kind"]?.text == "Config", cursor["clusters"] != nil || cursor["contexts"] != nil {
      return [.kubeconfig(kubeconfig(cursor, context: context))]
    }
    if let kind = cursor["kind"]?.text, cursor["apiVersion"] != nil { return kubernetes(cursor, kind: kind) }
    if let resource = azure(cursor) { return resource + children(cursor, depth: depth) }
    for key in ["value", "resources"] {
      guard let list = cursor[key], list.items != nil, !list.isMapping || cursor["Count"] != nil else { continue }
      return resources(list, context: context, depth: depth + 1)
    }
    // Versions and service tags are read for what they are by other options.
    if let first = cursor["values"]?.items?.first,
      first["patchVersions"] ?? first["properties"]?["addressPrefixes"] != nil
    {
      return [.other(type: "reference")]
    }
    if let template = cursor["template"] ?? cursor["properties"]?["template"] {
      return resources(template, context: context, depth: depth + 1)
    }
    // `az network vnet create` wraps what it made: {"newVNet": {…}}.
    let members = cursor.members
    if members.count == 1, members[0].cursor.isMapping, members[0].key.lowercased() != "error" {
      return resources(members[0].cursor, context: context, depth: depth + 1)
    }
    return []
  }

  /// Resources that a template nests within their parent.
  private mutating func children(_ cursor: Cursor, depth: Int) -> [Resource] {
    guard let nested = cursor["resources"], nested.items != nil else { return [] }
    return resources(nested, context: nil, depth: depth + 1)
  }

  private mutating func kubernetes(_ cursor: Cursor, kind: String) -> [Resource] {
    if kind.hasSuffix("List") {
      var found: [Resource] = []
      for item in items(cursor["items"]) {
        guard item.isMapping else {
          refuse(item, expected: "an object of Kubernetes")
          continue
        }
        found += kubernetes(item, kind: item["kind"]?.text ?? String(kind.dropLast(4)))
      }
      return found
    }
    switch kind {
    case "Node": return [.node(node(cursor))]
    case "Pod": return [.pod(pod(cursor))]
    case "Service": return [.service(service(cursor))]
    case "Deployment" where cursor["metadata"] != nil: return [.kubernetesDeployment(kubernetesDeployment(cursor))]
    case "Deployment": return []
    case "HorizontalPodAutoscaler": return [.autoscaler(autoscaler(cursor))]
    case "ConfigMap": return [.configMap(configMap(cursor))]
    default: return [.other(type: kind)]
    }
  }

  /// A resource of Azure, by its type, its identifier, or the properties that only it has; `nil` if it is none.
  private mutating func azure(_ cursor: Cursor) -> [Resource]? {
    let declared = cursor["type", "resourceType"]?.text.flatMap { $0.contains("/") ? $0.lowercased() : nil }
    let identified = cursor["id"]?.text.flatMap { ResourceID($0)?.type }
    for type in [declared, identified].compactMap({ $0 }) {
      if let resources = resources(of: type, cursor) { return resources }
    }
    if let type = Self.typeByShape(cursor) { return resources(of: type, cursor) }
    return (declared ?? identified).map { [.other(type: $0)] }
  }

  private mutating func resources(of type: String, _ cursor: Cursor) -> [Resource]? {
    switch type {
    case "microsoft.containerservice/managedclusters": [.managedCluster(managedCluster(cursor))]
    case "microsoft.containerservice/managedclusters/agentpools": [.agentPool(agentPool(cursor))]
    case "microsoft.containerregistry/registries": [.registry(registry(cursor))]
    case "microsoft.storage/storageaccounts": [.storageAccount(storageAccount(cursor))]
    case "microsoft.machinelearningservices/workspaces": [.workspace(workspace(cursor))]
    case "microsoft.machinelearningservices/workspaces/computes": [.compute(machineLearningCompute(cursor))]
    case "microsoft.network/virtualnetworks": [.virtualNetwork(virtualNetwork(cursor))]
    case "microsoft.network/virtualnetworks/subnets": [.subnet(subnet(cursor))]
    case "microsoft.network/routetables": [.routeTable(routeTable(cursor))]
    case "microsoft.network/publicipaddresses", "microsoft.network/publicipprefixes":
      [.publicIPAddress(publicIPAddress(cursor))]
    case "microsoft.network/privateendpoints": privateEndpoint(cursor).map { .privateEndpoint($0) }
    case "microsoft.kubernetesconfiguration/extensions": clusterExtension(cursor)
    default: nil
    }
  }

  private mutating func clusterExtension(_ cursor: Cursor) -> [Resource] {
    guard let type = text(cursor.property("extensionType")), type.value.lowercased() == "microsoft.azureml.kubernetes"
    else { return [.other(type: "microsoft.kubernetesconfiguration/extensions")] }
    return [.clusterExtension(type)]
  }

  /// What only one type of resource has, for documents that lost their type.
  private static func typeByShape(_ cursor: Cursor) -> String? {
    func has(_ names: String...) -> Bool { names.allSatisfy { cursor.property($0) != nil } }
    if has("agentPoolProfiles") { return "microsoft.containerservice/managedclusters" }
    if has("loginServer") { return "microsoft.containerregistry/registries" }
    if has("primaryEndpoints") { return "microsoft.storage/storageaccounts" }
    if has("discoveryUrl") { return "microsoft.machinelearningservices/workspaces" }
    if has("storageAccount", "keyVault") { return "microsoft.machinelearningservices/workspaces" }
    if has("computeType") { return "microsoft.machinelearningservices/workspaces/computes" }
    if has("addressSpace") { return "microsoft.network/virtualnetworks" }
    if has("vmSize", "osType") { return "microsoft.containerservice/managedclusters/agentpools" }
    if has("privateLinkServiceConnections") { return "microsoft.network/privateendpoints" }
    if has("routes", "disableBgpRoutePropagation") { return "microsoft.network/routetables" }
    if has("ipAddress", "publicIPAllocationMethod") { return "microsoft.network/publicipaddresses" }
    if cursor["name"] != nil, has("addressPrefix") || has("addressPrefixes") {
      return "microsoft.network/virtualnetworks/subnets"
    }
    return nil
  }

  /// A document of which nothing is understood: an error of Azure's, a deployment file, or something else.
  private mutating func refuseDocument(_ root: Cursor) {
    if let error = ErrorBody(root) {
      report(
        Problem(
          place: error.place,
          message: "the file holds an error of Azure's instead of a resource: "
            + [error.code, error.message].compactMap { $0 }.joined(separator: ": ").quoted(upTo: 240),
          expected: "what the command prints when it succeeds"))
    } else if root["apiVersion"]?.text == "aml-preflight/v1" || root["kind"]?.text == "Deployment" {
      report(
        Problem(
          place: root.value.place, message: "the file is a deployment file already",
          expected: "documents to derive one from; `aml-preflight run FILE` takes it as it is"))
    } else {
      let keys = root.members.map(\.key).prefix(6).map(\.quoted).joined(separator: ", ")
      report(
        Problem(
          place: root.value.place,
          message: "the file holds no resource" + (keys.isEmpty ? "" : ", but an object with the keys \(keys)"),
          expected: "a resource as `az … show -o json` prints it, a list of them, a kubeconfig file, "
            + "or what `kubectl get … -o json` prints"))
    }
  }
}

/// What Azure answers instead of a resource: `{"error": {"code": …, "message": …}}`, or the same without the wrapping.
struct ErrorBody: Sendable {
  var isWrapped: Bool
  var code: String?
  var message: String?
  var place: SourcePlace

  /// `nil` if the document is none.
  init?(_ root: Cursor) {
    let inner = root["error"].flatMap { $0.isMapping ? $0 : nil }
    let body = inner ?? root
    guard let code = body["code"]?.text, body["message"] != nil || inner != nil else { return nil }
    isWrapped = inner != nil
    self.code = code
    message = body["message"]?.text
    place = body.value.place
  }
}
