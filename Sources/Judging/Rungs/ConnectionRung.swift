import Model

extension PlannedEndpoint {
  /// What direct connections came to; `known` is the number of addresses that there are to try.
  func connectionRung(known: Int) -> RungOutcome {
    let all = seen.connections.filter { !$0.value.isToProxy }
    let connections = all.filter { seen in !isBesideThePoint(seen.value, among: all) }
    var readings = connections.map { seen in
      AddressReading(
        address: seen.value.address.address, observation: seen.id,
        outcome: reading(of: seen.value.ending, at: seen.value.address.address, seen.id, isCutOff: seen.isCutOff))
    }
    // The run may have ended before the address that works was tried.
    if isUnfinished, all.count < min(known, Self.addressLimit), let last = readings.last,
      !connections.contains(where: \.value.isConnected)
    {
      readings.append(AddressReading(address: last.address, observation: last.observation, outcome: .cutOff))
    }
    return RungOutcome(readings, endpoint: endpoint, isRetried: true, missing: undecided)
  }

  /// How many addresses of an endpoint are connected to.
  private static var addressLimit: Int { 16 }

  /// Whether an IPv6 address that this machine has no way to says nothing about the endpoint: there is an IPv4 address
  /// as well, no connection of the run was made over IPv6, and the machine itself said so, at once.
  private func isBesideThePoint(_ connection: Connection, among all: [Seen<Connection>]) -> Bool {
    guard connection.address.address.family == .ipv6, !evidence.hasIPv6,
      all.contains(where: { $0.value.address.address.family == .ipv4 })
    else { return false }
    return switch connection.ending {
    case .unreachable(.network, let after): after.microseconds < 100_000
    case .notTried: true
    case .connected, .refused, .unreachable, .unanswered: false
    }
  }

  func reading(
    of ending: Connection.Ending, at address: IPAddress, _ observation: Observation.ID, isCutOff: Bool
  ) -> AddressReading.Outcome {
    func symptom(_ code: Symptom.Code, _ after: Milliseconds?, reason: String? = nil) -> Symptom {
      Symptom(code, place(address).with(.after, after?.description).with(.reason, reason))
    }
    switch ending {
    case .connected(let after, let roundTrip):
      return .completed(timing(after: after, roundTrip: roundTrip, at: address, observation))
    case .refused(let after): return .failed(symptom(.connectionRefused, after), reason: "connection refused")
    case .unreachable(.prohibited, let after):
      return .failed(symptom(.connectionProhibited, after, reason: "prohibited"), reason: "prohibited")
    case .unreachable(.host, let after):
      return .failed(symptom(.connectionUnreachable, after, reason: "no route to host"), reason: "no route to host")
    case .unreachable(.network, let after):
      let reason = "no route to network"
      return .failed(symptom(.connectionUnreachable, after, reason: reason), reason: reason)
    case .unanswered(let after):
      return isCutOff ? .cutOff : .failed(symptom(.connectionUnanswered, after), reason: "no answer to TCP")
    case .notTried(let error): return .notTried(symptom(.connectionNotTried, nil, reason: error.text))
    }
  }

  /// What the kernel says of the way, which does not depend on how busy this machine is. A way that is longer than the
  /// second after which the first packet is sent again (RFC 6298 section 2) loses nothing.
  private func timing(
    after: Milliseconds, roundTrip: Milliseconds?, at address: IPAddress, _ observation: Observation.ID
  ) -> [Sign] {
    let long = Milliseconds(microseconds: 500_000)
    if let roundTrip, roundTrip >= long {
      let facts = place(address).with(.after, roundTrip.description)
      return [Sign(.roundTripLong, facts, seenIn: [observation], isWarning: true)]
    }
    guard case .connection(let connection) = evidence.observations[observation]?.evidence,
      connection.retransmissions ?? 0 > 0
    else { return [] }
    let facts = place(address).with(.after, after.description)
    return [Sign(.connectionRepeated, facts, seenIn: [observation], isWarning: true)]
  }

  /// The facts that say where.
  func place(_ address: IPAddress) -> [Symptom.Fact: String] {
    [.endpoint: endpoint.hostAndPort, .address: address.description]
  }
}
