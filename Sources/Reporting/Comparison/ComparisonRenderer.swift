internal import Model

/// The formats that a comparison can be written in.
public enum ComparisonFormat: String, Sendable, Hashable, CaseIterable {
  case text, json, markdown, html
}

/// Shows what changed between two reports.
public struct ComparisonRenderer: Sendable {
  private let options: TextOptions

  /// `options` are those of the text for terminals.
  public init(_ options: TextOptions = TextOptions()) {
    self.options = options
  }

  /// The whole output, with a line feed at the end. The same comparison always gives the same bytes.
  public func render(_ comparison: ReportComparison, as format: ComparisonFormat) -> String {
    switch format {
    case .text: ComparisonText(options).render(comparison)
    case .json: JSONText.encoded(comparison)
    case .markdown: ComparisonMarkdown.render(comparison)
    case .html: ComparisonHTML(comparison).render()
    }
  }
}
