internal import Model

extension HTMLRenderer {
  /// The phases in their order, from the first that is needed to serving, the first broken one marked.
  func timeline(_ document: ReportDocument) -> Markup {
    let items = document.phases.map { phase -> Markup in
      let isFirst = phase.id == document.summary.firstBrokenPhase
      // A phase that needs nothing new took no time of its own.
      let took = phase.durationMilliseconds
      let time = took > 0 ? Self.duration(took) : ""
      return """
        <li class="\(phase.outcome.rawValue)"><a href="#\(phase.id.slug)">\(Self.mark(phase.outcome))\
        <span class="name">\(phase.title)</span>\
        <span class="what">\(Self.counts(phase))</span>\
        <span class="took">\(time)</span>\
        \("<span class=\"flag\">first to break</span>", if: isFirst)</a></li>
        """
    }
    return "<ol class=\"timeline\">\n\(Markup.joined(items, by: "\n"))\n</ol>"
  }

  /// The choice of outcomes to show: nothing but inputs, which the style sheet obeys.
  func filters(_ document: ReportDocument) -> Markup {
    let all = document.phases.reduce(0) { $0 + $1.requirements.count }
    let standings = Standing.allCases.compactMap { standing -> Markup? in
      let count = document.phases.reduce(0) { $0 + $1.requirements.count { $0.outcome == standing } }
      guard count > 0 else { return nil }
      return Self.filter(standing.rawValue, "\(Self.mark(standing)) \(Self.word(standing))", count: count)
    }
    return Self.filter("all", "all", count: all, isChecked: true) + .joined(standings)
  }

  private static func filter(_ id: String, _ label: Markup, count: Int, isChecked: Bool = false) -> Markup {
    """
    <label><input type="radio" name="outcome" id="show-\(id)"\(" checked", if: isChecked)> \
    <span>\(label) <span class="count">\(count)</span></span></label>
    """
  }

  /// Every phase with its requirements.
  func phases(_ document: ReportDocument, _ index: ReportIndex) -> Markup {
    var number = 0
    var isOpened = false
    var sections: [Markup] = []
    for phase in document.phases {
      let folds = Folds(phase, in: document)
      var rows = Folds.Rows()
      for entry in phase.requirements {
        number += 1
        let opens = entry.outcome == .fail && !isOpened
        isOpened = isOpened || opens
        let row = RequirementMarkup(entry: entry, number: number, opens: opens, index: index, document: document).row
        rows.append(row, to: folds.place(of: entry))
      }
      let has = Standing.allCases.filter { standing in phase.requirements.contains { $0.outcome == standing } }
      let isFirst = phase.id == document.summary.firstBrokenPhase
      sections.append(
        """
        <section class="phase" id="\(phase.id.slug)" aria-labelledby="\(phase.id.slug)-title" \
        data-has="\(has.map(\.rawValue).joined(separator: " "))">
        <h3 id="\(phase.id.slug)-title">\(Self.mark(phase.outcome)) \(phase.title) \
        \("<span class=\"flag\">first to break</span> ", if: isFirst)\
        <span class="what">\(Self.counts(phase))</span></h3>
        \(folds.markup(rows))
        </section>
        """)
    }
    return .joined(sections, by: "\n")
  }

  /// `20 pass · 1 fail`.
  private static func counts(_ phase: ReportDocument.PhaseEntry) -> String {
    Standing.allCases.compactMap { standing -> String? in
      let count = phase.requirements.count { $0.outcome == standing }
      return count == 0 ? nil : Self.count(count, standing)
    }.joined(separator: " · ")
  }
}
