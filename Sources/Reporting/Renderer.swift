/// Turns a report into one format. Decides nothing: what it shows is in the document.
public protocol Renderer: Sendable {
  /// The whole output, with a line feed at the end. The same document always gives the same bytes.
  func render(_ document: ReportDocument) -> String
}

/// The formats that a report can be written in.
public enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  case text, json, html
  case short, junit, sarif, markdown, csv, prometheus, tap, nagios, github

  /// Whether the reports of several deployments can follow each other in one file.
  public var takesSeveralReports: Bool {
    switch self {
    case .text, .short, .json, .markdown: true
    case .html, .junit, .sarif, .csv, .prometheus, .tap, .nagios, .github: false
    }
  }

  /// One report as this format has it; several one after the other, in JSON one a line (JSON Lines).
  public func text(of documents: [ReportDocument], _ options: TextOptions = TextOptions()) -> String {
    if documents.count > 1, self == .json { return documents.map { $0.jsonLine() }.joined() }
    let renderer = renderer(options)
    return documents.map { renderer.render($0) }.joined(separator: self == .short ? "" : "\n")
  }

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
