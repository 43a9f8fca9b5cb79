public import ClusterAPI
public import EventLoop
public import Model

/// The open edge to the network, for as long as `open` runs: one thread, one resolver, one connector, one set of
/// transfers.
public struct Network: Sendable {
  /// What a run from one vantage needs to know.
  public struct Settings: Sendable {
    /// Nothing else says which nameservers are asked and which address families are used.
    public var vantage: Vantage
    /// What certificates are verified against.
    public var trust: TrustStore
    /// How often a question is sent to a nameserver before it counts as silent; 1 to 8.
    public var attempts: Int
    /// The usual time for a step. A nameserver has half of it.
    public var stepTimeout: Duration
    /// What the deployment's credentials name.
    public var secrets: Secrets
    /// What is posted to the deployed service where the user wants that; no part of the plan or the recording.
    public var sampleBody: [UInt8]
    /// How the Kubernetes API is asked; `nil`: it is not.
    public var login: ClusterLogin?

    public init(
      vantage: Vantage, trust: TrustStore, attempts: Int = 2, stepTimeout: Duration = .seconds(5),
      secrets: Secrets = Secrets(), sampleBody: [UInt8] = [], login: ClusterLogin? = nil
    ) {
      self.vantage = vantage
      self.trust = trust
      self.attempts = attempts
      self.stepTimeout = stepTimeout
      self.secrets = secrets
      self.sampleBody = sampleBody
      self.login = login
    }
  }

  /// Gathers evidence; all steps of the run share what it learned of names.
  public let prober: LiveProber
  /// The thread: for `Signals`, and for its longest turn.
  public let reactor: Reactor

  /// What the event loop may need for one turn without anybody's minding.
  private static let usualTurn = Duration.milliseconds(100)

  /// For how long the thread did not run at one go, since the last reset, if that was longer than usual.
  public var longestStall: Milliseconds? {
    let stall = reactor.longestTurn
    return stall > Self.usualTurn ? Milliseconds(stall) : nil
  }

  /// Opens everything, runs `body` on the thread that it opens, closes everything in order and joins the thread, also if
  /// `body` throws. What `body` does of its own must be short, since all probes wait meanwhile.
  ///
  /// Throws what `body` throws, `EventLoopError` if the thread cannot be had and `TrustStoreError` if the trust store
  /// cannot be read. Nothing of `body` may be left running on the reactor when it returns.
  public static func open<Result>(
    _ settings: Settings, _ body: (Network) async throws -> Result
  ) async throws -> Result {
    let reactor = try Reactor()
    let transfers = try Transfers(on: reactor, trust: settings.trust)
    let resolver = Resolver(reactor: reactor, patience: settings.stepTimeout / 2, attempts: settings.attempts)
    let connector = Connector(reactor: reactor)
    let timeClient = TimeClient(reactor: reactor)
    let cluster = try settings.login.map { login in
      try ClusterClient(on: reactor, login: login, trust: settings.trust, patience: settings.stepTimeout)
    }
    let prober = LiveProber(
      vantage: settings.vantage, reactor: reactor, resolver: resolver, connector: connector, transfers: transfers,
      timeClient: timeClient, cluster: cluster, secrets: settings.secrets, patience: settings.stepTimeout,
      sampleBody: settings.sampleBody)
    try reactor.start()

    func close() async {
      await cluster?.close()
      await transfers.close()
      await connector.close()
      await timeClient.close()
      await resolver.close()
      reactor.stop()
    }
    do {
      // Steps begin and end on the thread that does their work: no other has to be woken for each.
      let result = try await withTaskExecutorPreference(reactor) {
        try await body(Network(prober: prober, reactor: reactor))
      }
      await close()
      return result
    } catch {
      await close()
      throw error
    }
  }
}
