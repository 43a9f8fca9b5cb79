import Model
import Testing

@testable import Reporting

@Suite struct `A format for machines` {
  private func document(_ outcome: Summary.Outcome, warnings: Int = 0, made: Int = 4) -> ReportDocument {
    var document = ReportDocument.healthy
    document.summary.outcome = outcome
    document.summary.counts[.warn] = warnings
    document.summary.coverage.made = made
    if made == 0 { document.summary.counts[.pass] = 0 }
    return document
  }

  @Test func `ends as monitoring plugins do`() {
    #expect(NagiosStatus(document(.pass)) == .ok)
    #expect(NagiosStatus(document(.pass, warnings: 1)) == .warning)
    #expect(NagiosStatus(document(.fail, warnings: 1)) == .critical)
    #expect(NagiosStatus(document(.incomplete)) == .unknown)
    #expect(NagiosStatus(document(.pass, made: 0)) == .unknown)
    #expect(NagiosStatus.allCases.map(\.rawValue) == [0, 1, 2, 3])
  }

  /// The form of the guidelines for monitoring plugins: text, a bar, `label=value[unit];[warn];[crit];[min];[max]`.
  @Test(arguments: HostileText.all.indices) func `has performance data in its first line alone`(index: Int) throws {
    let lines = NagiosRenderer().render(.filled(with: HostileText.all[index])).split(separator: "\n")
    let parts = try #require(lines.first).split(separator: "|", omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    #expect(parts[0].hasPrefix("AML-PREFLIGHT CRITICAL - "))
    #expect(
      parts[1].split(separator: " ").allSatisfy {
        $0.wholeMatch(of: /[a-zA-Z_]+=[0-9.]+s?;[0-9]*;[0-9]*;0(;[0-9]+)?/) != nil
      })
    #expect(lines.dropFirst().allSatisfy { !$0.contains("|") })
    #expect(lines.reduce(0) { $0 + $1.utf8.count + 1 } <= 8_192)
  }

  /// As GitHub's runner reads it: `::name properties::data`, a percent sign beginning an escape.
  @Test(arguments: HostileText.all.indices) func `has one workflow command a line`(index: Int) throws {
    let lines = GitHubRenderer().render(.filled(with: HostileText.all[index])).split(separator: "\n")
    #expect(lines.map { $0.prefix { $0 != " " } } == ["::error", "::error", "::error", "::warning", "::notice"])
    for line in lines {
      let match = try #require(line.wholeMatch(of: /::(error|warning|notice) title=([^:,]*)::(.*)/), "\(line)")
      #expect(match.output.2.matches(of: /%(?!25|3A|2C)/).isEmpty && match.output.3.matches(of: /%(?!25|0A)/).isEmpty)
    }
  }

  @Test func `has at most ten annotations of a kind`() {
    var document = ReportDocument.failing
    document.findings = Array(repeating: document.findings[0], count: 14)
    let lines = GitHubRenderer().render(document).split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("::error") } == 10)
    #expect(lines.last?.hasSuffix("; 5 further annotations left out") == true)
  }

  @Test func `is short for pagers`() {
    #expect(
      ShortRenderer().render(.failing) == """
        ✗ demo cannot serve: the cluster cannot be created: 1 fail, 1 blocked, 1 inconclusive, 1 warn, 4 pass, 5 skipped \
        (\(ReportDocument.failing.summary.coverage.text))
        ✗ egress.dropped, suspected: Connections to mcr.microsoft.com:443 get no answer (waited 5.0 s) → whoever manages the firewall
        ! tls.expired: The certificate of mystore.blob.core.windows.net:443 expired → whoever runs mystore.blob.core.windows.net

        """)
    #expect(ShortRenderer(ascii: true).render(.failing).unicodeScalars.allSatisfy { $0.isASCII })
    #expect(ShortRenderer().render(.healthy).split(separator: "\n").count == 1)
  }

  @Test func `sees a formula and a quote below a combining mark`() {
    #expect(CSVText.field("=\u{301}1") == "'=\u{301}1")
    #expect(CSVText.field("a\"\u{301},b") == "\"a\"\"\u{301},b\"")
    #expect(MarkdownText.plain("<\u{301}b>*\u{301}") == "&lt;\u{301}b\\>\\*\u{301}")
    #expect(MarkdownText.code("`\u{301}|") == "`` `\u{301}\\| ``")
  }

  @Test func `survives numbers that are none of ours`() {
    var document = ReportDocument.failing
    document.durationMilliseconds = .min
    document.summary.exitStatus = .max
    document.summary.coverage.required = .min
    document.summary.counts = [.fail: .min, .pass: .max]
    for phase in document.phases.indices {
      document.phases[phase].durationMilliseconds = .max
      document.phases[phase].requirements[0].durationMilliseconds = .min
    }
    for format in ReportFormat.allCases { #expect(!format.renderer().render(document).isEmpty) }
    document.phases = []
    document.findings = []
    document.vantages = []
    for format in ReportFormat.allCases { #expect(!format.renderer().render(document).isEmpty) }
  }
}
