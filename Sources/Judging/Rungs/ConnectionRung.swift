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

  /// What the kernel says of the way, which does not depend on how busy this machine is.
  private func timing(
    after: Milliseconds, roundTrip: Milliseconds?, at address: IPAddress, _ observation: Observation.ID
  ) -> [Sign] {
    let isRepeated =
      if case .connection(let connection) = evidence.observations[observation]?.evidence {
        connection.retransmissions ?? 0 > 0
      } else { false }
    if let roundTrip, isRepeated ? isTrulyLong(roundTrip, to: address) : roundTrip >= Self.longRoundTrip {
      let facts = place(address).with(.after, roundTrip.description)
      return [Sign(.roundTripLong, facts, seenIn: [observation], isWarning: true)]
    }
    guard isRepeated else { return [] }
    let facts = place(address).with(.after, after.description)
    return [Sign(.connectionRepeated, facts, seenIn: [observation], isWarning: true)]
  }

  /// From when on a round trip is long.
  private static var longRoundTrip: Milliseconds { Milliseconds(microseconds: 500_000) }
  /// The time after which a first packet is sent again (RFC 6298 section 2).
  private static var firstTimeout: Milliseconds { Milliseconds(microseconds: 1_000_000) }

  /// Whether a connection whose first packet was sent again had to wait for a long way and lost nothing. Its round trip may
  /// have been measured from the packet that was lost, and says so little that all else must agree: it is longer than the
  /// wait, and what followed on the way, at least one handshake, took no less.
  private func isTrulyLong(_ roundTrip: Milliseconds, to address: IPAddress) -> Bool {
    guard roundTrip >= Self.firstTimeout else { return false }
    let others = seen.connections.compactMap { seen -> Milliseconds? in
      guard seen.value.address.address == address, seen.value.retransmissions ?? 0 == 0,
        case .connected(_, let other) = seen.value.ending
      else { return nil }
      return other
    }
    let handshakes = seen.handshakes.compactMap { seen -> Milliseconds? in
      guard seen.value.address.address == address, case .completed(let session) = seen.value.ending else { return nil }
      return session.duration
    }
    return !handshakes.isEmpty && (others + handshakes).allSatisfy { $0 >= Self.firstTimeout }
  }

  /// The facts that say where.
  func place(_ address: IPAddress) -> [Symptom.Fact: String] {
    [.endpoint: endpoint.hostAndPort, .address: address.description]
  }
}
