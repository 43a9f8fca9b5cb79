import Model

/// The conversation that a requirement wants held in one deployment, or why there is none.
enum PlannedConversation {
  case known(Conversation)
  case unknown(Omission.Reason)
}

extension Deployment {
  /// What is said to an endpoint, with this deployment's values and the user's sample request.
  func conversation(
    _ kind: ConversationKind, at endpoint: Endpoint, sample: SampleRequest? = nil
  ) -> PlannedConversation {
    switch kind {
    case .pull(let image?):
      return .known(.pull(image: image, registry: endpoint, credential: nil))
    case .pull(nil) where endpoint.role == .mcr:
      guard let image = routerImage else { return .unknown(.nothingDeclared(path: "cluster.router.image")) }
      return .known(.pull(image: image, registry: endpoint, credential: nil))
    case .pull(nil):
      // A model need not have an image of its own before it is built.
      guard let text = registry.image else { return .unknown(.nothingDeclared(path: "registry.image")) }
      guard let image = ImageReference(text) else { return .unknown(.notDeclared(path: "registry.image")) }
      return .known(.pull(image: image, registry: endpoint, credential: credentials.registry))
    // Without a credential storage says no more than what it says to anybody, which other requirements are about.
    case .readBlob:
      guard let credential = credentials.storage else { return .unknown(.nothingDeclared(path: "credentials.storage")) }
      guard let blob = storage.blob else { return .unknown(.nothingDeclared(path: "storage.blob")) }
      return .known(.readBlob(path: blob, storage: endpoint, credential: credential))
    case .queryTable:
      guard let credential = credentials.storage else { return .unknown(.nothingDeclared(path: "credentials.storage")) }
      return .known(.queryTable(name: storage.table, storage: endpoint, credential: credential))
    case .readMetadata: return .known(.readMetadata(metadata: endpoint))
    case .score: return scoringCall(at: endpoint, sample: sample)
    }
  }
}

extension Deployment {
  /// The router's own image in the place of the catalog's example, where it is known and comes from this registry.
  func image(insteadOf kind: ConversationKind, at endpoint: Endpoint) -> ConversationKind? {
    guard case .pull(_?) = kind, endpoint.role == .mcr, routerImage != nil else { return nil }
    return .pull(image: nil)
  }

  /// The router's image, unless it names another registry than the Microsoft Container Registry.
  private var routerImage: ImageReference? {
    guard let text = cluster.router?.image else { return nil }
    let first = text.prefix { $0 != "/" }
    let namesRegistry = first.count < text.count && (first.contains(".") || first.contains(":"))
    return namesRegistry && first != "mcr.microsoft.com" ? nil : ImageReference(text)
  }
}

extension Deployment {
  /// A key is never sent in the clear, even where clients do.
  private func scoringCall(at endpoint: Endpoint, sample: SampleRequest?) -> PlannedConversation {
    guard scoring.path != nil else { return .unknown(.nothingDeclared(path: "scoring.path")) }
    let credential = credentials.scoring
    guard credential != nil || sample != nil else {
      return .unknown(.nothingDeclared(path: "credentials.scoringKeyFrom"))
    }
    if credential != nil, !endpoint.transport.isEncrypted {
      return .unknown(.doesNotApply(condition: .scoringTLS(true)))
    }
    return .known(.score(scoring: endpoint, credential: credential, sample: sample))
  }
}

extension Deployment.Credentials {
  /// What storage is shown; a signature, which is made for what is read, counts more than a token.
  var storage: Credential? {
    storageSASFrom.map(Credential.signature) ?? storageTokenFrom.map(Credential.bearer)
  }

  /// What a service is shown: its key, or a token of its own.
  var scoring: Credential? {
    scoringKeyFrom.map(Credential.key) ?? scoringTokenFrom.map(Credential.bearer)
  }

  /// What the registry is shown; a token of Entra's counts more than a password.
  var registry: Credential? {
    if let variable = registryEntraTokenFrom { return .entraToken(from: variable) }
    guard let username = registryUsernameFrom, let password = registryPasswordFrom else { return nil }
    return .basic(usernameFrom: username, passwordFrom: password)
  }
}
