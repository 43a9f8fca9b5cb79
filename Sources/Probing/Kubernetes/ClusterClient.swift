import ClusterAPI
import EventLoop
import Execution
import Glibc
import Model

/// Reads objects of one cluster from its API server: as whom, at which address, how often, and how many reads at once.
actor ClusterClient {
  /// How many reads are under way at once: an API server shares itself out among its clients (API priority and fairness).
  static let width = 4

  private let reactor: Reactor
  private let login: ClusterLogin
  private let transfers: APITransfers
  /// How long nothing may arrive before it counts as silence.
  private let patience: Duration
  private var identities: IdentityBook
  /// The first of the addresses at which the server was found.
  private var goodAddress: IPAddress?
  private var turns = Turns(width: ClusterClient.width)

  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe reactor.asUnownedSerialExecutor() }

  /// Nothing is sent, and no plugin run, before a read needs it.
  init(
    on reactor: Reactor, login: ClusterLogin, trust: TrustStore, patience: Duration
  ) throws(TrustStoreError) {
    self.reactor = reactor
    self.login = login
    self.patience = patience
    identities = IdentityBook(login.credentials)
    let authorities: TrustStore? =
      switch login.trust {
      case .system: trust
      case .authorities(let pem):
        TrustStore(authorities: PEM.blocks(of: "CERTIFICATE", in: pem), description: "the cluster's authority")
      case .anybody: nil
      }
    transfers = try APITransfers(on: reactor, name: login.serverName ?? login.server.host, trust: authorities)
  }

  /// The host whose addresses `answer` needs, and the port there.
  nonisolated var destination: (host: Host, port: UInt16) {
    login.proxy.map { ($0.host, $0.port) } ?? (login.server.host, login.server.port)
  }

  /// What a read comes to.
  ///
  /// - Parameter addresses: Of the destination.
  func answer(
    to read: ClusterRead, at addresses: [IPAddress], by deadline: ContinuousClock.Instant
  ) async -> ClusterAnswer {
    var reading: any APIConversation = ClusterReading(
      read, isRenewable: isRenewable,
      certificate: { CertificateReader.certificate(from: $0, digest: CertificateReader.digest(of: $0)) })
    let (ending, address) = await carryOut(&reading, at: addresses, by: deadline)
    return ClusterAnswer(
      read, at: login.proxy == nil ? address.map { SocketAddress($0, port: login.server.port) } : nil, ending,
      requests: reading.requests)
  }

  /// What the reading of a log brought, and how it ended.
  func log(
    _ reading: ClusterReading, at addresses: [IPAddress], by deadline: ContinuousClock.Instant
  ) async -> (bytes: [UInt8], ending: ClusterAnswer.Ending) {
    var reading: any APIConversation = reading
    let (ending, _) = await carryOut(&reading, at: addresses, by: deadline)
    return ((reading as? ClusterReading)?.logBytes ?? [], ending)
  }

  /// How leaving a text in a ConfigMap ended; that it was left is a read of nothing.
  func leave(
    _ text: String, as key: String, in map: ConfigMapName, at addresses: [IPAddress],
    by deadline: ContinuousClock.Instant
  ) async -> ClusterAnswer.Ending {
    var writing: any APIConversation = ConfigMapWriting(
      text, as: key, in: map, isRenewable: isRenewable)
    return await carryOut(&writing, at: addresses, by: deadline).0
  }

  /// Whether the logs of all pods of a namespace may be read.
  func mayReadLogs(
    in namespace: String, at addresses: [IPAddress], by deadline: ContinuousClock.Instant
  ) async -> Bool {
    var reading: any APIConversation = ClusterReading(reviewingLogsIn: namespace, isRenewable: isRenewable)
    if case (.read, _) = await carryOut(&reading, at: addresses, by: deadline) { return true }
    return false
  }

  /// Whether other credentials can be had when these are refused.
  nonisolated var isRenewable: Bool { login.credentials.isRenewable }

  /// Does what a conversation asks for until it ends. Returns how, and the address that was asked; `nil`: none was.
  private func carryOut(
    _ conversation: inout any APIConversation, at addresses: [IPAddress], by deadline: ContinuousClock.Instant
  ) async -> (ClusterAnswer.Ending, IPAddress?) {
    guard let first = goodAddress ?? addresses.first else {
      let trouble = ClusterAccessTrouble(
        login.proxy == nil ? .nameUnresolved : .proxyFailed, subject: "\(destination.host)",
        detail: "the name has no address")
      return (.notConnected(trouble), nil)
    }
    await turn()
    defer { turns.end() }
    var address = first
    var generation = 0
    var action = conversation.begin()
    while true {
      let request: APIRequest
      switch action {
      case .end(let ending): return (blaming(ending), address)
      case .send(let next): request = next
      case .renew(let next):
        identities.forget(generation)
        request = next
      case .wait(let duration, let next):
        guard ContinuousClock.now + duration < deadline, await pause(duration) else {
          return (conversation.failure, address)
        }
        request = next
      }
      (action, address, generation) = await send(request, for: &conversation, at: address, or: addresses, by: deadline)
    }
  }

  /// Closes the connections. Before the reactor stops.
  func close() async { await transfers.close() }

  // MARK: Requests

  /// Sends one request; where nobody is at the address, at the next one. Returns what to do next, the address, and as
  /// whom it was sent.
  private func send(
    _ request: APIRequest, for conversation: inout any APIConversation, at address: IPAddress, or others: [IPAddress],
    by deadline: ContinuousClock.Instant
  ) async -> (APIAction, IPAddress, Int) {
    let identity: ClusterIdentity
    do throws(ClusterAccessTroubleError) {
      identity = try await self.identity(by: deadline)
    } catch {
      return (.end(.notAsked(error.trouble)), address, 0)
    }
    let generation = identities.generation
    var first: APIAction?
    // What answered once is asked again; before that, every address is worth a try.
    let candidates = goodAddress.map { [$0] } ?? [address] + others.filter { $0 != address }
    for candidate in candidates {
      let call = APICall(
        login: login, request: request, address: SocketAddress(candidate, port: destination.port), identity: identity,
        patience: patience, deadline: deadline)
      let result = await transfers.carryOut(call, for: conversation)
      conversation = result.conversation
      let action = conversation.ended(result.end)
      guard result.end.isUnconnected, ContinuousClock.now < deadline, !Task.isCancelled else {
        if !result.end.isUnconnected { goodAddress = candidate }
        return (action, candidate, generation)
      }
      first = first ?? action
    }
    return (first ?? .end(.absent), address, generation)
  }

  /// Returns whether the time passed without the task's being canceled.
  private func pause(_ duration: Duration) async -> Bool {
    do {
      try await Task.sleep(for: duration)
      return true
    } catch {
      return false
    }
  }

  private func turn() async {
    guard !turns.begin() else { return }
    await withCheckedContinuation { turns.wait($0) }
  }

  // MARK: Who asks

  /// The credentials in the form that is sent; made once for all reads, and again when they have run out.
  private func identity(by deadline: ContinuousClock.Instant) async throws(ClusterAccessTroubleError) -> ClusterIdentity
  {
    switch identities.state(at: .now) {
    case .known(let result): return try result.get()
    case .underWay: return try await withCheckedContinuation { identities.wait($0) }.get()
    case .none:
      identities.begin()
      let result = await IdentityMaking(login.credentials, by: deadline).result()
      identities.end(result)
      return try result.get()
    }
  }

  /// A refusal whose reason is on our side is that: a certificate that has run out is refused like one that nobody knows.
  private func blaming(_ ending: ClusterAnswer.Ending) -> ClusterAnswer.Ending {
    guard case .unauthorized(let message) = ending, let identity = identities.last, identity.authorization == nil,
      let encoding = identity.certificate.flatMap({ PEM.blocks(of: "CERTIFICATE", in: $0.chain, limit: 1).first }),
      let certificate = CertificateReader.certificate(from: encoding, digest: [])
    else { return ending }
    let now = Timestamp(secondsSince1970: Int64(time(nil)))
    if now > certificate.notAfter {
      return .notAsked(
        ClusterAccessTrouble(.clientCertificateExpired, subject: "\(certificate.notAfter)", detail: message))
    }
    if now < certificate.notBefore {
      return .notAsked(
        ClusterAccessTrouble(.clientCertificateNotYetValid, subject: "\(certificate.notBefore)", detail: message))
    }
    return ending
  }
}

extension APIEnd {
  /// Whether nobody was there, so that another address may help.
  fileprivate var isUnconnected: Bool {
    guard case .failed(.notConnected(let trouble)) = self else { return false }
    return trouble.kind == .connectionRefused || trouble.kind == .connectionFailed
  }
}

extension ClusterCredentials {
  /// Whether other credentials can be had when these are refused.
  fileprivate var isRenewable: Bool {
    switch authorization {
    case .tokenFile, .plugin: true
    case .token, .password, nil: false
    }
  }
}
