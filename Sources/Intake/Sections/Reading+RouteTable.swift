import Model

extension Reading {
  private enum Key: String, CaseIterable {
    case name, routes
  }

  /// `none`, or a table with its routes.
  mutating func routeTable(_ value: Value) -> SubnetRouteTable? {
    if case .text("none") = value.content { return .absent }
    guard case .mapping = value.content else {
      refuse(value, expected: "none, or a mapping with the keys name, routes")
      return nil
    }
    var table = RouteTable()
    forEach(Key.self, of: value) { reading, key, value in
      switch key {
      case .name: table.name = reading.text(value, expected: "the table's name")
      case .routes: table.routes = reading.list(value, of: "routes") { $0.route($1) }
      }
    }
    return .associated(table: table)
  }

  private enum RouteKey: String, CaseIterable {
    case prefix, nextHop, address
  }

  private mutating func route(_ value: Value) -> RouteTable.Route? {
    var route = RouteTable.Route()
    forEach(RouteKey.self, of: value) { reading, key, value in
      switch key {
      case .prefix: route.prefix = reading.range(value)
      case .nextHop: route.nextHop = reading.choice(value)
      case .address: route.address = reading.address(value)
      }
    }
    return route
  }
}
