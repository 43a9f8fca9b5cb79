internal import Model

extension Wording {
  /// What a requirement wants said, in one clause.
  static func conversation(_ kind: ConversationKind) -> String {
    switch kind {
    case .pull(let image): "pulls \(image?.description ?? "the deployment's image")"
    }
  }

  /// How it is checked.
  static func method(_ kind: ConversationKind) -> String {
    switch kind {
    case .pull(let image):
      "\(image.map { "The image \($0)" } ?? "The deployment's image (registry.image)") is pulled as a node does it: "
        + "challenge, token, manifest, configuration, the smallest layer and the first MiB of the largest, over "
        + "connections that verify and with every digest compared. Hosts that the registry leads to are reached and "
        + "judged like any other."
    }
  }

  /// The same by hand.
  static func command(_ kind: ConversationKind, host: String) -> String {
    switch kind {
    case .pull(let image): "skopeo inspect docker://\(host)/\(image?.description ?? "IMAGE")"
    }
  }

  /// What a conversation sends, step by step, as a plan tells it.
  static func steps(_ conversation: Conversation) -> [String] {
    switch conversation {
    case .pull(let image, _, let credential):
      let token =
        switch credential {
        case nil: "GET a token, if one is wanted"
        case .entraToken(let variable): "POST the Entra token in \(variable) for a token, if one is wanted"
        case .basic(let username, let password): "GET a token with \(username) and \(password), if one is wanted"
        case .bearer(let variable), .signature(let variable), .key(let variable): "GET a token with \(variable)"
        }
      return [
        "GET /v2/", token, "GET the manifest of \(image) and its configuration",
        "GET its smallest layer and the first MiB of its largest",
        "the same of hosts that its answers lead to",
      ]
    }
  }
}
