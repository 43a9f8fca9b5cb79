internal import Model

/// What the network answered otherwise. Only what both recordings asked is compared; addresses are compared as sets, and
/// ports that the system chooses do not count.
struct NetworkComparison {
  private let old: Sightings
  private let new: Sightings

  init(old: Recording, new: Recording) {
    self.old = Sightings(old)
    self.new = Sightings(new)
  }

  var changes: [ReportComparison.Change] {
    lookups + endpoints
  }

  /// Slower or faster beyond noise: more than three times, and more than 50 ms.
  static func isBeyondNoise(_ old: Milliseconds, _ new: Milliseconds) -> Bool {
    let (low, high) = (min(old, new).microseconds, max(old, new).microseconds)
    return high > 3 * low && high - low > 50_000
  }

  // MARK: - Names

  private var lookups: [ReportComparison.Change] {
    var changes: [ReportComparison.Change] = []
    for key in old.answers.keys.filter({ new.answers[$0] != nil }).sorted() {
      guard let then = old.answers[key], let now = new.answers[key] else { continue }
      let subject = "\(key.name) at \(key.nameserver)"
      changes += [
        .init(.network, "answer", subject, then.text, now.text),
        .init(.network, "aliases", subject, then.aliasText, now.aliasText),
        time("time to look up", subject, then.times, now.times),
      ].compactMap { $0 }
    }
    return changes
  }

  // MARK: - Endpoints

  private var endpoints: [ReportComparison.Change] {
    var changes: [ReportComparison.Change] = []
    for key in old.endpoints.keys.filter({ new.endpoints[$0] != nil }).sorted() {
      guard let then = old.endpoints[key], let now = new.endpoints[key] else { continue }
      changes += [
        .init(.network, "proxy", key.text, then.tunnels.listed, now.tunnels.listed),
        .init(.network, "connection", key.text, endings(of: then, now), endings(of: now, then)),
        both("handshake", key.text, then.handshakes, now.handshakes),
        both("issuer", key.text, then.issuers, now.issuers),
        both("certificate", key.text, then.certificates, now.certificates),
        both(
          "trouble with the certificate", key.text, then.troubles, now.troubles, whereSeen: then.issuers, now.issuers),
        both("response", key.text, then.responses, now.responses),
        time("time to connect", key.text, then.connectTimes, now.connectTimes),
        time("time to shake hands", key.text, then.handshakeTimes, now.handshakeTimes),
        time("time to first byte", key.text, then.firstByteTimes, now.firstByteTimes),
      ].compactMap { $0 }
    }
    return changes
  }

  /// How the connections to the addresses that both have ended; those of all, if they share none.
  private func endings(of sighting: Sightings.Reached, _ other: Sightings.Reached) -> String? {
    let shared = sighting.connections.filter { other.connections[$0.key] != nil }
    guard !shared.isEmpty else {
      return Set(sighting.connections.values).sorted().joined(separator: ", ").nonEmpty
    }
    let endings = Set(shared.values)
    if endings.count == 1 { return endings.first }
    return shared.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }

  /// A change of what was seen in both; what one of them did not come to see is told by the rung below.
  private func both(
    _ kind: String, _ subject: String, _ old: Set<String>, _ new: Set<String>, whereSeen oldSeen: Set<String>? = nil,
    _ newSeen: Set<String>? = nil
  ) -> ReportComparison.Change? {
    guard !(oldSeen ?? old).isEmpty, !(newSeen ?? new).isEmpty else { return nil }
    return ReportComparison.Change(.network, kind, subject, old.listed ?? "none", new.listed ?? "none")
  }

  private func time(
    _ kind: String, _ subject: String, _ old: [Milliseconds], _ new: [Milliseconds]
  ) -> ReportComparison.Change? {
    guard let then = Self.median(old), let now = Self.median(new), Self.isBeyondNoise(then, now) else { return nil }
    return ReportComparison.Change(.network, kind, subject, then.description, now.description)
  }

  private static func median(_ times: [Milliseconds]) -> Milliseconds? {
    times.isEmpty ? nil : times.sorted()[(times.count - 1) / 2]
  }
}

extension Set<String> {
  fileprivate var listed: String? { sorted().joined(separator: ", ").nonEmpty }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
