import Judging
import Model
import TestSupport
import Testing

/// Recordings put together at random, always the same ones: whatever a run may see, the report must hold together.
@Suite struct `Any recording` {
  @Test(arguments: 0..<10)
  func `has a finding for every required failure, and each symptom one`(batch: Int) {
    for index in UInt64(0)..<10 {
      var generator = Generator(seed: UInt64(batch) * 1_000 + index)
      let recording = generator.recording()
      let report = Judge(catalog: .with()).report(on: recording)
      check(report, of: recording)
    }
  }

  @Test func `may show nearly every cause`() {
    // So that the test above says something: what it never sees, other tests show.
    var seen: Set<Cause> = []
    for seed in UInt64(0)..<100 {
      var generator = Generator(seed: seed)
      seen.formUnion(Judge(catalog: .with()).report(on: generator.recording()).causes)
    }
    // Plan rules see no recording but the deployment's own values.
    let ofPlans = Symptom.Code.allCases.compactMap(\.planCause) + [.planNetworkModelRetiring]
    let ofClusters = Symptom.Code.allCases.compactMap(\.clusterCause)
    let missing = Set(Cause.allCases).subtracting(seen).subtracting(ofPlans).subtracting(ofClusters)
    // Conversations are none of what is put together here.
    #expect(missing.count <= 42, "\(missing)")
  }

