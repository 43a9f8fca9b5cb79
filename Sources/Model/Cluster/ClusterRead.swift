/// One read of the Kubernetes API: what is asked for, and how much of it is kept. Reads change nothing: GET and LIST.
public struct ClusterRead: Sendable, Hashable, Codable {
  public var resource: ClusterResource
  /// `nil`: every namespace, or a resource that has none.
  public var namespace: String?
  /// The one object asked for; `nil`: a list.
  public var name: String?
  /// Which objects of a list, as the API reads it (`isazuremlapp=true`); `nil`: all.
  public var labelSelector: String?
  /// Further, by fields (`type=Warning`); `nil`: all.
  public var fieldSelector: String?
  /// How many objects are kept at most; what is beyond is counted.
  public var limit: Int

  /// How many objects are kept if nothing else is said.
  public static let usualLimit = 1_000

  public init(
    _ resource: ClusterResource, namespace: String? = nil, name: String? = nil, labelSelector: String? = nil,
    fieldSelector: String? = nil, limit: Int = ClusterRead.usualLimit
  ) {
    self.resource = resource
    self.namespace = namespace
    self.name = name
    self.labelSelector = labelSelector
    self.fieldSelector = fieldSelector
    self.limit = limit
  }

  /// What an identity must be allowed for the read (RBAC); `nil`: what everybody who is authenticated may see.
  public var right: AccessRight? {
    switch resource {
    case .version, .readiness: nil
    default:
      AccessRight(
        verb: name == nil ? .list : .get, group: resource.group, resource: resource.plural, namespace: namespace,
        name: name)
    }
  }
}
