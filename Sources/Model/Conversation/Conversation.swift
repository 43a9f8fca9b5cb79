/// Several requests of which each depends on the answers before: what a real client says to a service. Decided before
/// anything is sent; names of environment variables stand in it, never their values.
public enum Conversation: Sendable, Hashable, Codable {
  /// An image as a node pulls it: challenge, token, manifests, configuration, and of the layers the smallest and the
  /// beginning of the largest (OCI Distribution Specification 1.1).
  case pull(image: ImageReference, registry: Endpoint, credential: Credential?)
}

extension Conversation {
  /// Whom it begins with. Hosts that the answers name are discovered on the way.
  public var endpoint: Endpoint {
    switch self {
    case .pull(_, let registry, _): registry
    }
  }

  /// What proves who asks; `nil`: nothing does.
  public var credential: Credential? {
    switch self {
    case .pull(_, _, let credential): credential
    }
  }

  /// Whether it never goes through a proxy, whatever the vantage says: what it asks is this machine's own neighbor.
  public var isNeverProxied: Bool {
    switch self {
    case .pull: false
    }
  }

  /// The same conversation, beginning at another endpoint and with another credential.
  public func with(endpoint: Endpoint, credential: Credential?) -> Conversation {
    switch self {
    case .pull(let image, _, _): .pull(image: image, registry: endpoint, credential: credential)
    }
  }
}

/// What a requirement wants said; a plan makes a `Conversation` of it.
public enum ConversationKind: Sendable, Hashable, Codable {
  /// Pull this image; `nil`: the deployment's (`registry.image`).
  case pull(image: ImageReference?)
}