  private func check(_ report: Report, of recording: Recording) {
    let needs = recording.plan.requirements.map(\.requirement.need)
    let explained = Set(report.findings.flatMap(\.explains))
    let known = Set(recording.observations.map(\.id))
    for (verdict, need) in zip(report.verdicts, needs) {
      switch verdict.outcome {
      case .fail:
        #expect(!verdict.symptoms.isEmpty)
        if need == .required { #expect(explained.contains(verdict.requirement), "\(verdict)") }
      case .pass:
        // A pass rests on something seen; its warnings have causes.
        #expect(!verdict.observations.isEmpty)
        if !verdict.symptoms.isEmpty { #expect(explained.contains(verdict.requirement), "\(verdict)") }
      case .blocked(let blockers):
        #expect(!blockers.isEmpty)
        for blocker in blockers {
          let outcomes = report.verdicts.filter { $0.requirement == blocker }.map(\.outcome)
          #expect(outcomes.contains { $0 != .pass && $0 != .inconclusive }, "\(verdict)")
        }
        #expect(report.findings.contains { $0.blocks.contains(verdict.requirement) }, "\(verdict)")
      case .inconclusive: #expect(!verdict.symptoms.isEmpty)
      case .skipped: break
      }
      #expect(known.isSuperset(of: verdict.observations))
    }
    for finding in report.findings {
      #expect(!finding.explains.isEmpty)
      #expect(Set(finding.explains).count == finding.explains.count)
      #expect(Set(finding.explains).isDisjoint(with: finding.blocks))
      #expect(known.isSuperset(of: finding.evidenceFor))
      #expect(!finding.evidenceFor.isEmpty)
      #expect(!finding.subject.id.isEmpty)
    }
    #expect(report.summary.counts.values.reduce(0, +) == report.verdicts.count)
    #expect(Judge(catalog: .with()).report(on: recording) == report)
  }
}

/// Draws recordings from what the evidence can be.
private struct Generator {
  private var state: UInt64
  private static let nameservers: [SocketAddress] = [.firstNameserver, .secondNameserver]
  private static let endpoints: [Endpoint] = [.apiServer, .mcr, .entraLogin, .acr, .acrData, .blobStorage]

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private mutating func one<Value>(of values: [Value]) -> Value { values[Int(next() % UInt64(values.count))] }
  private mutating func chance(_ percent: UInt64) -> Bool { next() % 100 < percent }

  mutating func recording() -> Recording {
    let nameservers = Array(Self.nameservers.prefix(chance(50) ? 1 : 2))
    let brokenness: [Lookup.Ending?] = nameservers.map { _ in
      chance(15) ? one(of: [Lookup.Ending.silence, .denial, .serverFailure, .refused(after: .zero)]) : nil
    }
    let health: UInt64 = one(of: [40, 80, 95])
    let visits = Self.endpoints.map { visit($0, nameservers, brokenness, health: health) }
    let recording = Recording.with(
      visits, asksForNameservers: chance(80),
      deployment: .with(privateEndpoints: chance(50) ? [.acr, .acrData] : nil),
      vantage: .with(nameservers: nameservers), interruption: visits.allSatisfy(\.isFinished) ? nil : .outOfTime)
    return recording.interruption == nil ? followed(recording, health: health) : recording
  }

  /// With follow-ups of any kind to any step, sensible or not.
  private mutating func followed(_ recording: Recording, health: UInt64) -> Recording {
    var recording = recording
    for step in recording.plan.steps where chance(60) {
      guard case .reach(let endpoint, _, _) = step.probe, recording.observations.contains(where: { $0.step == step.id })
      else { continue }
      let followUp = one(of: FollowUp.allCases + Array(repeating: .repetition, count: 8))
      let host = endpoint.host.description
      let proxy = Proxy(host: .address(IPAddress("10.9.9.9")!), port: 3128)
      switch followUp.factor {
      case .name, .transport:
        recording = recording.following(followUp, after: step.id, .ask(host), lookups(host, at: .firstNameserver)[0])
      case .moment where followUp == .repeatedLookup:
        let answer = Evidence.lookup(host, chance(50) ? .response(addresses: ["20.61.0.1"]) : .silence)
        recording = recording.following(followUp, after: step.id, .ask(host), answer)
      case .moment, .serverName, .segmentSize, .port, .address:
        let probe = Probe.attempt(endpoint, upTo: .response, segmentLimit: followUp == .smallSegments ? 536 : nil)
        recording = recording.following(followUp, after: step.id, probe, .connection("20.61.0.1"))
        recording.add(upper("20.61.0.1", host, health: health))
      case .route where followUp == .direct:
        let probe = Probe.reach(endpoint: endpoint, upTo: .response, route: .direct)
        recording = recording.following(followUp, after: step.id, probe, .connection("10.1.2.3"))
        recording.add(upper("10.1.2.3", host, health: health))
      case .route:
        let probe = Probe.reach(endpoint: endpoint, upTo: .response, route: .proxy(proxy))
        let tunnel = Evidence.tunnel(endpoint.hostAndPort, through: proxy.hostAndPort, tunnelEnding())
        recording = recording.following(followUp, after: step.id, probe, tunnel)
        recording.add(upper("10.9.9.9", host, health: health))
      }
    }
    return recording
  }

  private mutating func visit(
    _ endpoint: Endpoint, _ nameservers: [SocketAddress], _ brokenness: [Lookup.Ending?], health: UInt64
  ) -> Visit {
    let host = endpoint.host.description
    let proxy = Proxy(host: .address(IPAddress("10.9.9.9")!), port: 3128)
    let answers = Model.Expectation.answers(service: endpoint.service!)
    let expectations: [Model.Expectation] = one(of: [
      [.resolves, answers], [.resolves, .addresses(kind: .private), .handshakes], [.accepts, answers],
      [.addresses(kind: .public), .accepts], [.resolves, .responds(statuses: [200...299, 401...401])],
    ])
    let phases: [Phase] = one(of: [[.clusterCreation], [.serving], [.routerStart, .serving]])
    let need: Requirement.Need = chance(85) ? .required : .advisory
    let addresses = one(of: [["20.61.0.1"], ["20.61.0.1", "20.61.0.2"], ["10.1.2.3"], ["20.61.0.1", "2603:1030::1"]])
    var evidence: [Evidence] = []
    if chance(5) {
      evidence = [.connection("10.9.9.9", port: 3128, chance(70) ? nil : connectionEnding(), isToProxy: true)]
      evidence.append(.tunnel(endpoint.hostAndPort, through: proxy.hostAndPort, tunnelEnding()))
      evidence += upper("10.9.9.9", host, health: health)
      return Visit(
        endpoint, expectations, phases: phases, need: need, evidence: evidence, route: .proxy(proxy))
    }
    for (nameserver, broken) in zip(nameservers, brokenness) {
      if let broken {
        evidence += Evidence.lookups(host, at: nameserver, broken)
      } else if chance(health) {
        let aliases = chance(30) ? ["x.privatelink.azurecr.io"] : []
        evidence += Evidence.lookups(host, at: nameserver, addresses: addresses, aliases: aliases)
      } else {
        evidence += lookups(host, at: nameserver)
      }
    }
    for address in addresses {
      let isConnected = chance(health)
      evidence.append(.connection(address, isConnected ? nil : connectionEnding()))
      if isConnected { evidence += upper(address, host, health: health) }
    }
    let isFinished = chance(92)
    if !isFinished { evidence.removeLast(Int(next() % UInt64(evidence.count))) }
    return Visit(
      endpoint, expectations, phases: phases, need: need, evidence: evidence, isFinished: isFinished)
  }

  private mutating func lookups(_ host: String, at nameserver: SocketAddress) -> [Evidence] {
    let endings: [Lookup.Ending] = [
      .missing(), .missing(alias: "x.privatelink.azurecr.io", zone: "privatelink.azurecr.io"), .response(), .silence,
      .serverFailure, .denial, .refused(after: .zero), .malformed(reason: "loop", message: Bytes([])),
      .notAsked(error: .noFileLeft), .response(addresses: ["0.0.0.0"]),
    ]
    let ipv4 = Evidence.lookup(host, at: nameserver, one(of: endings))
    let cut = Evidence.lookup(host, at: nameserver, .response(), retry: .unanswered(after: .fiveSeconds))
    return [chance(10) ? cut : ipv4, .lookup(host, type: .aaaa, at: nameserver, one(of: endings))]
  }

  private mutating func connectionEnding() -> Connection.Ending {
    one(of: [
      .refused(after: .zero), .unanswered(after: .fiveSeconds), .unreachable(reason: .host, after: .zero),
      .unreachable(reason: .network, after: .zero), .unreachable(reason: .prohibited, after: .zero),
      .notTried(error: .noFileLeft),
    ])
  }

  private mutating func tunnelEnding() -> Tunnel.Ending {
    one(of: [
      .opened(after: .zero), .denied(status: 403, after: .zero), .denied(status: 407, after: .zero), .proxyUnresolved,
      .unanswered(after: .fiveSeconds), .failed(reason: "closed", after: .zero),
    ])
  }

  private mutating func upper(_ address: String, _ host: String, health: UInt64) -> [Evidence] {
    let endings: [Handshake.Ending] = [
      .reset(after: .zero), .closed(after: .zero), .unanswered(after: .fiveSeconds), .notTried(error: .noFileLeft),
      .alerted(alert: "handshake_failure", after: .zero), .notTLS(reason: "HTTP", after: .zero),
      .unsupported(reason: "TLS 1.0", after: .zero),
    ]
    guard chance(health) else { return [.handshake(address, host, one(of: endings))] }
    let isTrusted = chance(health)
    let reasons = isTrusted ? [] : [one(of: ChainError.Reason.allCases)]
    let chains: [[Certificate]] = [
      [.with()], [.with(), .authority("CN=Corp")], [.with(until: .testStart.adding(days: 3))],
      [.with(subject: "CN=a", issuer: "CN=a")],
    ]
    let handshake = Evidence.handshake(
      address, host, chain: isTrusted ? nil : one(of: chains), errors: reasons.map { ChainError.with($0) },
      nameMatches: isTrusted || chance(50))
    let answers: [Evidence] = [
      .response(address, status: 200, headers: [:], body: "<title>Blocked</title>"),
      .response(address, status: 429), .response(address, status: 503), .response(address, status: 403, body: "DENIED"),
      .response(address, firstByte: .fiveSeconds), .response(address, ending: .unanswered(after: .fiveSeconds)),
      .response(address, ending: .reset(after: .zero)), .response(address, ending: .closed(after: .zero)),
      .response(address, ending: .notHTTP(reason: "SSH", after: .zero)),
      .response(address, ending: .notTried(error: .noFileLeft)),
    ]
    return [handshake, chance(health) ? .response(address) : one(of: answers)]
  }
}

extension Recording {
  /// Further evidence of the last step.
  fileprivate mutating func add(_ evidence: [Evidence]) {
    for piece in evidence {
      let number = observations.count + 1
      observations.append(
        Observation(
          id: Observation.ID(rawValue: "o\(number)"), step: plan.steps.last!.id,
          start: Milliseconds(microseconds: Int64(number) * 10_000), duration: Milliseconds(microseconds: 5_000),
          evidence: piece))
    }
  }
}
