import Model

/// An image as a node pulls it (OCI Distribution Specification 1.1; token authentication as in the registry's own
/// specification and in Azure Container Registry, "AAD-OAuth"), bounded: of the layers only the smallest comes whole, if it
/// is small, and of the largest the beginning.
struct RegistryPull: Dialogue {
  /// The most that a layer may have to be asked for whole.
  static let wholeLimit = 4 << 20
  /// What manifests and configurations may have: the limit of containerd.
  static let documentLimit = 4 << 20

  private enum Stage {
    case challenge, exchange, token, manifest, platformManifest, configuration, layers
  }

  private struct Token {
    var text: String
    var number: Int
  }

  private let image: ImageReference
  private let registry: Endpoint
  private let credential: Credential?
  private let variablesAreSet: Bool
  private var stage = Stage.challenge
  private var token: Token?
  private var sendsPassword = false
  /// What the latest request for a token proved who asks with.
  private var tokenAuthorization = Exchange.Authorization.none
  private var challenge: TokenChallenge?
  private var manifest: ImageManifest?
  private var layers: ArraySlice<Ask> = []

  init(image: ImageReference, registry: Endpoint, credential: Credential?, variables: Set<String>) {
    self.image = image
    self.registry = registry
    self.credential = credential
    variablesAreSet = credential?.variables.allSatisfy(variables.contains) ?? false
  }

  mutating func begin() -> Ask { Ask(.challenge, at: address("/v2/"), as: registry.role) }

  mutating func received(_ reply: Reply) -> Turn {
    switch stage {
    case .challenge: return challenged(by: reply)
    case .exchange: return exchanged(reply)
    case .token: return issued(reply)
    case .manifest, .platformManifest: return manifested(reply)
    case .configuration, .layers: return downloaded(reply)
    }
  }

  // MARK: Who asks

  private mutating func challenged(by reply: Reply) -> Turn {
    switch reply.status {
    case 401: return answer(reply)
    case 403, 429, 500...: return .stop(.status)
    // What it says of its door does not matter to a node, which asks for the manifest at once.
    default: return askForManifest()
    }
  }

  /// Does what a challenge wants.
  private mutating func answer(_ reply: Reply) -> Turn {
    let challenges = reply.received.headers("www-authenticate").flatMap(AuthenticationChallenge.all)
    let registry = registry
    if let challenge = challenges.lazy.compactMap({ TokenChallenge($0, by: registry) }).first {
      self.challenge = challenge
      return askForToken()
    }
    guard challenges.contains(where: { $0.scheme == "basic" }) else { return .stop(.challengeUnreadable) }
    guard case .basic = credential, variablesAreSet else { return .stop(missing) }
    sendsPassword = true
    return askForManifest()
  }

  private var missing: Exchange.Stop { credential == nil ? .noCredential : .variableNotSet }

  private mutating func askForToken() -> Turn {
    guard let challenge else { return .stop(.challengeUnreadable) }
    if case .entraToken(let variable) = credential, variablesAreSet {
      stage = .exchange
      var ask = Ask(.tokenExchange, at: address("/oauth2/exchange"), as: registry.role)
      ask.method = .post
      ask.authorization = .entraToken(from: variable)
      ask.form = [
        Ask.Field(name: "grant_type", value: .plain("access_token")),
        Ask.Field(name: "service", value: .plain(challenge.service ?? registry.host.description)),
        Ask.Field(name: "access_token", value: .variable(variable)),
      ]
      return .ask(ask)
    }
    stage = .token
    var ask = challenge.ask(for: scope, as: registry.role)
    // The password is the registry's; a realm elsewhere gets none of it.
    if case .basic(let username, let password) = credential, variablesAreSet, challenge.realm.host == registry.host {
      ask.authorization = .basic(usernameFrom: username, passwordFrom: password)
    }
    tokenAuthorization = ask.authorization
    return .ask(ask)
  }

  private mutating func exchanged(_ reply: Reply) -> Turn {
    guard reply.status == 200 else { return .stop(isRefusal(reply.status) ? .refused : .status) }
    guard let challenge, let refresh = reply.json?["refresh_token"]?.string else { return .stop(.noToken) }
    stage = .token
    var ask = Ask(.token, at: challenge.realm, as: registry.role)
    ask.method = .post
    ask.authorization = .issued(by: reply.number)
    ask.form = [
      Ask.Field(name: "grant_type", value: .plain("refresh_token")),
      Ask.Field(name: "service", value: .plain(challenge.service ?? registry.host.description)),
      Ask.Field(name: "scope", value: .plain(scope)), Ask.Field(name: "refresh_token", value: .issued(refresh)),
    ]
    tokenAuthorization = ask.authorization
    return .ask(ask)
  }

  private mutating func issued(_ reply: Reply) -> Turn {
    guard reply.status == 200 else {
      guard isRefusal(reply.status) else { return .stop(.status) }
      return .stop(tokenAuthorization == .none ? missing : .refused)
    }
    guard let json = reply.json, let text = json["access_token"]?.string ?? json["token"]?.string, !text.isEmpty else {
      return .stop(.noToken)
    }
    token = Token(text: text, number: reply.number)
    var turn = askForManifest()
    turn.validity = TokenValidity.read(token: text, answer: json)
    return turn
  }

