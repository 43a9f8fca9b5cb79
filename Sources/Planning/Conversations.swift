import Model

/// The conversation that a requirement wants held in one deployment, or why there is none.
enum PlannedConversation {
  case known(Conversation)
  case unknown(Omission.Reason)
}

extension Deployment {
  /// What is said to an endpoint, with this deployment's values.
  func conversation(_ kind: ConversationKind, at endpoint: Endpoint) -> PlannedConversation {
    switch kind {
    case .pull(let image?):
      return .known(.pull(image: image, registry: endpoint, credential: nil))
    case .pull(nil):
      // A model need not have an image of its own before it is built.
      guard let text = registry.image else { return .unknown(.nothingDeclared(path: "registry.image")) }
      guard let image = ImageReference(text) else { return .unknown(.notDeclared(path: "registry.image")) }
      return .known(.pull(image: image, registry: endpoint, credential: credentials.registry))
    }
  }
}

extension Deployment.Credentials {
  /// What the registry is shown; a token of Entra's counts more than a password.
  var registry: Credential? {
    if let variable = registryEntraTokenFrom { return .entraToken(from: variable) }
    guard let username = registryUsernameFrom, let password = registryPasswordFrom else { return nil }
    return .basic(usernameFrom: username, passwordFrom: password)
  }
}
