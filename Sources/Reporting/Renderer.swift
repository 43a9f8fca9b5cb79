/// Turns a report into one format. Decides nothing: what it shows is in the document.
public protocol Renderer: Sendable {
  /// The whole output, with a line feed at the end. The same document always gives the same bytes.
  func render(_ document: ReportDocument) -> String
}

/// The formats that a report can be written in.
public enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  case text, json, html
  case short, junit, sarif, markdown, csv, prometheus, tap, nagios, github

  /// The renderer of this format; `options` are those of the formats that people read.
  public func renderer(_ options: TextOptions = TextOptions()) -> any Renderer {
    switch self {
    case .text: TextRenderer(options)
    case .json: JSONRenderer()
    case .html: HTMLRenderer()
    case .short: ShortRenderer(ascii: options.ascii)
    case .junit: JUnitRenderer()
    case .sarif: SARIFRenderer()
    case .markdown: MarkdownRenderer()
    case .csv: CSVRenderer()
    case .prometheus: PrometheusRenderer()
    case .tap: TAPRenderer()
    case .nagios: NagiosRenderer()
    case .github: GitHubRenderer()
    }
  }
}

/// Writes the document itself.
public struct JSONRenderer: Renderer {
  public init() {}

  public func render(_ document: ReportDocument) -> String { document.json() }
}
