internal import Model

extension Wording {
  /// What a requirement wants said, in one clause.
  static func conversation(_ kind: ConversationKind) -> String {
    switch kind {
    case .pull(let image): "pulls \(image?.description ?? "the deployment's image")"
    case .readBlob: "reads the deployment's model"
    case .queryTable: "reads the deployment's table"
    case .readMetadata: "reads the versions of instance metadata"
    case .score: "calls the deployed service"
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
    case .readBlob:
      "The first MiB of the model (storage.blob) is read with the shared access signature or the token that "
        + "credentials.storage names. Nothing of it is kept. Without a credential nothing is read."
    case .queryTable:
      "One entity of the table (storage.table; without it one entry of the list of tables) is asked for with the shared "
        + "access signature or the token that credentials.storage names. Nothing of it is kept."
    case .readMetadata:
      "GET \(Conversation.metadataTarget) with the header \(Exchange.Purpose.metadata.headers.joined()), never through a proxy. Where nothing answers, the machine "
        + "is taken for one that is not Azure's, and the check is skipped."
    case .score:
      "GET the root, the service's description and its path (scoring.path) with the key or the token that credentials "
        + "names. Only --score-body FILE has a sample request posted. Nothing of what comes to it is kept."
    }
  }

  private static func headers(_ purpose: Exchange.Purpose) -> String {
    HandCommands.headers(for: purpose).joined(separator: " ")
  }

  /// The same by hand.
  static func command(_ kind: ConversationKind, host: String) -> String {
    switch kind {
    case .pull(let image): "skopeo inspect docker://\(host)/\(image?.description ?? "IMAGE")"
    case .readBlob:
      "curl --include \(headers(.blobBeginning)) --range 0-1023 --output /dev/null "
        + "\"https://\(host)/CONTAINER/PATH?$STORAGE_SAS\""
    case .queryTable:
      "curl --include \(headers(.tableEntity)) 'https://\(host)\(Conversation.tableTarget("TABLE"))'\"&$STORAGE_SAS\""
    case .readMetadata:
      "curl --noproxy '*' \(headers(.metadata)) http://\(host)\(Conversation.metadataTarget)"
    case .score: "curl --include --header \"Authorization: Bearer $SCORING_KEY\" https://\(host)/PATH"
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
    case .readBlob(let path, _, let credential):
      return ["GET the first MiB of \(path) with \(credential.variables.joined(separator: " and "))"]
    case .queryTable(let name, _, let credential):
      return [
        "GET one entity of \(name ?? "the list of tables") with \(credential.variables.joined(separator: " and "))"
      ]
    case .readMetadata: return ["GET \(Conversation.metadataTarget)"]
    case .score(let scoring, let credential, let sample):
      let with = credential.map { " with \($0.variables.joined(separator: " and "))" } ?? ""
      return ["GET /", "GET its description and \(scoring.path)\(with)"]
        + (sample.map { ["POST the sample request (\($0.bytes) bytes) to \(scoring.path)\(with)"] } ?? [])
    }
  }
}
