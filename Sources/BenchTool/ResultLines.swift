import Model

/// What a recording came to, a line of JSON for each step. Every value is a number or a text of the tool's own.
struct ResultLines {
  private(set) var text = ""

  init(_ recording: Recording) {
    let observations = Dictionary(grouping: recording.observations, by: \.step)
    for step in recording.plan.steps {
      guard case .reach(let endpoint, let rung, _) = step.probe else { continue }
      text += "{\"target\":\"\(endpoint.hostAndPort)\",\"path\":\"\(endpoint.path)\",\"upTo\":\"\(rung.rawValue)\""
      for observation in observations[step.id] ?? [] { add(observation) }
      text += "}\n"
    }
  }

  private mutating func add(_ observation: Observation) {
    let duration = observation.duration.microseconds
    switch observation.evidence {
    case .lookup(let lookup):
      let type = lookup.type == .a ? "a" : "aaaa"
      add(type, lookup.message?.addresses.count)
      add(type + "Time", duration)
    case .connection(let connection):
      add("connected", connection.isConnected)
      add("connectTime", duration)
    case .tunnel, .time, .cluster: break
    case .handshake(let handshake):
      guard case .completed(let session) = handshake.ending else { return add("tls", String?.none) }
      add("tls", "\"\(session.protocolVersion)\"")
      add("certificates", handshake.chain.count)
      add("trusted", handshake.chainErrors.isEmpty && handshake.nameMatches == true)
      add("tlsTime", duration)
    case .response(let response):
      guard case .answered(let answer) = response.ending else { return add("status", Int?.none) }
      add("status", answer.status)
      add("responseTime", duration)
    case .exchange(let exchange):
      add(exchange.purpose.rawValue, exchange.answer?.status)
    }
  }

  /// Adds a member whose value is written as JSON has it.
  private mutating func add(_ key: String, _ value: (some CustomStringConvertible)?) {
    text += ",\""
    text += key
    text += "\":"
    text += value?.description ?? "null"
  }
}
