public import Model

/// Lists the catalog's checks, phase by phase.
public struct CatalogListing: Sendable {
  /// The formats of the list.
  public enum Format: String, Sendable, Hashable, CaseIterable {
    case table, json, markdown
  }

  /// A check as scripts read it.
  private struct Row: Encodable {
    var id: String
    var title: String
    var phase: Phase
    var role: EndpointRole
    var consumer: Requirement.Consumer
    var need: Requirement.Need
    var vantages: [Vantage.Kind]
    var sources: [Source.ID]

    init(_ requirement: Requirement) {
      id = requirement.id.rawValue
      title = requirement.title
      phase = requirement.phase
      role = requirement.role
      consumer = requirement.consumer
      need = requirement.need
      vantages = requirement.vantages
      sources = requirement.sources
    }

    /// What a reader must know beside the title: `node`, `router pod, advisory`.
    var remarks: String {
      Wording.consumer(consumer) + (need == .advisory ? ", advisory" : "")
    }
  }

  private let options: TextOptions

  /// `options` are those of the table.
  public init(_ options: TextOptions = TextOptions()) {
    self.options = options
  }

  /// The requirements in their order, with a line feed at the end.
  public func render(_ requirements: [Requirement], as format: Format) -> String {
    let rows = requirements.map(Row.init)
    switch format {
    case .table: return table(rows)
    case .json: return JSONText.encoded(rows)
    case .markdown: return markdown(rows)
    }
  }

  private func table(_ rows: [Row]) -> String {
    var page = Page(options)
    page.paragraph(
      "\(Wording.count(rows.count, "check")); aml-preflight checks ID explains one", style: .faint)
    for phase in Phase.allCases {
      let own = rows.filter { $0.phase == phase }
      if own.isEmpty { continue }
      page.blank()
      page.paragraph(Wording.title(phase), style: .strong)
      for row in own {
        page.paragraph(page.shortened(page.safe(row.id), to: page.width - 2), after: [("  ", .plain)])
        page.paragraph("\(row.title) (\(row.remarks))", after: [("      ", .plain)], style: .faint)
      }
    }
    return page.text
  }

  private func markdown(_ rows: [Row]) -> String {
    var lines = ["# Checks"]
    for phase in Phase.allCases {
      let own = rows.filter { $0.phase == phase }
      if own.isEmpty { continue }
      lines += [
        "", "## \(Wording.title(phase))", "", "| Check | What must hold | Who needs it | Need |", "|---|---|---|---|",
      ]
      lines += own.map {
        "| \(MarkdownText.code($0.id)) | \(MarkdownText.plain($0.title)) | \(Wording.consumer($0.consumer)) "
          + "| \($0.need.rawValue) |"
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
