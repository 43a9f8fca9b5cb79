public import Model

/// Shows what a plan would send, and to whom, before anything is sent.
public struct PlanRenderer: Sendable {
  /// The formats of a plan.
  public enum Format: String, Sendable, Hashable, CaseIterable {
    case table, json, csv, markdown
  }

  private let options: TextOptions

  /// `options` are those of the table.
  public init(_ options: TextOptions = TextOptions()) {
    self.options = options
  }

  /// The plan of a deployment as it would be carried out from a vantage, and what may follow it, with a line feed at the
  /// end.
  public func render(
    _ plan: Plan, followUps: [PossibleFollowUp] = [], deployment: Deployment, vantage: Vantage, as format: Format
  ) -> String {
    let document = PlanDocument(plan, followUps: followUps, deployment: deployment, vantage: vantage)
    switch format {
    case .table: return PlanTable(options).render(document)
    case .json: return JSONText.encoded(document)
    case .csv: return PlanCSV.render(document)
    case .markdown: return PlanMarkdown.render(document)
    }
  }
}
