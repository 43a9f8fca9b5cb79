import Execution
import Model

extension Conversation {
  /// The state machine that holds it; `variables` are those that are set.
  func dialogue(variables: Set<String>) -> any Dialogue {
    switch self {
    case .pull(let image, let registry, let credential):
      RegistryPull(image: image, registry: registry, credential: credential, variables: variables)
    case .readBlob(let path, let storage, let credential):
      StorageRead(.blob(path: path), at: storage, credential: credential)
    case .queryTable(let name, let storage, let credential):
      StorageRead(.table(name: name), at: storage, credential: credential)
    case .readMetadata(let metadata): MetadataRead(at: metadata)
    case .score(let scoring, let credential, let sample):
      ScoringCall(at: scoring, credential: credential, sample: sample)
    }
  }
}

extension LiveProber {
  /// How many requests a conversation may have, and how often in a row it may be redirected, as Go's client allows.
  private static let exchangeLimit = 40
  private static let redirectLimit = 10

  /// Holds a conversation to its end: each request over a connection of its own, to whoever the dialogue names.
  func converse(
    with conversation: Conversation, route: Route, by deadline: ContinuousClock.Instant
  ) async -> [Gathered] {
    var dialogue = conversation.dialogue(variables: secrets.names)
    var log = ConversationLog()
    var ask = dialogue.begin()
    var visited: Set<WebAddress> = []
    while true {
      let outcome = await carryOut(ask, of: conversation, route: route, in: &log, by: deadline)
      guard let reply = outcome else { return log.gathered }
      if let next = redirection(of: ask, by: reply) {
        visited.insert(ask.address)
        switch next {
        case .ask(let redirected) where visited.contains(redirected.address) || visited.count >= Self.redirectLimit:
          log.amend { $0.conclusion = .stopped(reason: .redirectLoop) }
          return log.gathered
        case .ask(let redirected): ask = redirected
        case .conclude(let conclusion):
          log.amend { $0.conclusion = conclusion }
          return log.gathered
        }
      } else {
        visited = []
        let turn = dialogue.received(reply)
        log.amend { exchange in
          if let bytes = turn.imageBytes { exchange.content?.imageBytes = bytes }
          if let validity = turn.validity { exchange.content?.validity = validity }
        }
        switch turn.next {
        case .ask(let next): ask = next
        case .conclude(let conclusion):
          log.amend { $0.conclusion = conclusion }
          return log.gathered
        }
      }
      if log.exchanges >= Self.exchangeLimit || ContinuousClock.now >= deadline || Task.isCancelled {
        log.amend { $0.conclusion = .stopped(reason: .outOfTime) }
        return log.gathered
      }
    }
  }

  /// Where a redirection leads (RFC 9110 section 15.4); `nil` if it is none.
  private func redirection(of ask: Ask, by reply: Reply) -> Turn.Next? {
    guard ask.method != .post, [301, 302, 303, 307, 308].contains(reply.status) else { return nil }
    guard let location = reply.received.header("location"),
      let address = WebAddress(location: location, relativeTo: ask.address)
    else { return .conclude(.stopped(reason: .redirectUnreadable)) }
    guard address.isEncrypted || !ask.address.isEncrypted else {
      return .conclude(.stopped(reason: .redirectToPlain))
    }
    let origin = Exchange.Origin(status: reply.status, from: ask.address.host.withPort(ask.address.port))
    return .ask(ask.redirected(to: address, by: origin))
  }

  /// Makes one request and writes down what came of it. `nil` if no answer came: then the conversation is over.
  private func carryOut(
    _ ask: Ask, of conversation: Conversation, route: Route, in log: inout ConversationLog,
    by deadline: ContinuousClock.Instant
  ) async -> Reply? {
    let start = ContinuousClock.now
    let place = ConversationLog.Place(host: ask.address.host, port: ask.address.port)
    var exchange = Exchange(
      number: log.exchanges + 1, purpose: ask.purpose, method: ask.method, endpoint: ask.address.endpoint(as: ask.role),
      url: ask.shownURL, authorization: ask.authorization, origin: ask.origin, range: ask.range,
      ending: .unreached(rung: .lookup), conclusion: .stopped(reason: .noAnswer))
    func end(_ ending: Exchange.Ending) -> Reply? {
      exchange.ending = ending
      log.add(exchange, at: place, start: start, duration: Milliseconds(.now - start))
      return nil
    }
    if let reason = withholding(ask, of: conversation) { return end(.withheld(reason: reason)) }
    guard var order = order(for: ask) else { return end(.withheld(reason: .variableNotSet)) }
    // Silence is silence after the time of one step; only what comes slowly has the conversation's.
    let patienceEnd = min(deadline, start + patience)
    order.answerBy = patienceEnd

    let isFirst = exchange.endpoint.hostAndPort == conversation.endpoint.hostAndPort
    let way = self.way(to: exchange.endpoint, of: conversation, route: isFirst ? route : nil)
    let target = TransferRequest(
      endpoint: exchange.endpoint, upTo: .response, address: SocketAddress(.v4(0), port: 0), order: order)
    var reached = await reach(target, by: way, at: place, in: &log, until: patienceEnd)
    guard let socket = reached.takeSocket() else { return end(.unreached(rung: reached.rung)) }
    let request = reached.request
    let result = await transfers.carryOut(request, over: socket, by: deadline)
    log.add(result.gathered.filter { !$0.evidence.isResponse }, to: place)
    guard let received = result.received else {
      return end(.unreached(rung: result.gathered.contains { $0.evidence.isHandshake } ? .handshake : .connection))
    }
    if received.isWithheld { return end(.withheld(reason: .unverified)) }
    guard case .response(let response)? = result.gathered.last?.evidence else {
      return end(.unreached(rung: .connection))
    }
    guard var answer = response.answer else {
      return end(.sent(ending: response.ending, address: request.address))
    }
    conceal(&answer, besides: [ask.token])
    if ask.isConfidential, (200..<300).contains(answer.status) { answer.body = "" }
    var described = received
    described.content = content(of: received, to: ask, status: answer.status)
    exchange.ending = .sent(ending: .answered(answer: answer), address: request.address)
    exchange.content = (200..<300).contains(answer.status) ? described.content : nil
    if case .bearer(let variable) = ask.authorization, !(200..<300).contains(answer.status),
      let validity = secrets[variable].flatMap({ TokenValidity.read(token: $0, answer: .null) })
    {
      // Why a token is refused may be that it holds no more.
      exchange.content = Exchange.Content(bytes: received.content.bytes, end: received.content.end, validity: validity)
    }
    exchange.conclusion = nil
    log.add(exchange, at: place, start: start, duration: Milliseconds(.now - start))
    return Reply(number: exchange.number, answer: answer, received: described)
  }

