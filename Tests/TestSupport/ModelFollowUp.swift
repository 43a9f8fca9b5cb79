public import Model

extension Recording {
  /// This recording with one follow-up more, which saw this; it follows the step's first observation unless another is
  /// named.
  public func following(
    _ followUp: FollowUp, after step: Step.ID = "s1", seenIn observation: Observation.ID? = nil, _ probe: Probe? = nil,
    _ evidence: Evidence...
  ) -> Recording {
    var recording = self
    let source = plan.steps.first { $0.id == step }!
    let first = observations.first { $0.step == step }!.id
    let id = Step.ID(rawValue: "s\(plan.steps.count + 1)")
    recording.plan.steps.append(
      Step(
        id: id, phase: source.phase, probe: probe ?? source.probe, serves: source.serves,
        origin: Step.Origin(followUp, after: step, seenIn: observation ?? first)))
    for piece in evidence {
      let number = recording.observations.count + 1
      recording.observations.append(
        Observation(
          id: Observation.ID(rawValue: "o\(number)"), step: id,
          start: Milliseconds(microseconds: Int64(number) * 10_000), duration: Milliseconds(microseconds: 5_000),
          evidence: piece))
    }
    return recording
  }
}

extension Probe {
  /// An attempt at an endpoint's address, up to the handshake unless said otherwise.
  public static func attempt(
    _ endpoint: Endpoint, at address: String = "20.61.0.1", upTo rung: Rung = .handshake, segmentLimit: Int? = nil
  ) -> Probe {
    .attempt(endpoint: endpoint, addresses: [IPAddress(address)!], upTo: rung, segmentLimit: segmentLimit)
  }

  /// A question to the first nameserver.
  public static func ask(
    _ name: String, type: RecordType = .a, at nameserver: SocketAddress = .firstNameserver,
    over transport: Lookup.Transport = .udp
  ) -> Probe {
    .ask(name: DomainName(name)!, type: type, nameserver: nameserver, transport: transport)
  }
}

extension Endpoint {
  /// This endpoint with another host, as a follow-up names it.
  public func named(_ host: String) -> Endpoint {
    var endpoint = self
    endpoint.host = Host(host)!
    return endpoint
  }

  /// This endpoint at another port, over TCP.
  public func atPort(_ port: UInt16) -> Endpoint {
    var endpoint = self
    endpoint.port = port
    endpoint.transport = .tcp
    return endpoint
  }
}
