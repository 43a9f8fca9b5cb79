import Model

/// This machine's clock beside those of the services that said what time it is.
struct ClockComparison {
  /// Up to here nobody minds: what services grant to tokens (RFC 7519 section 4.1.4: "a few minutes").
  static let tolerance: Int64 = 300
  /// How far services may be from each other and still agree, in seconds.
  private static let agreement: Int64 = 60
  /// So many hosts are not wrong by the same time by chance.
  private static let enough = 2

  /// How far this machine's clock is ahead of the service's in each answer, in seconds.
  let leads: [Observation.ID: Int64]
  /// How far it is ahead of all services that agree, which are several, and almost all; `nil`: they do not agree.
  let lead: Int64?
  let hosts: Int

  /// Compares what the responses and the time servers say with this machine's time when they said it; each with the host
  /// that was asked.
  init(
    of responses: [(seen: Seen<Response>, host: String)], _ times: [(seen: Seen<TimeExchange>, host: String)] = [],
    in recording: Recording,
    starts: [Observation.ID: Milliseconds]
  ) {
    var leads: [Observation.ID: Int64] = [:]
    var byHost: [String: Int64] = [:]
    for (seen, host) in responses {
      guard let answer = seen.value.answer, let there = answer.serverTime, let start = starts[seen.id] else { continue }
      let here = recording.startedAt.secondsSince1970 + Int64(start.rounded) / 1_000
      leads[seen.id] = here - there.secondsSince1970
      byHost[host] = byHost[host] ?? (here - there.secondsSince1970)
    }
    for (seen, host) in times {
      guard let reply = seen.value.reply, reply.tellsTime else { continue }
      leads[seen.id] = -reply.offset / 1_000_000
      byHost[host] = byHost[host] ?? leads[seen.id]
    }
    self.leads = leads
    let sorted = byHost.values.sorted()
    hosts = sorted.count
    guard sorted.count >= Self.enough else {
      lead = nil
      return
    }
    let median = sorted[sorted.count / 2]
    let agreeing = sorted.count { abs($0 - median) <= Self.agreement }
    lead = agreeing >= Self.enough && agreeing * 4 >= sorted.count * 3 ? median : nil
  }

  /// How far this clock is off, if the services agree that it is.
  var skew: Int64? { lead.flatMap { abs($0) > Self.tolerance ? $0 : nil } }

  /// Whether the services agree that this clock is right.
  var isConfirmed: Bool { lead.map { abs($0) <= Self.tolerance } ?? false }

  /// Whether an answer shows the skew.
  func shows(_ id: Observation.ID) -> Bool {
    guard let skew, let own = leads[id] else { return false }
    return abs(own - skew) <= Self.agreement
  }
}
