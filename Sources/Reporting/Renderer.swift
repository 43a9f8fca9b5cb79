/// Turns a report into one format. Decides nothing: what it shows is in the document.
public protocol Renderer: Sendable {
  /// The whole output, with a line feed at the end. The same document always gives the same bytes.
  func render(_ document: ReportDocument) -> String
}

/// The formats that a report can be written in.
public enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  case text, json, html

  /// The renderer of this format; `options` are those of the formats that people read.
  public func renderer(_ options: TextOptions = TextOptions()) -> any Renderer {
    switch self {
    case .text: TextRenderer(options)
    case .json: JSONRenderer()
    case .html: HTMLRenderer()
    }
  }
}

/// Writes the document itself.
public struct JSONRenderer: Renderer {
  public init() {}

  public func render(_ document: ReportDocument) -> String { document.json() }
}
