internal import Model

/// A plan for spreadsheets and scripts: one row for each requirement and step that serves it, then one for each that is
/// not checked (RFC 4180).
enum PlanCSV {
  private static let columns = [
    "phase", "requirement", "title", "consumer", "need", "step", "role", "host", "port", "transport", "does",
    "nameservers", "route", "not_checked_because",
  ]

  static func render(_ plan: PlanDocument) -> String {
    var rows = [columns]
    for step in plan.phases.flatMap(\.steps) {
      for requirement in step.requirements {
        rows.append([
          requirement.phase.rawValue, requirement.id.rawValue, requirement.title, requirement.consumer.rawValue,
          requirement.need.rawValue, step.id.rawValue, step.role?.rawValue ?? "", step.host,
          step.port.map(String.init) ?? "", step.transport?.rawValue ?? "", step.does.joined(separator: " > "),
          step.asks.joined(separator: " "), step.route, "",
        ])
      }
    }
    for omission in plan.omissions {
      rows.append([
        omission.phase.rawValue, omission.id.rawValue, omission.title, omission.consumer.rawValue,
        omission.need.rawValue, "", omission.role.rawValue, "", "", "", "", "", "", omission.reason.text,
      ])
    }
    return rows.map { $0.map(CSVText.field).joined(separator: ",") + "\n" }.joined()
  }
}
