import Model

/// A question to Azure's instance metadata service (Azure, "Azure Instance Metadata Service", versions): which versions of
/// itself it has. It says nothing about the machine, and needs the header that keeps requests of strangers out.
struct MetadataRead: Dialogue {
  private let metadata: Endpoint

  init(at metadata: Endpoint) {
    self.metadata = metadata
  }

  mutating func begin() -> Ask {
    var ask = Ask(.metadata, at: WebAddress(metadata, target: Conversation.metadataTarget), as: metadata.role)
    ask.keptBytes = 4_096
    return ask
  }

  mutating func received(_ reply: Reply) -> Turn {
    guard reply.status == 200 else { return .stop(.status) }
    return reply.json?["apiVersions"]?.elements == nil ? .stop(.contentUnreadable) : .complete
  }
}
