/// Shows explanations to people and scripts.
public struct ExplanationRenderer: Sendable {
  /// The formats of explanations.
  public enum Format: String, Sendable, Hashable, CaseIterable {
    case text, json, markdown
  }

  private let options: TextOptions

  /// `options` are those of the text.
  public init(_ options: TextOptions = TextOptions()) {
    self.options = options
  }

  /// The explanations one after the other, with a line feed at the end. JSON is an array of them.
  public func render(_ explanations: [Explanation], as format: Format) -> String {
    switch format {
    case .text: return explanations.map { ExplanationText(options).render($0) }.joined(separator: "\n")
    case .json: return JSONText.encoded(explanations)
    case .markdown: return explanations.map(ExplanationMarkdown.render).joined(separator: "\n")
    }
  }
}
