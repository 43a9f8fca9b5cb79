internal import Model

/// A plan for a terminal.
struct PlanTable {
  private let options: TextOptions

  init(_ options: TextOptions) {
    self.options = options
  }

  func render(_ plan: PlanDocument) -> String {
    var page = Page(options)
    let steps = plan.phases.flatMap(\.steps)
    page.paragraph(
      "\(plan.deployment): \(Wording.count(steps.count, "step")) for "
        + "\(Wording.count(Set(steps.flatMap(\.requirements).map(\.id)).count, "requirement")); nothing has been sent",
      style: .strong)
    page.paragraph(
      "\(plan.cloud.rawValue) · edition \(plan.edition.rawValue) · from \(Wording.place(plan.vantage)) · "
        + (plan.nameservers.isEmpty
          ? "no nameserver" : "each name is asked at \(plan.nameservers.joined(separator: ", "))"),
      style: .faint)
    for phase in plan.phases {
      page.blank()
      page.paragraph(phase.title, style: .strong)
      for step in phase.steps { self.step(step, on: &page) }
    }
    followUps(plan, on: &page)
    omissions(plan, on: &page)
    return page.text
  }

  private func step(_ step: PlanDocument.StepEntry, on page: inout Page) {
    let number = page.safe(step.id.rawValue).padded(to: 4)
    let indent = String(repeating: " ", count: TextWidth.of(number) + 2)
    let host = page.safe(step.hostAndPort)
    // The role is what --only and --skip take.
    let role = step.role.map { page.safe("  " + $0.rawValue) } ?? ""
    let shownRole = TextWrapping.cut(role, to: 30, ellipsis: page.ellipsis)
    let room = page.width - TextWidth.of(indent) - TextWidth.of(shownRole)
    page.line([("  " + number, .faint), (page.shortened(host, to: room), .plain), (shownRole, .faint)])
    let route = step.route == "direct" ? "" : " · through \(step.route)"
    page.paragraph(step.does.joined(separator: " → ") + route, after: [(indent, .plain)])
    if options.verbosity == .verbose {
      for command in step.commands {
        let room = page.width - TextWidth.of(indent) - 2
        for (index, line) in CommandWrapping.lines(of: page.safe(command), room: room).enumerated() {
          page.line([(indent + (index == 0 ? "$ " : "  "), .faint), (line, .plain)])
        }
      }
    }
    let groups = step.requirements.map { "\(Wording.consumer($0.consumer)), \($0.need.rawValue)" }.uniqued()
    for group in groups {
      let own = step.requirements.filter { "\(Wording.consumer($0.consumer)), \($0.need.rawValue)" == group }
      page.paragraph(
        "\(group): " + own.map(\.id.rawValue).joined(separator: ", "), after: [(indent, .plain)], style: .faint)
    }
  }

  private func followUps(_ plan: PlanDocument, on page: inout Page) {
    guard let followUps = plan.followUps else { return }
    page.blank()
    page.paragraph("What may follow, if something fails", style: .strong)
    for followUp in followUps {
      page.paragraph(followUp.text, after: [("  ", .plain)])
      let contacts =
        followUp.contacts.isEmpty ? "nobody but the plan's own hosts" : followUp.contacts.joined(separator: ", ")
      page.paragraph("\(followUp.kind.rawValue): \(contacts)", after: [("      ", .plain)], style: .faint)
    }
  }

  private func omissions(_ plan: PlanDocument, on page: inout Page) {
    guard !plan.omissions.isEmpty else { return }
    page.blank()
    page.paragraph("Not checked", style: .strong)
    for reason in plan.omissions.map(\.reason).uniqued() {
      let own = plan.omissions.filter { $0.reason == reason }
      page.paragraph(
        "\(own.map(\.role.rawValue).uniqued().joined(separator: ", ")): \(reason.text)", after: [("  ", .plain)])
      if let command = reason.command {
        for line in CommandWrapping.lines(of: page.safe(command), room: page.width - 6) {
          page.line([("      ", .plain), (line, .plain)])
        }
      }
      page.paragraph(own.map(\.id.rawValue).joined(separator: ", "), after: [("      ", .plain)], style: .faint)
    }
  }
}
