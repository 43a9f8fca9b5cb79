internal import Model

/// Names and addresses as in hosts(5): addresses that the deployment declares or a run has seen, and a comment for each
/// name without one.
enum AllowListHosts {
  static func render(_ list: AllowList) -> String {
    var lines = ["# Hosts that \(TerminalText.safe(list.deployment)) needs; addresses of public names may change."]
    let names = list.entries.compactMap(\.name).uniqued()
    for name in names {
      let entries = list.entries.filter { $0.name == name }
      let addresses = Set(entries.flatMap(\.addresses)).sorted { $0.description < $1.description }
      if addresses.isEmpty {
        lines.append("# \(name): no address is declared or was seen (plan --with REPORT.json)")
      }
      lines += addresses.map { "\($0) \(name)" }
    }
    for entry in list.entries {
      if case .pattern = entry.target { lines.append("# \(entry.target): known only while it is used") }
    }
    lines += list.gaps.map { "# \(TerminalText.safe($0.text))" }
    return lines.map { $0 + "\n" }.joined()
  }
}
