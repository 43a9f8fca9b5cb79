internal import Model

/// An allow-list for spreadsheets and scripts: one row for each target, port and protocol (RFC 4180).
enum AllowListCSV {
  private static let columns = [
    "target", "kind", "port", "protocol", "direction", "title", "role", "need", "phases", "consumers", "reason",
    "origin",
    "service_tag", "private", "proxy", "addresses",
  ]

  static func render(_ list: AllowList) -> String {
    var rows = [columns]
    for entry in list.entries {
      rows.append([
        entry.target.description, entry.target.kind, entry.portText, entry.transport.rawValue,
        entry.isInbound ? "inbound" : "outbound", entry.title, entry.role?.rawValue ?? "", entry.need.rawValue,
        entry.phases.map(\.rawValue).joined(separator: " "), entry.consumers.map(\.rawValue).joined(separator: " "),
        entry.reasons.joined(separator: " "), entry.remark, entry.serviceTag ?? "",
        entry.isPrivate.map { $0 ? "yes" : "no" } ?? "", entry.proxy ?? "",
        entry.addresses.map(\.description).joined(separator: " "),
      ])
    }
    return rows.map { $0.map(field).joined(separator: ",") + "\n" }.joined()
  }

  /// A pattern begins with an asterisk, which no spreadsheet takes for a formula.
  private static func field(_ value: String) -> String { CSVText.field(value) }
}
