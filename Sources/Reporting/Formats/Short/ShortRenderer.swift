internal import Model

/// For pagers and chat: one line that answers, then one line for each cause. No line is longer than 240 columns.
public struct ShortRenderer: Renderer {
  private static let width = 320
  private let ascii: Bool

  /// `ascii`: whether only ASCII is written.
  public init(ascii: Bool = false) {
    self.ascii = ascii
  }

  public func render(_ document: ReportDocument) -> String {
    let (sentence, standing) = document.answer
    let coverage = TerminalText.safe(document.summary.coverage.text, limit: 180)
    var lines = ["\(Mark(standing, ascii: ascii).text) \(sentence): \(document.countsLine) (\(coverage))"]
    if let baseline = Wording.baseline(of: document) {
      let mark = Mark(document.failsOnlyAsBefore ? .warn : standing, ascii: ascii).text
      lines.append("\(mark) Baseline: \(TerminalText.safe(baseline, limit: 240))")
    }
    lines += document.findings.map { finding in
      let mark = Mark(finding.severity == .failure ? .fail : .warn, ascii: ascii).text
      let code = TerminalText.safe(finding.cause, limit: 40)
      let confidence = finding.confidence == .proved ? "" : ", \(finding.confidence.rawValue)"
      let since = finding.sinceBaseline.map { ", \($0.rawValue)" } ?? ""
      let title = TerminalText.safe(finding.title, limit: 120)
      let scope = Wording.scope(finding.vantages, of: document, limit: 2).map {
        " (\(TerminalText.safe($0, limit: 80)))"
      }
      return
        "\(mark) \(code)\(confidence)\(since): \(title)\(scope ?? "") → \(TerminalText.safe(finding.remedy.owner, limit: 60))"
    }
    if let unheard = Wording.unheard(document) {
      lines.append("\(Mark(.inconclusive, ascii: ascii).text) \(TerminalText.safe(unheard, limit: 200))")
    }
    lines += (document.matrix?.separations ?? []).prefix(3).map { separation in
      "\(Mark(separation.severity == .failure ? .fail : .warn, ascii: ascii).text) "
        + "\(Wording.headline(separation)): \(TerminalText.safe(separation.text, limit: 200))"
    }
    return lines.map { line in
      let safe = TerminalText.safe(line, limit: Self.width)
      return (ascii ? ASCIIText.of(safe) : safe) + "\n"
    }.joined()
  }
}
