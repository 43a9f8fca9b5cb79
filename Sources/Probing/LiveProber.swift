internal import EventLoop
public import Execution
public import Model

/// Gathers evidence from the network, by steps.
///
/// **Time.** A step's time is split so that every rung can tell silence from a lack of time: lookups have at most half of
/// it; where further rungs follow, connections have at most two thirds of what is left then; handshake and response have
/// the rest. All addresses are climbed at the same time, so that a silent one takes nothing from the others.
///
/// **Order.** Evidence comes by rung, on each rung in the order of nameservers or addresses: the same network gives the
/// same order, whoever answers first.
public actor LiveProber: Prober {
  /// How many addresses of an endpoint are connected to.
  public static let addressLimit = 16

  let vantage: Vantage
  let reactor: Reactor
  private let resolver: Resolver
  let connector: Connector
  let transfers: Transfers
  private let timeClient: TimeClient
  /// `nil`: no access to the Kubernetes API was given.
  let cluster: ClusterClient?
  let secrets: Secrets
  /// For how long silence is waited for in a conversation.
  let patience: Duration
  /// What is posted where the user wants a sample request made.
  let sampleBody: [UInt8]
  private var names = NameBook()

  init(
    vantage: Vantage, reactor: Reactor, resolver: Resolver, connector: Connector, transfers: Transfers,
    timeClient: TimeClient, cluster: ClusterClient? = nil, secrets: Secrets = Secrets(),
    patience: Duration = .seconds(10), sampleBody: [UInt8] = []
  ) {
    self.vantage = vantage
    self.secrets = secrets
    self.patience = patience
    self.sampleBody = sampleBody
    self.reactor = reactor
    self.resolver = resolver
    self.connector = connector
    self.transfers = transfers
    self.timeClient = timeClient
    self.cluster = cluster
  }

  public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe reactor.asUnownedSerialExecutor() }

  public func gather(_ step: Step, by deadline: ContinuousClock.Instant) async -> [Gathered] {
    switch step.probe {
    case .lookUp(let name):
      return await findings(for: name, families: vantage.families, by: half(until: deadline)).evidence
    case .reach(let endpoint, let rung, .direct):
      return await reach(endpoint, upTo: rung, by: deadline)
    case .reach(let endpoint, let rung, .proxy(let proxy)):
      return await reach(endpoint, upTo: rung, through: proxy, by: deadline)
    case .ask(let name, let type, let nameserver, let transport):
      // Whatever is known of the name: the answer now is what is asked for.
      return [await resolver.lookUp(name, type, at: nameserver, over: transport, by: deadline)]
    case .attempt(let endpoint, let addresses, let rung, let segmentLimit):
      let targets = addresses.prefix(Self.addressLimit).map { address in
        TransferRequest(
          endpoint: endpoint, upTo: rung, address: SocketAddress(address, port: endpoint.port),
          segmentLimit: segmentLimit)
      }
      return await climb(targets, by: deadline)
    case .readCluster(let read):
      return await readCluster(read, by: deadline)
    case .converse(let conversation, let route):
      return await converse(with: conversation, route: route, by: deadline)
    }
  }

  // MARK: Routes

  private func reach(
    _ endpoint: Endpoint, upTo rung: Rung, by deadline: ContinuousClock.Instant
  ) async -> [Gathered] {
    let families = vantage.families.filter { endpoint.family == nil || endpoint.family == $0 }
    let found = await addresses(of: endpoint.host, families: families, by: half(until: deadline))
    guard rung > .lookup else { return found.evidence }
    let targets = found.addresses.map { address in
      TransferRequest(endpoint: endpoint, upTo: rung, address: SocketAddress(address, port: endpoint.port))
    }
    return found.evidence + (await climb(targets, by: deadline))
  }

  /// The endpoint's name is the proxy's business.
  private func reach(
    _ endpoint: Endpoint, upTo rung: Rung, through proxy: Proxy, by deadline: ContinuousClock.Instant
  ) async -> [Gathered] {
    guard rung > .lookup else { return [] }
    let found = await addresses(of: proxy.host, families: vantage.families, by: half(until: deadline))
    guard !found.addresses.isEmpty else {
      let tunnel = Tunnel(proxy: proxy.hostAndPort, target: endpoint.hostAndPort, ending: .proxyUnresolved)
      return found.evidence + [Gathered(.tunnel(tunnel), start: .now, duration: .zero)]
    }
    let targets = found.addresses.map { address in
      TransferRequest(
        endpoint: endpoint, upTo: rung, address: SocketAddress(address, port: proxy.port), proxy: proxy)
    }
    return found.evidence + (await climb(targets, by: deadline))
  }

  // MARK: Names

  func addresses(
    of host: Host, families: [IPAddress.Family], by deadline: ContinuousClock.Instant
  ) async -> NameBook.Findings {
    switch host {
    case .address(let address): NameBook.Findings(addresses: [address])
    case .name(let name): await findings(for: name, families: families, by: deadline)
    }
  }

  /// The same in the families of the vantage, within half of the time that is left.
  func addresses(of host: Host, by deadline: ContinuousClock.Instant) async -> NameBook.Findings {
    await addresses(of: host, families: vantage.families, by: half(until: deadline))
  }

  /// What all nameservers say of a name. Steps that need the same name have the same evidence of it.
  private func findings(
    for name: DomainName, families: [IPAddress.Family], by deadline: ContinuousClock.Instant
  ) async -> NameBook.Findings {
    async let later =
      families.contains(.ipv6) ? answers(to: NameBook.Question(name: name, type: .aaaa), by: deadline) : []
    let first = families.contains(.ipv4) ? await answers(to: NameBook.Question(name: name, type: .a), by: deadline) : []
    return NameBook.Findings([first, await later], limit: Self.addressLimit)
  }

  /// Asks every nameserver, unless somebody has or does already: then waits for what they say.
  private func answers(
    to question: NameBook.Question, by deadline: ContinuousClock.Instant
  ) async -> NameBook.Answers {
    switch names[question] {
    case .known(let answers):
      return answers
    case .underWay:
      return await withCheckedContinuation { names.wait(for: question, $0) }
    case nil:
      names.begin(question)
      let answers = await ask(question, by: deadline)
      names.end(question, answers)
      return answers
    }
  }

  private func ask(_ question: NameBook.Question, by deadline: ContinuousClock.Instant) async -> [Gathered] {
    let resolver = resolver
    if vantage.nameservers.count == 1 {
      return [await resolver.lookUp(question.name, question.type, at: vantage.nameservers[0], by: deadline)]
    }
    return await withTaskGroup(of: (Int, Gathered).self) { group in
      for (index, nameserver) in vantage.nameservers.enumerated() {
        group.addTask(executorPreference: reactor) {
          (index, await resolver.lookUp(question.name, question.type, at: nameserver, by: deadline))
        }
      }
      return await group.inOrder()
    }
  }

  // MARK: Addresses

  private func climb(_ targets: [TransferRequest], by deadline: ContinuousClock.Instant) async -> [Gathered] {
    if targets.count == 1 { return await climb(targets[0], by: deadline) }
    let evidence = await withTaskGroup(of: (Int, [Gathered]).self) { group in
      for (index, target) in targets.enumerated() {
        group.addTask(executorPreference: reactor) { (index, await self.climb(target, by: deadline)) }
      }
      return await group.inOrder()
    }
    // By rung; stable within one: `evidence` is in the order of addresses.
    let flat = evidence.flatMap { $0 }
    return (0...5).flatMap { height in flat.filter { $0.evidence.height == height } }
  }

  private func climb(_ target: TransferRequest, by deadline: ContinuousClock.Instant) async -> [Gathered] {
    guard vantage.families.contains(target.address.address.family) else { return [notWanted(target)] }
    if target.endpoint.transport == .ntp { return [await timeClient.ask(target.address, by: deadline)] }
    let now = ContinuousClock.now
    let connectionDeadline = target.isEmpty ? deadline : now + (deadline - now) * 2 / 3
    let attempt = await connector.connect(
      to: target.address, isToProxy: target.proxy != nil, segmentLimit: target.segmentLimit, by: connectionDeadline)
    let gathered = attempt.gathered
    guard let socket = attempt.takeSocket(), !target.isEmpty else { return [gathered] }
    return [gathered] + (await transfers.transfer(target, over: socket, by: deadline))
  }

  /// For an address that is given and of a family that the user switched off.
  private func notWanted(_ target: TransferRequest) -> Gathered {
    let family = target.address.address.family == .ipv4 ? "IPv4" : "IPv6"
    let error = SystemError(action: "open a connection", reason: "\(family) is switched off for this run")
    if target.endpoint.transport == .ntp {
      return Gathered(
        .time(TimeExchange(address: target.address, ending: .notTried(error: error))), start: .now, duration: .zero)
    }
    let connection = Connection(
      address: target.address, isToProxy: target.proxy != nil, ending: .notTried(error: error))
    return Gathered(.connection(connection), start: .now, duration: .zero)
  }

  private func half(until deadline: ContinuousClock.Instant) -> ContinuousClock.Instant {
    let now = ContinuousClock.now
    return now + max(.zero, deadline - now) / 2
  }
}

extension Evidence {
  /// The rung, from 0; a tunnel is between connection and handshake.
  fileprivate var height: Int {
    switch self {
    case .lookup: 0
    case .connection: 1
    case .tunnel: 2
    case .handshake: 3
    case .response, .time: 4
    case .cluster: 5
    case .exchange: 5
    }
  }
}

extension TaskGroup {
  /// The results by the index that each child returns with its own.
  fileprivate mutating func inOrder<Value: Sendable>() async -> [Value] where ChildTaskResult == (Int, Value) {
    var results: [(Int, Value)] = []
    while let result = await next() { results.append(result) }
    return results.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
