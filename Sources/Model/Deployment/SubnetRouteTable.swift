/// The route table of a subnet.
public enum SubnetRouteTable: Sendable, Hashable {
  /// The subnet has none.
  case absent
  case associated(table: RouteTable)
}
