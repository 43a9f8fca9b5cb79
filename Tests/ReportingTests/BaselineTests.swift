import Model
import Testing

@testable import Reporting

@Suite struct `A baseline` {
  /// A report of the same day, so that times are told, and one of another.
  private static let sameDay = Timestamp("2026-01-31T07:30:00Z")!

  private static func baseline(_ document: ReportDocument, at time: Timestamp = sameDay) -> ReportDocument {
    var baseline = document
    baseline.startedAt = time
    return baseline
  }

  /// All that fails failed before, and only what is new counts.
  private static let known: ReportDocument = {
    var document = ReportDocument.failing.compared(with: baseline(.failing), countingOnlyNew: true)
    document.summary.exitStatus = 0
    // Nothing is open.
    for phase in document.phases.indices {
      for index in document.phases[phase].requirements.indices
      where document.phases[phase].requirements[index].outcome == .inconclusive {
        document.phases[phase].requirements[index].outcome = .pass
      }
    }
    return document
  }()

  /// Nothing of what fails failed before.
  private static let new = ReportDocument.failing.compared(with: baseline(.healthy), countingOnlyNew: true)

  /// What each format says of something that is known, and of something that is new.
  static let words: [(format: ReportFormat, known: [String], new: [String])] = [
    (
      .text, ["Baseline   nothing fails that did not on 2026-01-31 at 07:30:00 UTC", "known since"],
      ["Baseline   1 required check fails that did not on 2026-01-31", "new since", "· new"]
    ),
    (
      .short,
      ["Baseline: nothing fails that did not on 2026-01-31 at 07:30:00 UTC", "egress.dropped, suspected, known:"],
      ["Baseline: 1 required check fails that", "egress.dropped, suspected, new:"]
    ),
    (
      .junit,
      ["message=\"known since the baseline of 2026-01-31 at 07:30:00 UTC: egress.dropped", "name=\"baseline\""],
      ["message=\"new since the baseline of 2026-01-31 at 07:30:00 UTC: egress.dropped"]
    ),
    (.sarif, ["\"baselineState\" : \"unchanged\""], ["\"baselineState\" : \"new\""]),
    (
      .markdown, ["- Baseline: nothing fails that", "**known since the baseline of", "✗ fail, known"],
      ["- Baseline: 1 required check fails that", "**new since the baseline of", "✗ fail, new"]
    ),
    (.csv, [",known\n"], [",new\n"]),
    (
      .prometheus,
      [
        "aml_preflight_baseline_failing_checks{deployment=\"demo\",since=\"new\"} 0",
        "aml_preflight_baseline_failing_checks{deployment=\"demo\",since=\"known\"} 1",
        "aml_preflight_baseline_timestamp_seconds{deployment=\"demo\"} 1769844600",
      ], ["aml_preflight_baseline_failing_checks{deployment=\"demo\",since=\"new\"} 1"]
    ),
    (.tap, ["# Baseline: nothing fails that", "since: 'known since the"], ["since: 'new since the"]),
    (
      .nagios,
      [
        "AML-PREFLIGHT WARNING - ", "nothing of it is new since the baseline", "failed=1;0;;0", "newly_failed=0;;0;0",
        "Baseline: nothing fails", "(failure, known)",
      ], ["AML-PREFLIGHT CRITICAL - ", "newly_failed=1;;0;0", "(failure, new)"]
    ),
    (
      .github, ["::warning title=egress.dropped", "%0AKnown since the baseline of", "baseline: nothing fails"],
      ["::error title=egress.dropped", "%0ANew since the baseline of"]
    ),
    (
      .html, ["Baseline: nothing fails that did not on", "<span>known since the baseline of"],
      ["Baseline: 1 required check fails that", "<span>new since the baseline of"]
    ),
    (.json, ["\"sinceBaseline\" : \"known\"", "\"countsOnlyNew\" : true"], ["\"sinceBaseline\" : \"new\""]),
  ]

  @Test func `is told in every format`() {
    #expect(Set(Self.words.map(\.format)) == Set(ReportFormat.allCases))
  }

  @Test(arguments: words.indices) func `tells what is known from what is new`(index: Int) {
    let (format, known, new) = Self.words[index]
    for (document, words) in [(Self.known, known), (Self.new, new)] {
      let text = format.renderer().render(document)
      for word in words { #expect(text.contains(word), "\(format) lacks \(word): \(text.prefix(1_500))") }
    }
    let without = format.renderer().render(.failing)
    #expect(!without.contains(known[0]) && !without.lowercased().contains("since the baseline"))
  }

  @Test func `leaves an error of what was known where it counts`() {
    let document = ReportDocument.failing.compared(with: Self.baseline(.failing))
    #expect(GitHubRenderer().render(document).hasPrefix("::error title=egress.dropped"))
    #expect(NagiosStatus(document) == .critical)
    #expect(NagiosRenderer().render(document).contains("failed=1;;0;0"))
    #expect(!document.failsOnlyAsBefore)
  }

  @Test func `is no excuse for what could not be found out`() {
    var document = Self.known
    document.phases[0].requirements[0].need = .required
    document.phases[0].requirements[0].outcome = .inconclusive
    #expect(NagiosStatus(document) == .unknown)
  }

  @Test func `that had a cause does not make known what it breaks now`() {
    var before = Self.baseline(.failing)
    for phase in before.phases.indices {
      for index in before.phases[phase].requirements.indices
      where before.phases[phase].requirements[index].outcome == .fail {
        before.phases[phase].requirements[index].outcome = .pass
      }
    }
    let document = ReportDocument.failing.compared(with: before, countingOnlyNew: true)
    #expect(document.baseline?.newFindings == [])
    #expect(document.findings.map(\.sinceBaseline) == [.new, .known])
    #expect(GitHubRenderer().render(document).hasPrefix("::error title=egress.dropped"))
  }

  @Test func `marks the one of several endpoints that is new`() {
    var document = ReportDocument.failing
    let phase = document.phases.firstIndex { $0.requirements.contains { $0.outcome == .fail } }!
    let place = document.phases[phase].requirements.firstIndex { $0.outcome == .fail }!
    let before = Self.baseline(document)
    var other = document.phases[phase].requirements[place]
    other.subject.host = "other.example"
    document.phases[phase].requirements.append(other)
    let compared = document.compared(with: before, countingOnlyNew: true)
    let failing = compared.phases[phase].requirements.filter { $0.outcome == .fail }
    #expect(failing.map(\.sinceBaseline) == [.known, .new])
    #expect(!compared.failsOnlyAsBefore)
  }

  @Test func `is told by its day alone where that was another`() {
    let yesterday = Self.baseline(.failing, at: Timestamp("2026-01-30T07:30:00Z")!)
    let text = TextRenderer().render(ReportDocument.failing.compared(with: yesterday))
    #expect(text.contains("Baseline   nothing fails that did not on 2026-01-30; 1 still failing"))
  }
}
