import Model

/// Puts a report together, one verdict at a time, with the evidence that belongs to it.
struct ReportBuilder {
  private let vantage: Vantage
  private var clock: Int64 = 0
  private var observations: [Observation] = []
  private var planned: [PlannedRequirement] = []
  private var omissions: [Omission] = []
  private var steps: [Step] = []
  private var verdicts: [Verdict] = []
  private var findings: [Finding] = []
  var deployment: Deployment

  init(vantage: Vantage) {
    self.vantage = vantage
    deployment = Deployment(name: "demo")
    deployment.workspace.region = "westeurope"
    deployment.workspace.name = "ws"
  }

  // MARK: - Evidence

  mutating func observe(_ evidence: Evidence, duration: Int64) -> Observation.ID {
    let id = Observation.ID(rawValue: "o\(observations.count + 1)")
    observations.append(
      Observation(
        id: id, step: Step.ID(rawValue: "s\(steps.count + 1)"), start: Milliseconds(microseconds: clock),
        duration: Milliseconds(microseconds: duration), evidence: evidence))
    clock += duration
    return id
  }

  mutating func lookup(_ name: String, _ addresses: [String], code: ResponseCode = .noError) -> Observation.ID {
    let answers = addresses.map { IPAddress($0)! }.map {
      ResourceRecord(name: name, type: $0.family == .ipv4 ? .a : .aaaa, ttl: 60, data: .address($0))
    }
    let message = DNSMessage(code: code, answers: answers, raw: Bytes([1, 2, 3]))
    return observe(
      .lookup(
        Lookup(
          name: DomainName(name)!, type: .a, nameserver: vantage.nameservers[0], ending: .answered(message: message),
          roundTrip: Milliseconds(microseconds: 1_250))), duration: 1_300)
  }

  mutating func connection(_ address: String, _ ending: Connection.Ending, duration: Int64 = 2_000) -> Observation.ID {
    observe(
      .connection(Connection(address: SocketAddress(IPAddress(address)!, port: 443), ending: ending)),
      duration: duration)
  }

