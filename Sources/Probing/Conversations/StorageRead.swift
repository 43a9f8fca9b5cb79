import Model

/// One read of a storage account, as the router and a model's init container make it: the beginning of a blob, or one
/// entity of a table (Azure Storage, "Get Blob" and "Query Entities"). Nothing of what is read is kept.
struct StorageRead: Dialogue {
  enum Subject: Sendable, Hashable {
    /// Container and path.
    case blob(path: String)
    /// `nil`: the list of tables.
    case table(name: String?)
  }

  private let subject: Subject
  private let storage: Endpoint
  private let credential: Credential

  init(_ subject: Subject, at storage: Endpoint, credential: Credential) {
    self.subject = subject
    self.storage = storage
    self.credential = credential
  }

  mutating func begin() -> Ask {
    var ask: Ask
    switch subject {
    case .blob(let path):
      ask = Ask(.blobBeginning, at: WebAddress(storage, target: "/\(path)"), as: storage.role)
      ask.range = Exchange.Purpose.beginning
      ask.bodyLimit = Exchange.Purpose.beginning
    case .table(let name):
      let target = Conversation.tableTarget(name)
      ask = Ask(.tableEntity, at: WebAddress(storage, target: target), as: storage.role)
      ask.shownTarget = target
    }
    ask.keptBytes = 2_048
    ask.isConfidential = true
    ask.authorization = credential.authorization
    return ask
  }

  mutating func received(_ reply: Reply) -> Turn {
    switch reply.status {
    case 200, 206:
      switch reply.received.content.end {
      case .whole, .stopped: return .complete
      case .cut, .silent, .malformed: return .stop(.contentIncomplete)
      }
    case 401, 403: return .stop(.refused)
    default: return .stop(.status)
    }
  }
}

extension Credential {
  /// How it is shown where no exchange comes before.
  var authorization: Exchange.Authorization {
    switch self {
    case .basic(let username, let password): .basic(usernameFrom: username, passwordFrom: password)
    case .bearer(let variable): .bearer(tokenFrom: variable)
    case .entraToken(let variable): .entraToken(from: variable)
    case .signature(let variable): .signature(from: variable)
    case .key(let variable): .key(from: variable)
    }
  }
}
