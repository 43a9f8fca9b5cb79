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

  private let vantage: Vantage
  let reactor: Reactor
  private let resolver: Resolver
  private let connector: Connector
  private let transfers: Transfers
  private var names: [NameBook.Question: NameBook.Entry] = [:]

  init(
    vantage: Vantage, reactor: Reactor, resolver: Resolver, connector: Connector, transfers: Transfers
  ) {
    self.vantage = vantage
    self.reactor = reactor
    self.resolver = resolver
    self.connector = connector
    self.transfers = transfers
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

  private func addresses(
    of host: Host, families: [IPAddress.Family], by deadline: ContinuousClock.Instant
  ) async -> NameBook.Findings {
    switch host {
    case .address(let address): NameBook.Findings(addresses: [address])
    case .name(let name): await findings(for: name, families: families, by: deadline)
    }
  }

  /// What all nameservers say of a name; the evidence only for whoever asks first.
  private func findings(
    for name: DomainName, families: [IPAddress.Family], by deadline: ContinuousClock.Instant
  ) async -> NameBook.Findings {
    let types = IPAddress.Family.allCases.filter(families.contains).map { $0 == .ipv4 ? RecordType.a : .aaaa }
    let answers = await withTaskGroup(of: (Int, NameBook.Answers).self) { group in
      for (index, type) in types.enumerated() {
        group.addTask(executorPreference: reactor) {
          (index, await self.answers(to: NameBook.Question(name: name, type: type), by: deadline))
        }
      }
      return await group.inOrder()
    }
    return NameBook.Findings(answers, limit: Self.addressLimit)
  }

  /// Asks every nameserver, unless somebody has or does already: then waits for what they say.
  private func answers(
    to question: NameBook.Question, by deadline: ContinuousClock.Instant
  ) async -> NameBook.Answers {
    switch names[question] {
    case .known(let lookups):
      return NameBook.Answers(lookups: lookups)
    case .underWay:
      let lookups = await withCheckedContinuation { continuation in
        wait(for: question, continuation)
      }
      return NameBook.Answers(lookups: lookups)
    case nil:
      names[question] = .underWay([])
      let evidence = await ask(question, by: deadline)
      let lookups = evidence.compactMap { if case .lookup(let lookup) = $0.evidence { lookup } else { nil } }
      let before = names.updateValue(.known(lookups), forKey: question)
      if case .underWay(let waiters) = before { for waiter in waiters { waiter.resume(returning: lookups) } }
      return NameBook.Answers(lookups: lookups, evidence: evidence)
    }
  }

  private func wait(for question: NameBook.Question, _ continuation: CheckedContinuation<[Lookup], Never>) {
    switch names[question] {
    case .underWay(let waiters): names[question] = .underWay(waiters + [continuation])
    case .known(let lookups): continuation.resume(returning: lookups)
    case nil: continuation.resume(returning: [])
    }
  }

  private func ask(_ question: NameBook.Question, by deadline: ContinuousClock.Instant) async -> [Gathered] {
    let resolver = resolver
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
    let evidence = await withTaskGroup(of: (Int, [Gathered]).self) { group in
      for (index, target) in targets.enumerated() {
        group.addTask(executorPreference: reactor) { (index, await self.climb(target, by: deadline)) }
      }
      return await group.inOrder()
    }
    // Stable within a rung: `evidence` is in the order of addresses.
    let flat = evidence.flatMap { $0 }
    return (0...4).flatMap { height in flat.filter { $0.evidence.height == height } }
  }

  private func climb(_ target: TransferRequest, by deadline: ContinuousClock.Instant) async -> [Gathered] {
    guard vantage.families.contains(target.address.address.family) else { return [notWanted(target)] }
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
    case .response: 4
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
