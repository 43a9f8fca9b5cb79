internal import Model

extension Redactor {
  mutating func conversation(_ old: Conversation) -> Conversation {
    switch old {
    case .pull(let image, let registry, let old):
      .pull(
        image: self.image(image, at: registry), registry: endpoint(registry), credential: old.map { credential($0) })
    case .readBlob(let path, let storage, let old):
      .readBlob(
        path: String(self.path("/" + path).dropFirst()), storage: endpoint(storage), credential: credential(old))
    case .queryTable(let name, let storage, let old):
      .queryTable(name: word(name), storage: endpoint(storage), credential: credential(old))
    case .readMetadata(let metadata): .readMetadata(metadata: endpoint(metadata))
    case .score(let scoring, let old, let sample):
      .score(scoring: endpoint(scoring), credential: old.map { credential($0) }, sample: sample)
    }
  }

  /// The image of a registry of Microsoft's is everybody's; any other names the customer's work.
  private mutating func image(_ old: ImageReference, at registry: Endpoint) -> ImageReference {
    guard hidesNames, registry.role != .mcr else { return old }
    let repository = old.repository.split(separator: "/").map { word(String($0)) }.joined(separator: "/")
    return ImageReference("\(repository.lowercased())\(old.isDigest ? "@" + old.reference : ":" + word(old.reference))")
      ?? old
  }

  mutating func credential(_ old: Credential) -> Credential {
    switch old {
    case .basic(let username, let password): .basic(usernameFrom: word(username), passwordFrom: word(password))
    case .bearer(let variable): .bearer(tokenFrom: word(variable))
    case .entraToken(let variable): .entraToken(from: word(variable))
    case .signature(let variable): .signature(from: word(variable))
    case .key(let variable): .key(from: word(variable))
    }
  }

  mutating func exchange(_ old: Exchange) -> Exchange {
    var new = old
    new.endpoint = endpoint(old.endpoint)
    new.url = url(old.url)
    new.origin?.from = old.origin.map { text($0.from, from: .foreign) } ?? ""
    switch old.authorization {
    case .none, .issued: break
    case .basic(let username, let password):
      new.authorization = .basic(usernameFrom: word(username), passwordFrom: word(password))
    case .bearer(let variable): new.authorization = .bearer(tokenFrom: word(variable))
    case .entraToken(let variable): new.authorization = .entraToken(from: word(variable))
    case .signature(let variable): new.authorization = .signature(from: word(variable))
    case .key(let variable): new.authorization = .key(from: word(variable))
    }
    if case .sent(let ending, let address) = old.ending {
      new.ending = .sent(ending: self.ending(ending), address: place(address))
    }
    if hidesNames {
      new.content?.digest = old.content?.digest.map { digest($0) }
      new.content?.expectedDigest = old.content?.expectedDigest.map { digest($0) }
    }
    return new
  }

  /// `sha256:…`: who has the same image would know it by its digest.
  private mutating func digest(_ text: String) -> String {
    guard let colon = text.firstIndex(of: ":") else { return word(text) }
    return text[...colon] + number(String(text[text.index(after: colon)...]), digits: 64)
  }
}
