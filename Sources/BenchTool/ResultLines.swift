import Model

/// What a recording came to, a line of JSON for each step. Every value is a number or a text of the tool's own.
struct ResultLines {
  private(set) var text = ""

  init(_ recording: Recording) {
    let observations = Dictionary(grouping: recording.observations, by: \.step)
    for step in recording.plan.steps {
      guard case .reach(let endpoint, let rung, _) = step.probe else { continue }
      var fields = [
        "\"target\":\"\(endpoint.hostAndPort)\"", "\"path\":\"\(endpoint.path)\"", "\"upTo\":\"\(rung.rawValue)\"",
      ]
      for observation in observations[step.id] ?? [] {
        fields += Self.fields(of: observation)
      }
      text += "{\(fields.joined(separator: ","))}\n"
    }
  }

  private static func fields(of observation: Observation) -> [String] {
    let duration = observation.duration.microseconds
    switch observation.evidence {
    case .lookup(let lookup):
      let type = lookup.type == .a ? "a" : "aaaa"
      return ["\"\(type)\":\(lookup.message.map { "\($0.addresses.count)" } ?? "null")", "\"\(type)Time\":\(duration)"]
    case .connection(let connection):
      return ["\"connected\":\(connection.isConnected)", "\"connectTime\":\(duration)"]
    case .tunnel, .time, .cluster: return []
    case .handshake(let handshake):
      guard case .completed(let session) = handshake.ending else { return ["\"tls\":null"] }
      return [
        "\"tls\":\"\(session.protocolVersion)\"", "\"certificates\":\(handshake.chain.count)",
        "\"trusted\":\(handshake.chainErrors.isEmpty && handshake.nameMatches == true)", "\"tlsTime\":\(duration)",
      ]
    case .response(let response):
      guard case .answered(let answer) = response.ending else { return ["\"status\":null"] }
      return ["\"status\":\(answer.status)", "\"responseTime\":\(duration)"]
    case .exchange(let exchange):
      return ["\"\(exchange.purpose.rawValue)\":\(exchange.answer.map { "\($0.status)" } ?? "null")"]
    }
  }
}