  private func isRefusal(_ status: Int) -> Bool { status == 400 || status == 401 || status == 403 }

  // MARK: What is pulled

  private mutating func askForManifest() -> Turn {
    stage = .manifest
    var ask = ask(.manifest, at: "manifests/\(image.reference)")
    ask.expectedDigest = image.isDigest ? image.reference : nil
    return .ask(document(ask))
  }

  private mutating func manifested(_ reply: Reply) -> Turn {
    guard reply.status == 200 else {
      // A registry may let everybody in at its door and ask for a token here.
      if reply.status == 401, token == nil, !sendsPassword { return answer(reply) }
      return .stop(reply.status == 401 ? refusal : .status)
    }
    if let stop = flaw(in: reply) { return .stop(stop) }
    switch reply.json.flatMap(ManifestDocument.init) {
    case .list(let platforms)? where stage == .manifest:
      guard let digest = ManifestDocument.digest(for: "linux", "amd64", among: platforms) else {
        return .stop(.noPlatform)
      }
      stage = .platformManifest
      var ask = ask(.platformManifest, at: "manifests/\(digest)")
      ask.expectedDigest = digest
      return .ask(document(ask))
    case .image(let manifest)?:
      self.manifest = manifest
      layers = asks(for: manifest)[...]
      stage = .configuration
      var turn = Turn.ask(blob(manifest.configuration, .configuration, limit: Self.documentLimit))
      turn.imageBytes = manifest.size
      return turn
    case .list, nil: return .stop(.contentUnreadable)
    }
  }

  /// What a refusal means: of what was sent, or that nothing was.
  private var refusal: Exchange.Stop { token == nil && !sendsPassword ? missing : tokenRefusal }
  private var tokenRefusal: Exchange.Stop {
    // A token that anybody gets proves nobody: what is missing is a credential.
    token != nil && tokenAuthorization == .none && !sendsPassword ? missing : .refused
  }

  private mutating func downloaded(_ reply: Reply) -> Turn {
    guard reply.status == 200 || reply.status == 206 else {
      return .stop(reply.status == 401 ? refusal : .status)
    }
    if let stop = flaw(in: reply) { return .stop(stop) }
    stage = .layers
    return layers.popFirst().map(Turn.ask) ?? .complete
  }

  /// The smallest layer whole and the beginning of the largest, each once.
  private func asks(for manifest: ImageManifest) -> [Ask] {
    guard let smallest = manifest.layers.min(by: { $0.size < $1.size }),
      let largest = manifest.layers.max(by: { $0.size < $1.size })
    else { return [] }
    var asks: [Ask] = []
    if smallest.size <= Self.wholeLimit { asks.append(blob(smallest, .layer, limit: Self.wholeLimit)) }
    if smallest != largest || asks.isEmpty {
      if largest.size <= Exchange.Purpose.beginning {
        asks.append(blob(largest, .layer, limit: Exchange.Purpose.beginning))
      } else {
        var ask = ask(.layerBeginning, at: "blobs/\(largest.digest)")
        ask.range = Exchange.Purpose.beginning
        ask.bodyLimit = Exchange.Purpose.beginning
        ask.keptBytes = 2_048
        ask.isDigested = true
        asks.append(ask)
      }
    }
    return asks
  }

  // MARK: Requests

  private func blob(_ descriptor: ImageManifest.Descriptor, _ purpose: Exchange.Purpose, limit: Int) -> Ask {
    var ask = ask(purpose, at: "blobs/\(descriptor.digest)")
    ask.isDigested = true
    ask.expectedDigest = descriptor.digest
    // One byte more than there must be shows that there is too much.
    ask.bodyLimit = min(descriptor.size, limit) + 1
    ask.keptBytes = 2_048
    return ask
  }

  private func document(_ ask: Ask) -> Ask {
    var ask = ask
    ask.isDigested = true
    ask.bodyLimit = Self.documentLimit
    ask.keptBytes = Self.documentLimit
    return ask
  }

  private func ask(_ purpose: Exchange.Purpose, at path: String) -> Ask {
    var ask = Ask(purpose, at: address("/v2/\(image.repository)/\(path)"), as: registry.role)
    ask.redirectRole = registry.role == .mcr ? .mcrData : registry.role == .acr ? .acrData : registry.role
    if let token {
      ask.authorization = .issued(by: token.number)
      ask.token = token.text
    } else if sendsPassword, case .basic(let username, let password) = credential {
      ask.authorization = .basic(usernameFrom: username, passwordFrom: password)
    }
    return ask
  }

  private var scope: String { "repository:\(image.repository):pull" }

  private func address(_ path: String) -> WebAddress { WebAddress(registry, target: path) }

  /// What is wrong with content of which the answer is right.
  private func flaw(in reply: Reply) -> Exchange.Stop? {
    let content = reply.received.content
    switch content.end {
    case .cut, .silent, .malformed: return .contentIncomplete
    case .stopped where content.rangeIsHonored == nil: return tooLong
    case .stopped, .whole: break
    }
    if let digest = content.digest, let expected = content.expectedDigest, digest != expected { return .contentDiffers }
    return nil
  }

  /// More came than the descriptor says: of a document too much, of a blob not the one that was asked for.
  private var tooLong: Exchange.Stop {
    stage == .manifest || stage == .platformManifest ? .contentTooLong : .contentDiffers
  }
}