  /// Connection, handshake and response.
  mutating func visit(
    _ host: String, _ address: String, status: Int, chainErrors: [ChainError] = [], reason: String? = nil
  ) -> [Observation.ID] {
    let place = SocketAddress(IPAddress(address)!, port: 443)
    let session = Handshake.Session(
      protocolVersion: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384", duration: Milliseconds(microseconds: 8_000))
    let certificate = Certificate(
      subject: "CN=\(host)", issuer: "CN=Microsoft Azure RSA TLS Issuing CA 03",
      notBefore: Timestamp("2026-01-01T00:00:00Z")!,
      notAfter: Timestamp("2026-06-01T00:00:00Z")!, alternativeNames: [host], encoding: Bytes([0x30, 0x82]))
    let answer = Response.Answer(
      status: status, headers: [Response.Header(name: "Server", value: reason ?? "x")], body: reason ?? "",
      firstByte: Milliseconds(microseconds: 14_000))
    return [
      connection(address, .connected(after: Milliseconds(microseconds: 2_000), roundTrip: nil)),
      observe(
        .handshake(
          Handshake(
            address: place, serverName: Host(host)!, ending: .completed(session: session), chain: [certificate],
            chainErrors: chainErrors, nameMatches: true)), duration: 8_000),
      observe(
        .response(Response(address: place, url: "https://\(host)/", ending: .answered(answer: answer))),
        duration: 14_000),
    ]
  }

  // MARK: - Verdicts

  mutating func pass(
    _ id: String, _ host: String, _ role: EndpointRole, _ expectation: Expectation, _ seen: [Observation.ID]
  ) {
    verdict(id, host, role, expectation, .pass, seen)
  }

  mutating func verdict(
    _ id: String, _ host: String?, _ role: EndpointRole, _ expectation: Expectation, _ outcome: Verdict.Outcome,
    _ seen: [Observation.ID], need: Requirement.Need = .required, symptoms: [Symptom] = [], without: String = ""
  ) {
    let requirement = requirement(id, role, expectation, need: need, without: without)
    let endpoint = host.map { Endpoint(role: role, host: Host($0)!, port: 443, transport: .https, service: .registry) }
    let step = Step(
      id: Step.ID(rawValue: "s\(steps.count + 1)"), phase: requirement.phase,
      probe: endpoint.map { .reach(endpoint: $0, upTo: .response, route: .direct) }
        ?? .lookUp(name: DomainName("mcr.microsoft.com")!),
      serves: [requirement.id])
    steps.append(step)
    planned.append(PlannedRequirement(requirement: requirement, endpoint: endpoint, steps: [step.id]))
    let duration = observations.filter { seen.contains($0.id) }.reduce(Milliseconds.zero) { $0 + $1.duration }
    verdicts.append(
      Verdict(
        requirement: requirement.id, endpoint: endpoint, vantage: vantage.id, outcome: outcome, symptoms: symptoms,
        observations: seen, duration: duration))
  }

  mutating func skip(_ id: String, _ role: EndpointRole, _ reason: Omission.Reason) {
    let requirement = requirement(id, role, .resolves, need: .required, without: "")
    omissions.append(Omission(requirement: requirement, reason: reason))
    verdicts.append(
      Verdict(requirement: requirement.id, endpoint: nil, vantage: vantage.id, outcome: .skipped(reason: reason)))
  }

  private func requirement(
    _ id: String, _ role: EndpointRole, _ expectation: Expectation, need: Requirement.Need, without: String
  ) -> Requirement {
    Requirement(
      id: Requirement.ID(rawValue: id), title: "What \(id) is about",
      phase: Phase.allCases.first { id.hasPrefix($0.slug) }!,
      role: role, expectation: expectation, consumer: .node, need: need, without: without,
      sources: [Source.ID(rawValue: "aks-egress")])
  }

  mutating func finding(
    _ cause: Cause, _ subject: Finding.Subject, severity: Finding.Severity = .failure,
    confidence: Finding.Confidence = .proved, facts: [Symptom.Fact: String], explains: [String], blocks: [String],
    evidence: [Observation.ID], phase: Phase
  ) {
    findings.append(
      Finding(
        cause: cause, severity: severity, confidence: confidence, subject: subject, facts: facts,
        explains: explains.map(Requirement.ID.init(rawValue:)), blocks: blocks.map(Requirement.ID.init(rawValue:)),
        evidenceFor: evidence, firstBrokenPhase: phase))
  }

  func report(_ outcome: Summary.Outcome, firstBrokenPhase: Phase? = nil) -> Report {
    let recording = Recording(
      toolVersion: "0.1.0", catalogDigest: "0123456789abcdef", startedAt: Timestamp("2026-01-31T09:00:00Z")!,
      duration: Milliseconds(microseconds: clock), deployment: deployment, vantage: vantage,
      plan: Plan(edition: .v1, requirements: planned, omissions: omissions, steps: steps), observations: observations)
    let needs = Dictionary(uniqueKeysWithValues: planned.map { ($0.requirement.id, $0.requirement.need) })
    let standings = verdicts.map { Standing($0, need: needs[$0.requirement] ?? .required) }
    let counts = Dictionary(
      uniqueKeysWithValues: Standing.allCases.map { standing in (standing, standings.count { $0 == standing }) })
    let required = planned.count { $0.requirement.need == .required } + omissions.count(where: \.countsInCoverage)
    let made = zip(verdicts, standings).count { needs[$0.0.requirement] == .required && [.pass, .fail].contains($0.1) }
    return Report(
      recording: recording, verdicts: verdicts, findings: findings,
      summary: Summary(
        outcome: outcome, firstBrokenPhase: firstBrokenPhase, counts: counts,
        coverage: Summary.Coverage(required: required, made: made)))
  }
}
