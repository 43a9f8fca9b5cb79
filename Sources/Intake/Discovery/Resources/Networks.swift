import Model

/// A virtual network (`Microsoft.Network/virtualNetworks`).
struct VirtualNetwork: Sendable {
  var id: Sourced<ResourceID>?
  var name: Sourced<String>?
  var region: Sourced<String>?
  var addressPrefixes: [Sourced<String>]
  /// Empty: Azure's own.
  var dnsServers: [Sourced<String>]
  var subnets: [Subnet]
  /// How many, and the address spaces that they lead to.
  var peerings: Int
  var peeredPrefixes: [Sourced<String>]
}

/// A subnet (`…/virtualNetworks/subnets`).
struct Subnet: Sendable {
  var id: Sourced<ResourceID>?
  var name: Sourced<String>?
  var prefixes: [Sourced<String>]
  /// `nil` value: it has none. `nil`: the document names one by an expression.
  var routeTable: Sourced<ResourceID?>?
  /// Of the network interfaces in it; `nil` if the document does not say.
  var ipConfigurations: Sourced<[String]>?
  var delegations: [Sourced<String>]
  var serviceEndpoints: [Sourced<String>]
}

/// A route table (`Microsoft.Network/routeTables`).
struct RouteTableResource: Sendable {
  struct Route: Sendable {
    var prefix: Sourced<String>?
    var nextHop: Sourced<String>?
    var address: Sourced<String>?
  }
  var id: Sourced<ResourceID>?
  var name: Sourced<String>?
  var routes: [Route]
  var place: SourcePlace
}

/// A public address (`Microsoft.Network/publicIPAddresses`), or a range of them (`…/publicIPPrefixes`).
struct PublicIPAddress: Sendable {
  var id: Sourced<ResourceID>?
  var address: Sourced<String>?
  var hostName: Sourced<String>?
}

/// A private endpoint (`Microsoft.Network/privateEndpoints`): which service of which resource has an address inside.
struct PrivateEndpoint: Sendable {
  var target: Sourced<ResourceID>?
  /// `registry`, `blob`, `table`, `amlworkspace`, …
  var groups: [Sourced<String>]
}

extension ResourceReading {
  mutating func virtualNetwork(_ cursor: Cursor) -> VirtualNetwork {
    var subnets: [Subnet] = []
    for item in items(cursor.property("subnets")) {
      if let object = object(item) { subnets.append(subnet(object)) }
    }
    let peerings = items(cursor.property("virtualNetworkPeerings"))
    var peered: [Sourced<String>] = []
    for peering in peerings {
      let space = peering.property("remoteVirtualNetworkAddressSpace", "peeredRemoteAddressSpace", "remoteAddressSpace")
      peered += texts(object(space)?["addressPrefixes"])
    }
    return VirtualNetwork(
      id: identifier(cursor["id"]), name: text(cursor["name"]), region: region(cursor["location"]),
      addressPrefixes: texts(object(cursor.property("addressSpace"))?["addressPrefixes"]),
      dnsServers: texts(object(cursor.property("dhcpOptions"))?["dnsServers"]), subnets: subnets,
      peerings: peerings.count, peeredPrefixes: peered)
  }

  mutating func subnet(_ cursor: Cursor) -> Subnet {
    let several = texts(cursor.property("addressPrefixes"))
    var delegations: [Sourced<String>] = []
    for item in items(cursor.property("delegations")) {
      if let service = text(item.property("serviceName")) { delegations.append(service) }
    }
    var endpoints: [Sourced<String>] = []
    for item in items(cursor.property("serviceEndpoints")) {
      if let service = text(item["service"]) { endpoints.append(service) }
    }
    var configurations: Sourced<[String]>?
    if let list = cursor.property("ipConfigurations"), !Self.isUnknown(list) {
      let ids = items(list).compactMap { $0["id"]?.text ?? "" }
      configurations = Sourced(ids, at: list.place)
    }
    let tableCursor = cursor.property("routeTable")
    let table = reference(tableCursor)
    if let tableCursor, tableCursor.text != nil, table == nil, !Self.isUnknown(tableCursor) {
      refuse(tableCursor, expected: "an object with the identifier of a route table")
    }
    return Subnet(
      id: identifier(cursor["id"]), name: text(cursor["name"]),
      prefixes: several.isEmpty ? texts(cursor.property("addressPrefix")) : several,
      routeTable: table.map { Sourced($0.value, at: $0.place) }
        ?? (tableCursor == nil ? Sourced(nil, at: cursor.place) : nil),
      ipConfigurations: configurations, delegations: delegations, serviceEndpoints: endpoints)
  }

  mutating func routeTable(_ cursor: Cursor) -> RouteTableResource {
    var routes: [RouteTableResource.Route] = []
    for item in items(cursor.property("routes")) {
      routes.append(
        RouteTableResource.Route(
          prefix: text(item.property("addressPrefix")), nextHop: text(item.property("nextHopType")),
          address: text(item.property("nextHopIpAddress"))))
    }
    return RouteTableResource(
      id: identifier(cursor["id"]), name: text(cursor["name"]), routes: routes, place: cursor.place)
  }

  mutating func publicIPAddress(_ cursor: Cursor) -> PublicIPAddress {
    PublicIPAddress(
      id: identifier(cursor["id"]), address: text(cursor.property("ipAddress", "ipPrefix")),
      hostName: text(object(cursor.property("dnsSettings"))?["fqdn"]))
  }

  mutating func privateEndpoint(_ cursor: Cursor) -> [PrivateEndpoint] {
    var endpoints: [PrivateEndpoint] = []
    for key in ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"] {
      for connection in items(cursor.property(key)) {
        endpoints.append(
          PrivateEndpoint(
            target: identifier(connection.property("privateLinkServiceId")),
            groups: texts(connection.property("groupIds"))))
      }
    }
    return endpoints
  }
}
