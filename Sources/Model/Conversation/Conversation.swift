/// Several requests of which each depends on the answers before: what a real client says to a service. Decided before
/// anything is sent; names of environment variables stand in it, never their values.
public enum Conversation: Sendable, Hashable, Codable {
  /// An image as a node pulls it: challenge, token, manifests, configuration, and of the layers the smallest and the
  /// beginning of the largest (OCI Distribution Specification 1.1).
  case pull(image: ImageReference, registry: Endpoint, credential: Credential?)
  /// The beginning of a blob, by its container and its path in it.
  case readBlob(path: String, storage: Endpoint, credential: Credential)
  /// One entity of a table; `nil`: one entry of the list of tables.
  case queryTable(name: String?, storage: Endpoint, credential: Credential)
  /// The versions that Azure's instance metadata service has.
  case readMetadata(metadata: Endpoint)
  /// A deployed service at the endpoint's path, as its clients call it, with a sample request if the user gave one.
  case score(scoring: Endpoint, credential: Credential?, sample: SampleRequest?)
}

extension Conversation {
  /// Whom it begins with. Hosts that the answers name are discovered on the way.
  public var endpoint: Endpoint {
    switch self {
    case .pull(_, let registry, _): registry
    case .readBlob(_, let storage, _), .queryTable(_, let storage, _): storage
    case .readMetadata(let metadata): metadata
    case .score(let scoring, _, _): scoring
    }
  }

  /// What proves who asks; `nil`: nothing does.
  public var credential: Credential? {
    switch self {
    case .pull(_, _, let credential): credential
    case .readBlob(_, _, let credential), .queryTable(_, _, let credential): credential
    case .readMetadata: nil
    case .score(_, let credential, _): credential
    }
  }

  /// Whether it never goes through a proxy, whatever the vantage says: what it asks is this machine's own neighbor.
  public var isNeverProxied: Bool {
    switch self {
    case .pull, .readBlob, .queryTable, .score: false
    case .readMetadata: true
    }
  }

  /// The same conversation, beginning at another endpoint and with another credential.
  public func with(endpoint: Endpoint, credential: Credential?) -> Conversation {
    switch self {
    case .pull(let image, _, _): .pull(image: image, registry: endpoint, credential: credential)
    case .readBlob(let path, _, let own): .readBlob(path: path, storage: endpoint, credential: credential ?? own)
    case .queryTable(let name, _, let own): .queryTable(name: name, storage: endpoint, credential: credential ?? own)
    case .readMetadata: .readMetadata(metadata: endpoint)
    case .score(_, _, let sample): .score(scoring: endpoint, credential: credential, sample: sample)
    }
  }
}

/// What a requirement wants said; a plan makes a `Conversation` of it.
public enum ConversationKind: Sendable, Hashable, Codable {
  /// Pull this image; `nil`: the deployment's (`registry.image`).
  case pull(image: ImageReference?)
  /// Read the beginning of the model (`storage.blob`).
  case readBlob
  /// Ask the deployment's table (`storage.table`) for one entity.
  case queryTable
  /// Ask Azure's instance metadata service which versions it has.
  case readMetadata
  /// Call the deployed service (`scoring.path`), with the user's sample if there is one.
  case score
}
