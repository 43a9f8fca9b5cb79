/// Something that an identity may do with the Kubernetes API or not: the attributes of a SelfSubjectAccessReview.
public struct AccessRight: Sendable, Hashable, Codable {
  public enum Verb: String, Sendable, Hashable, Codable, CaseIterable {
    case get, list
    /// To leave a report in a ConfigMap, which is done only where the user asks for it.
    case patch, create
  }

  public var verb: Verb
  /// The API group; empty: the core group.
  public var group: String
  /// The plural: `pods`; of what is no resource its path: `/readyz`.
  public var resource: String
  /// `nil`: all namespaces, or a resource that has none.
  public var namespace: String?
  /// Of one object alone.
  public var name: String?

  public init(verb: Verb, group: String = "", resource: String, namespace: String? = nil, name: String? = nil) {
    self.verb = verb
    self.group = group
    self.resource = resource
    self.namespace = namespace
    self.name = name
  }
}

extension AccessRight {
  /// What asking the API server whether it is ready takes: a path that is no resource.
  public static let readiness = AccessRight(verb: .get, resource: "/readyz")
}

extension AccessRight: CustomStringConvertible {
  /// `list pods in azureml`, `get configmaps/coredns in kube-system`, `list networkpolicies.networking.k8s.io in all
  /// namespaces`, `list nodes`.
  public var description: String {
    var text = "\(verb.rawValue) \(resource)"
    if !group.isEmpty { text += ".\(group)" }
    if resource.hasPrefix("/") { return text }
    if let name { text += "/\(name)" }
    if let namespace { return "\(text) in \(namespace)" }
    return ["nodes", "namespaces"].contains(resource) ? text : "\(text) in all namespaces"
  }
}
