import Model

extension PlannedEndpoint {
  /// What time servers said; `known` is the number of addresses that there are to ask. Clients take the time from any of
  /// them.
  func timeRung(known: Int) -> RungOutcome {
    let all = seen.times
    let exchanges = all.filter { seen in !isBesideThePoint(seen.value, among: all) }
    var readings = exchanges.map { seen in
      AddressReading(address: seen.value.address.address, observation: seen.id, outcome: reading(of: seen))
    }
    if isUnfinished, all.count < known, let last = readings.last, !exchanges.contains(where: { $0.value.reply != nil })
    {
      readings.append(AddressReading(address: last.address, observation: last.observation, outcome: .cutOff))
    }
    return RungOutcome(readings, endpoint: endpoint, isRetried: true, missing: undecided)
  }

  /// Whether a server at an IPv6 address says nothing about the endpoint, because this machine has no IPv6 and could ask
  /// another at an IPv4 address.
  private func isBesideThePoint(_ exchange: TimeExchange, among all: [Seen<TimeExchange>]) -> Bool {
    guard exchange.address.address.family == .ipv6, !evidence.hasIPv6,
      all.contains(where: { $0.value.address.address.family == .ipv4 })
    else { return false }
    return switch exchange.ending {
    case .unreachable(.network, let after): after.microseconds < 100_000
    case .notTried: true
    case .answered, .refused, .unreachable, .unanswered, .foreign: false
    }
  }

  private func reading(of seen: Seen<TimeExchange>) -> AddressReading.Outcome {
    let place = place(seen.value.address.address)
    func failed(
      _ code: Symptom.Code, _ after: Milliseconds, _ reason: String, _ further: [Symptom.Fact: String] = [:]
    ) -> AddressReading.Outcome {
      let facts = place.with(.after, after.description).merging(further) { _, new in new }
      return .failed(Symptom(code, facts), reason: reason)
    }
    switch seen.value.ending {
    case .answered(let reply): return .completed(signs(of: reply, seen.id, place))
    case .refused(let after): return failed(.datagramRefused, after, "nobody listens")
    case .unreachable(.prohibited, let after):
      return failed(.datagramProhibited, after, "prohibited", [.reason: "prohibited"])
    case .unreachable(.host, let after):
      return failed(.datagramUnreachable, after, "no route to host", [.reason: "no route to host"])
    case .unreachable(.network, let after):
      return failed(.datagramUnreachable, after, "no route to network", [.reason: "no route to network"])
    case .unanswered(let after):
      return seen.isCutOff ? .cutOff : failed(.datagramUnanswered, after, "no answer to UDP")
    case .foreign(let reason, let after):
      return failed(
        .foreignAnswer, after, "not NTP: \(reason)", [.seen: reason, .expected: "a time server (NTP)"])
    case .notTried(let error): return .notTried(Symptom(.datagramNotTried, place.with(.reason, error.text)))
    }
  }

  private func signs(
    of reply: TimeExchange.Reply, _ id: Observation.ID, _ place: [Symptom.Fact: String]
  ) -> [Sign] {
    func sign(_ code: Symptom.Code, _ status: String) -> [Sign] {
      [Sign(code, place.with(.status, status), seenIn: [id])]
    }
    switch reply.kiss {
    // RFC 5905 section 7.4: the client exceeds the server's rate; access is denied by policy.
    case "RATE"?: return sign(.serviceThrottles, "kiss code RATE")
    case "DENY"?, "RSTR"?: return sign(.serviceDenies, "kiss code \(reply.kiss ?? "")")
    case let kiss?: return sign(.serviceFails, "kiss code \(kiss)")
    case nil where !reply.tellsTime: return sign(.serviceFails, "its clock is not synchronized")
    case nil: return clockSigns(of: reply, id, place)
    }
  }

  /// That the server's clock and this machine's differ, as those of the other services do.
  private func clockSigns(
    of reply: TimeExchange.Reply, _ id: Observation.ID, _ place: [Symptom.Fact: String]
  ) -> [Sign] {
    guard evidence.clocks.shows(id), let observation = evidence.observations[id] else { return [] }
    let here = evidence.recording.startedAt.secondsSince1970 + Int64(observation.start.rounded) / 1_000
    let there = Timestamp(secondsSince1970: here + reply.offset / 1_000_000)
    let difference = Milliseconds(microseconds: abs(reply.offset))
    return [
      Sign(
        .clockDiffers, place.with(.after, difference.description).with(.seen, there.description), seenIn: [id],
        isWarning: true)
    ]
  }
}
