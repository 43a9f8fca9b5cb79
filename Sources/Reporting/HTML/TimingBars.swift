internal import Model

/// How long each rung took, one below the other, as a client would wait for them. Of several attempts on one rung the
/// slowest counts.
struct TimingBars {
  private struct Rung {
    let name: String
    let kind: String
    let duration: Milliseconds
    let attempts: Int
  }

  private let rungs: [Rung]

  init(_ observations: [Observation]) {
    var durations: [String: [Milliseconds]] = [:]
    for observation in observations {
      switch observation.evidence {
      case .lookup: durations["lookup", default: []].append(observation.duration)
      case .connection: durations["connection", default: []].append(observation.duration)
      case .tunnel: durations["tunnel", default: []].append(observation.duration)
      case .handshake: durations["handshake", default: []].append(observation.duration)
      case .time: durations["first-byte", default: []].append(observation.duration)
      case .response(let response):
        durations["first-byte", default: []].append(response.answer?.firstByte ?? observation.duration)
      case .cluster: durations["cluster", default: []].append(observation.duration)
      case .exchange(let exchange):
        if let answer = exchange.answer { durations["first-byte", default: []].append(answer.firstByte) }
      }
    }
    let names = [
      ("lookup", "Lookup"), ("connection", "Connection"), ("tunnel", "Proxy"), ("handshake", "Handshake"),
      ("first-byte", "First byte"), ("cluster", "Kubernetes API"),
    ]
    rungs = names.compactMap { kind, name in
      guard let own = durations[kind], let slowest = own.max() else { return nil }
      return Rung(name: name, kind: kind, duration: slowest, attempts: own.count)
    }
  }

  var markup: Markup {
    let total = max(1, rungs.reduce(0) { $0 + $1.duration.microseconds })
    var start: Int64 = 0
    let rows = rungs.map { rung -> Markup in
      let width = max(40, rung.duration.microseconds * 10_000 / total)
      let offset = min(start * 10_000 / total, 10_000 - width)
      start += rung.duration.microseconds
      let attempts: Markup = rung.attempts > 1 ? " <span class=\"of\">slowest of \(rung.attempts)</span>" : .empty
      return """
        <div><dt>\(rung.name)</dt><dd><svg width="100%" height="8" aria-hidden="true">\
        <rect class="\(rung.kind)" x="\(Self.percent(offset))%" width="\(Self.percent(width))%" height="8" rx="2"/></svg>\
        <span>\(rung.duration.description)\(attempts)</span></dd></div>
        """
    }
    guard !rows.isEmpty else { return .empty }
    return "<dl class=\"timing\">\n\(Markup.joined(rows, by: "\n"))\n</dl>\n"
  }

  /// Hundredths of a percent as a number with two decimals.
  private static func percent(_ hundredths: Int64) -> String {
    "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
  }
}
