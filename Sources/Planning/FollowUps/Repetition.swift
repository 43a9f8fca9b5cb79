import Model

/// What failed, once more or as often as wanted: what passes then is not out, it flaps or loses packets.
struct Repetition: FollowUpRule {
  var followUp: FollowUp { .repetition }
  var limit: Int { 32 }

  func proposals(for shape: RunShape) -> [Proposal] {
    guard shape.attempts > 1 else { return [] }
    let failed = shape.visits.compactMap(proposal)
    guard !failed.isEmpty else { return [] }
    let times = max(1, min(shape.attempts - 1, limit / failed.count))
    return failed.flatMap { Array(repeating: $0, count: times) }
  }

  /// Names that had no address at first and have one now.
  func further(to shape: RunShape) -> [Proposal] {
    shape.visits.compactMap { visit in
      guard visit.isDirect, visit.upTo > .lookup, visit.connections.isEmpty, visit.times.isEmpty else { return nil }
      let answers = shape.furtherLookups.filter { item in
        item.step.origin?.followUp == .repeatedLookup && .name(item.value.name) == visit.endpoint.host
          && item.value.message?.addresses.isEmpty == false
      }
      guard let first = answers.first else { return nil }
      let addresses = answers.flatMap { $0.value.message?.addresses ?? [] }.uniqued()
      return Proposal(
        probe: .attempt(endpoint: visit.endpoint, addresses: addresses, upTo: visit.upTo, segmentLimit: nil),
        source: visit.step, observation: first.id)
    }
  }

  private func proposal(after visit: RunShape.Visit) -> Proposal? {
    guard visit.upTo > .lookup else { return nil }
    guard visit.isDirect else { return throughProxy(visit) }
    let addresses =
      visit.failedConnections.map { ($0.id, $0.value.address.address) }
      + visit.handshakes.filter(\.value.isCutShort).map { ($0.id, $0.value.address.address) }
      + visit.responses.filter(\.value.mayFlap).map { ($0.id, $0.value.address.address) }
      + visit.times.filter(\.value.mayFlap).map { ($0.id, $0.value.address.address) }
    guard let first = addresses.first else { return nil }
    return Proposal(
      probe: .attempt(
        endpoint: visit.endpoint, addresses: addresses.map(\.1).uniqued(), upTo: visit.upTo, segmentLimit: nil),
      source: visit.step, observation: first.0)
  }

  private func throughProxy(_ visit: RunShape.Visit) -> Proposal? {
    let id =
      visit.tunnels.first { $0.value.mayFlap }?.id ?? visit.connections.first { $0.value.hasFailed }?.id
      ?? visit.handshakes.first { $0.value.isCutShort }?.id ?? visit.responses.first { $0.value.mayFlap }?.id
    return id.map { Proposal(probe: visit.step.probe, source: visit.step, observation: $0) }
  }

  func contacts(in outlook: Outlook) -> [String]? { outlook.attempts > 1 ? [] : nil }
}

extension Tunnel {
  /// Whether the proxy may say something else the next time: it could not get there (5xx), or nothing of use came.
  fileprivate var mayFlap: Bool {
    switch ending {
    case .opened, .proxyUnresolved: false
    case .denied(let status, _): status >= 500
    case .unanswered, .failed: true
    }
  }
}

extension TimeExchange {
  /// Whether it may come to something else the next time. An answer does not, and to ask again one who asks for fewer
  /// questions is no way to find out.
  fileprivate var mayFlap: Bool {
    switch ending {
    case .refused, .unanswered, .unreachable(.host, _), .unreachable(.prohibited, _): true
    case .answered, .foreign, .unreachable(.network, _), .notTried: false
    }
  }
}

extension Response {
  /// Whether the server may say something else the next time.
  fileprivate var mayFlap: Bool {
    switch ending {
    case .answered(let answer): answer.status >= 500
    case .unanswered, .reset, .closed: true
    case .notHTTP, .notTried: false
    }
  }
}
