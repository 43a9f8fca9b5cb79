import Model

/// A container registry (`Microsoft.ContainerRegistry/registries`).
struct Registry: Sendable {
  var id: Sourced<ResourceID>?
  var name: Sourced<String>?
  var region: Sourced<String>?
  var loginServer: Sourced<String>?
  var sku: Sourced<String>?
  var adminEnabled: Sourced<Bool>?
  var publicNetworkAccess: Sourced<String>?
  var dataEndpointEnabled: Sourced<Bool>?
  var dataEndpointHosts: [Sourced<String>]
  var defaultAction: Sourced<String>?
  var ipRules: [Sourced<String>]
  var privateEndpoints: Sourced<Int>?
  var provisioningState: Sourced<String>?
}

/// A storage account (`Microsoft.Storage/storageAccounts`).
struct StorageAccount: Sendable {
  var id: Sourced<ResourceID>?
  var name: Sourced<String>?
  var region: Sourced<String>?
  var kind: Sourced<String>?
  var sku: Sourced<String>?
  /// By service (`blob`, `table`, …).
  var primaryHosts: [String: Sourced<String>]
  var secondaryHosts: [String: Sourced<String>]
  var httpsOnly: Sourced<Bool>?
  var minimumTLS: Sourced<String>?
  var defaultAction: Sourced<String>?
  var publicNetworkAccess: Sourced<String>?
  var hierarchicalNamespace: Sourced<Bool>?
  var dnsEndpointType: Sourced<String>?
  var customDomain: Sourced<String>?
  var privateEndpoints: Sourced<Int>?
  var provisioningState: Sourced<String>?
}

extension ResourceReading {
  mutating func registry(_ cursor: Cursor) -> Registry {
    let rules = object(cursor.property("networkRuleSet"))
    var ipRules: [Sourced<String>] = []
    for rule in items(rules?["ipRules"]) {
      if let value = text(rule.isMapping ? rule["value", "ipAddressOrRange"] : rule) { ipRules.append(value) }
    }
    return Registry(
      id: identifier(cursor["id"]), name: text(cursor["name"]), region: region(cursor["location"]),
      loginServer: text(cursor.property("loginServer")), sku: sku(cursor),
      adminEnabled: boolean(cursor.property("adminUserEnabled")),
      publicNetworkAccess: text(cursor.property("publicNetworkAccess")),
      dataEndpointEnabled: boolean(cursor.property("dataEndpointEnabled")),
      dataEndpointHosts: texts(cursor.property("dataEndpointHostNames", "dataEndpointHostName")),
      defaultAction: text(rules?["defaultAction"] ?? cursor["networkRuleSetDefaultAction"]),
      ipRules: ipRules, privateEndpoints: privateEndpoints(cursor),
      provisioningState: text(cursor.property("provisioningState")))
  }

  mutating func storageAccount(_ cursor: Cursor) -> StorageAccount {
    let rules = object(cursor.property("networkAcls", "networkRuleSet"))
    return StorageAccount(
      id: identifier(cursor["id"]), name: text(cursor["name", "storageAccountName"]),
      region: region(cursor["location"]),
      kind: text(cursor["kind"]), sku: sku(cursor), primaryHosts: hosts(cursor.property("primaryEndpoints")),
      secondaryHosts: hosts(cursor.property("secondaryEndpoints")),
      httpsOnly: boolean(cursor.property("supportsHttpsTrafficOnly", "enableHttpsTrafficOnly")),
      minimumTLS: text(cursor.property("minimumTlsVersion")), defaultAction: text(rules?["defaultAction"]),
      publicNetworkAccess: text(cursor.property("publicNetworkAccess")),
      hierarchicalNamespace: boolean(cursor.property("isHnsEnabled", "enableHierarchicalNamespace")),
      dnsEndpointType: text(cursor.property("dnsEndpointType")),
      customDomain: text(object(cursor.property("customDomain"))?["name"]),
      privateEndpoints: privateEndpoints(cursor), provisioningState: text(cursor.property("provisioningState")))
  }

  /// Hosts of a map of URLs by service; further maps within it (`internetEndpoints`) are other ways to the same.
  private mutating func hosts(_ cursor: Cursor?) -> [String: Sourced<String>] {
    var hosts: [String: Sourced<String>] = [:]
    for (key, value) in object(cursor)?.members ?? [] where !value.isMapping {
      hosts[key.lowercased()] = host(value)
    }
    return hosts
  }

  mutating func sku(_ cursor: Cursor) -> Sourced<String>? {
    guard let sku = cursor["sku", "skuName"] else { return nil }
    return sku.isMapping ? text(sku["name"]) : text(sku)
  }

  /// How many private endpoints are connected and approved; `nil` if the document does not say.
  mutating func privateEndpoints(_ cursor: Cursor) -> Sourced<Int>? {
    guard let connections = cursor.property("privateEndpointConnections", "privateEndpointConnection"),
      !Self.isUnknown(connections)
    else { return nil }
    var count = 0
    for connection in items(connections) {
      let state = object(connection.property("privateLinkServiceConnectionState"))
      let flattened = connection["privateLinkServiceConnectionStateStatus", "connectionState"]
      let status = text(state?["status"] ?? flattened)?.value.lowercased()
      if status == nil || status == "approved" { count += 1 }
    }
    return Sourced(count, at: connections.place)
  }
}
