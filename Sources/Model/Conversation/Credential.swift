/// What proves who asks, by the names of the environment variables that hold it; never the secret itself.
public enum Credential: Sendable, Hashable, Codable {
  /// A name and a password (RFC 7617).
  case basic(usernameFrom: String, passwordFrom: String)
  /// A token that is sent as it is (RFC 6750).
  case bearer(tokenFrom: String)
  /// An Entra token that the service exchanges for one of its own (Azure Container Registry, "AAD-OAuth").
  case entraToken(from: String)
  /// A shared access signature: the query that is added to a URL.
  case signature(from: String)
  /// A key that is sent as a bearer's token.
  case key(from: String)

  /// The variables that must be set for it.
  public var variables: [String] {
    switch self {
    case .basic(let username, let password): [username, password]
    case .bearer(let variable), .entraToken(let variable), .signature(let variable), .key(let variable): [variable]
    }
  }
}
