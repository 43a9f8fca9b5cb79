/// Counts who found what, over all faults and healthy runs.
actor Score {
  private struct Row {
    var faults = 0, seen = 0, named = 0, healthy = 0, accused = 0
  }
  private var rows: [String: Row] = [:]
  private var layers: [Fault.Layer: (faults: Int, exact: Int)] = [:]
  private var wrong: [String] = []
  private var pairs = (all: 0, exact: 0)
  private var repetitions = 0

  static let ours = "aml-preflight"

  func count(_ fault: Fault, _ outcome: Outcome) {
    let isExact = outcome.shows(fault.expected)
    layers[fault.layer, default: (0, 0)].faults += 1
    layers[fault.layer, default: (0, 0)].exact += isExact ? 1 : 0
    if !isExact { wrong.append("| \(fault.name) | \(list(fault.expected)) | \(list(outcome.found)) |") }
    add(Self.ours) { row in
      row.faults += 1
      row.seen += outcome.found.isEmpty ? 0 : 1
      row.named += isExact ? 1 : 0
    }
    for oracle in Oracle.allCases {
      let isRed = oracle.isRed(outcome.report.recording)
      add(oracle.title) { row in
        row.faults += 1
        row.seen += isRed ? 1 : 0
      }
    }
  }

  func countRepetition() { repetitions += 1 }

  func count(pair isExact: Bool) {
    pairs.all += 1
    pairs.exact += isExact ? 1 : 0
  }

  func count(healthy outcome: Outcome) {
    add(Self.ours) { row in
      row.healthy += 1
      row.accused += outcome.found.isEmpty && outcome.status == 0 ? 0 : 1
    }
    for oracle in Oracle.allCases {
      let isRed = oracle.isRed(outcome.report.recording)
      add(oracle.title) { row in
        row.healthy += 1
        row.accused += isRed ? 1 : 0
      }
    }
  }

  /// Markdown.
  var table: String {
    var lines = [
      "", "| Rule | Faults seen | Cause and subject named | Healthy runs called broken |", "|---|---|---|---|",
    ]
    for title in [Self.ours] + Oracle.allCases.map(\.title) {
      guard let row = rows[title] else { continue }
      let named = title == Self.ours ? "\(row.named) of \(row.faults)" : "–"
      lines.append("| \(title) | \(row.seen) of \(row.faults) | \(named) | \(row.accused) of \(row.healthy) |")
    }
    lines += ["", "| Layer | Faults | Found exactly |", "|---|---|---|"]
    for layer in Fault.Layer.allCases {
      guard let count = layers[layer] else { continue }
      lines.append("| \(layer.rawValue) | \(count.faults) | \(count.exact) |")
    }
    if !wrong.isEmpty {
      lines += ["", "| Not found exactly | Expected | Reported |", "|---|---|---|"] + wrong.sorted()
    }
    lines += ["", "Runs that were made again with more time, because the first was not as expected: \(repetitions)"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func list(_ causes: [Named]) -> String {
    causes.isEmpty ? "nothing" : causes.map(\.description).sorted().joined(separator: ", ")
  }

  private func add(_ title: String, _ change: (inout Row) -> Void) { change(&rows[title, default: Row()]) }
}