  // MARK: What is sent

  /// Why a request must not be sent: what proves who asks goes to its own host only, and never in the clear.
  private func withholding(_ ask: Ask, of conversation: Conversation) -> Exchange.Withholding? {
    guard ask.isSecret else { return nil }
    if ask.address.host != conversation.endpoint.host { return .foreignHost }
    return ask.address.isEncrypted ? nil : .unencrypted
  }

  /// The request with its secrets; `nil` if a variable is not set.
  private func order(for ask: Ask) -> TransferOrder? {
    var order = TransferOrder(
      method: ask.method, target: ask.address.target, headers: ask.headers, range: ask.range,
      bodyLimit: ask.bodyLimit, keptBytes: ask.keptBytes, isDigested: ask.isDigested, patience: patience)
    switch ask.authorization {
    case .none, .entraToken: break
    case .basic(let username, let password):
      guard let name = secrets[username], let word = secrets[password] else { return nil }
      order.headers.append("Authorization: Basic \(Bytes(Array("\(name):\(word)".utf8)))")
    case .bearer(let variable), .key(let variable):
      guard let token = secrets[variable] else { return nil }
      order.headers.append("Authorization: Bearer \(token)")
    case .issued:
      if let token = ask.token { order.headers.append("Authorization: Bearer \(token.withoutControls)") }
    case .signature(let variable):
      guard let signature = secrets[variable] else { return nil }
      order.target += (order.target.contains("?") ? "&" : "?") + signature.drop { $0 == "?" }
    }
    guard ask.method == .post else { return order }
    if ask.sample != nil {
      order.body = sampleBody
      return order
    }
    var fields: [String] = []
    for field in ask.form {
      switch field.value {
      case .plain(let text), .issued(let text): fields.append("\(field.name)=\(text.formEncoded)")
      case .variable(let name):
        guard let value = secrets[name] else { return nil }
        fields.append("\(field.name)=\(value.formEncoded)")
      }
    }
    order.body = Array(fields.joined(separator: "&").utf8)
    return order
  }

  // MARK: What came

  /// Takes out of an answer what it repeats of the secrets that it was sent.
  private func conceal(_ answer: inout Response.Answer, besides further: [String?]) {
    let further = further.compactMap(\.self)
    answer.body = secrets.concealed(in: answer.body, and: further)
    for index in answer.headers.indices {
      answer.headers[index].value = secrets.concealed(in: answer.headers[index].value, and: further)
    }
  }

  private func content(of received: TransferResult.Received, to ask: Ask, status: Int) -> Exchange.Content {
    var content = received.content
    if let range = received.header("content-range"), let slash = range.lastIndex(of: "/") {
      content.total = Int(range[range.index(after: slash)...])
    } else {
      content.total = received.header("content-length").flatMap { Int($0) }
    }
    if ask.range != nil { content.rangeIsHonored = status == 206 }
    // A part has a digest of its own, which nobody names.
    if ask.isDigested, ask.range == nil {
      content.expectedDigest =
        ask.expectedDigest ?? received.header("docker-content-digest").flatMap { $0.hasPrefix("sha256:") ? $0 : nil }
    }
    if content.expectedDigest == nil, ask.range == nil { content.digest = nil }
    return content
  }
}

extension Ask {
  /// The URL without what is secret.
  fileprivate var shownURL: String {
    let own = address.isEncrypted ? ":443" : ":80"
    var authority = address.host.withPort(address.port)
    if authority.hasSuffix(own) { authority.removeLast(own.utf8.count) }
    return "\(address.isEncrypted ? "https" : "http")://\(authority)\(shownTarget ?? address.path)"
  }
}

extension Evidence {
  fileprivate var isResponse: Bool {
    if case .response = self { true } else { false }
  }
  fileprivate var isHandshake: Bool {
    if case .handshake = self { true } else { false }
  }
}

extension String {
  /// As it may stand in a line of a head.
  fileprivate var withoutControls: String {
    String(String.UnicodeScalarView(unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
  }
}
