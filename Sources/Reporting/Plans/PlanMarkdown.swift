internal import Model

/// A plan for tickets and change requests.
enum PlanMarkdown {
  static func render(_ plan: PlanDocument) -> String {
    var lines = [
      "# Connectivity plan for \(MarkdownText.plain(plan.deployment))", "",
      "\(plan.cloud.rawValue), edition \(plan.edition.rawValue), from \(Wording.place(plan.vantage)). "
        + (plan.nameservers.isEmpty
          ? "No nameserver."
          : "Each name is asked at \(plan.nameservers.map(MarkdownText.code).joined(separator: ", "))."),
    ]
    for phase in plan.phases {
      lines += [
        "", "## \(phase.title)", "", "| Step | Host | Does | Route | For | Requirements |", "|---|---|---|---|---|---|",
      ]
      lines += phase.steps.map { step in
        let consumers = step.requirements.map { Wording.consumer($0.consumer) }.uniqued().joined(separator: ", ")
        return row([
          step.id.rawValue, MarkdownText.code(step.hostAndPort),
          MarkdownText.plain(step.does.joined(separator: " → ")), MarkdownText.plain(step.route), consumers,
          step.requirements.map {
            MarkdownText.code($0.id.rawValue) + ($0.need == .advisory ? " (advisory)" : "")
          }.joined(separator: ", "),
        ])
      }
    }
    if let followUps = plan.followUps {
      lines += [
        "", "## What may follow, if something fails", "", "| Follow-up | What it does | Whom it contacts besides |",
        "|---|---|---|",
      ]
      lines += followUps.map {
        row([
          MarkdownText.code($0.kind.rawValue), MarkdownText.plain($0.text),
          $0.contacts.map(MarkdownText.code).joined(separator: ", "),
        ])
      }
    }
    if !plan.omissions.isEmpty {
      lines += ["", "## Not checked", "", "| Requirement | Because | To find the value |", "|---|---|---|"]
      lines += plan.omissions.map {
        row([
          MarkdownText.code($0.id.rawValue), MarkdownText.plain($0.reason.text),
          $0.reason.command.map(MarkdownText.code) ?? "",
        ])
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }
}
