/// One metric in the text form that Prometheus reads: its help, its type and its samples, each label set once.
struct Metric {
  private let name: String
  private let help: String
  private var order: [String] = []
  private var values: [String: String] = [:]

  init(_ name: String, help: String) {
    self.name = name
    self.help = help
  }

  /// Adds a sample; a second one with the same labels is left out, since a reader refuses the whole file for it.
  mutating func set(_ labels: [(name: String, value: String)], to value: String) {
    let key = Self.text(labels)
    guard values.updateValue(values[key] ?? value, forKey: key) == nil else { return }
    order.append(key)
  }

  /// The lines of the metric; none where it has no samples.
  var lines: [String] {
    guard !order.isEmpty else { return [] }
    return ["# HELP \(name) \(help)", "# TYPE \(name) gauge"] + order.map { "\(name)\($0) \(values[$0] ?? "NaN")" }
  }

  /// `{deployment="prod"}`: a backslash and a quote are escaped, at most 120 columns each.
  static func text(_ labels: [(name: String, value: String)]) -> String {
    let pairs = labels.map { label in
      var value = ""
      for scalar in TerminalText.safe(label.value, limit: 120).unicodeScalars {
        if scalar == "\\" || scalar == "\"" { value += "\\" }
        value.unicodeScalars.append(scalar)
      }
      return "\(label.name)=\"\(value)\""
    }
    return "{" + pairs.joined(separator: ",") + "}"
  }
}
