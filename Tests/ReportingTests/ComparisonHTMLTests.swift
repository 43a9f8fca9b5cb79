import Foundation
import TestSupport
import Testing

@testable import Reporting

@Suite struct `A comparison as HTML` {
  private static let changed = ReportComparison(old: .healthy, new: .failing)

  private func page(_ comparison: ReportComparison = changed) throws -> HTMLPage {
    try HTMLPage(ComparisonRenderer().render(comparison, as: .html))
  }

  @Test func `has its landmarks, one main heading and no level left out`() throws {
    let page = try page()
    for name in ["header", "nav", "main", "footer"] { #expect(page.tags(name).count == 1, "\(name)") }
    let levels = page.tags.compactMap { $0.name.hasPrefix("h") && $0.name.count == 2 ? Int($0.name.dropFirst()) : nil }
    #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
    for (above, level) in zip(levels, levels.dropFirst()) { #expect(level <= above + 1) }
    let places = Set(page.tags.compactMap { $0.attributes["id"] })
    for target in page.tags.compactMap({ $0.attributes["href"] ?? $0.attributes["aria-labelledby"] }) {
      #expect(places.contains(target.replacing("#", with: "")), "\(target)")
    }
  }

  @Test func `needs nothing from elsewhere and runs nothing`() throws {
    let text = ComparisonRenderer().render(Self.changed, as: .html)
    let page = try HTMLPage(text)
    let style = HTMLTemplate.file(named: "report.css") + HTMLTemplate.file(named: "comparison.css")
    let policy = page.tags("meta").first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
    #expect(
      policy?.attributes["content"]
        == "default-src 'none'; style-src 'sha256-\(HTMLRenderer.hash(style).text)'; base-uri 'none'; form-action 'none'"
    )
    #expect(text.contains("<style>\(style)</style>"))
    for word in ["url(", "@import", "http:", "</"] { #expect(!style.contains(word), "\(word)") }
    #expect(page.tags("script").isEmpty)
    for tag in page.tags {
      #expect(tag.attributes["src"] == nil && tag.attributes["style"] == nil)
      if let target = tag.attributes["href"] { #expect(target.hasPrefix("#")) }
    }
  }

  @Test func `says first whether it is worse, then why, then whose change the rest was`() throws {
    let text = ComparisonRenderer().render(Self.changed, as: .html)
    var rest = text[...]
    for piece in [
      "<h1 id=\"answer-title\">1 required check fails that did not before</h1>", "Connections to mcr.microsoft.com:443",
      "whoever manages the firewall", "Newly failing", "cluster-creation/mcr-answers", "id=\"changes-title\"",
      "Changed in the network", "Changed in where it was seen from", "Nothing changed in the deployment file",
      "The two reports",
    ] {
      let range = try #require(rest.firstRange(of: piece), "\(piece)")
      rest = rest[range.upperBound...]
    }
  }

  @Test(arguments: Sample.allCases) func `of a report with itself says that nothing changed`(sample: Sample) throws {
    let text = ComparisonRenderer().render(ReportComparison(old: sample.document, new: sample.document), as: .html)
    #expect(text.contains("<h1 id=\"answer-title\">Nothing changed</h1>"))
    #expect(text.contains("Network, deployment file, catalog and tool are the same."))
    _ = try HTMLPage(text)
  }

  @Test(arguments: `A hostile report as HTML`.texts) func `is safe where every text is hostile`(text: String) throws {
    let hostile = try HostileReport.document(.every, with: text)
    let known = Set(try page().tags.map(\.name)).union(["br"])
    for comparison in [
      ReportComparison(old: .failing, new: hostile), ReportComparison(old: hostile, new: .healthy),
      ReportComparison(old: hostile, new: hostile),
    ] {
      let rendered = ComparisonRenderer().render(comparison, as: .html)
      #expect(HostileText.isSafe(rendered))
      for tag in try HTMLPage(rendered).tags {
        #expect(known.contains(tag.name), "\(tag.name)")
        #expect(!tag.attributes.keys.contains { $0.hasPrefix("on") || $0 == "src" || $0 == "style" })
      }
      for format in [ComparisonFormat.text, .markdown] {
        #expect(HostileText.isSafe(ComparisonRenderer().render(comparison, as: format)))
      }
    }
  }

  @Test func `stays bounded where texts are long and changes are many`() throws {
    var comparison = Self.changed
    let change = try #require(comparison.requirements.first)
    comparison.requirements = Array(repeating: change, count: 5_000)
    #expect(try page(comparison).tags("li").count < 2_000)
    let long = try HostileReport.document(.every, with: String(repeating: "<Ω&", count: 20_000))
    let rendered = ComparisonRenderer().render(ReportComparison(old: .failing, new: long), as: .html)
    #expect(HostileText.isSafe(rendered))
    #expect(rendered.utf8.count < 1_000_000)
  }

  @Test(.enabled(if: HTMLValidator.isAvailable, "python3 with the package html5lib is not installed"))
  func `has no error of syntax`() throws {
    let hostile = try HostileReport.document(.every, with: HostileReport.markup)
    for comparison in [Self.changed, ReportComparison(old: .failing, new: hostile)] {
      #expect(try HTMLValidator.complaints(about: ComparisonRenderer().render(comparison, as: .html)).isEmpty)
    }
  }

  @Test(.enabled(if: SchemaValidator.isAvailable, "python3 with the package jsonschema is not installed"))
  func `is the schema's as JSON`() throws {
    let samples = Sample.allCases.map(\.document)
    let texts = samples.flatMap { old in
      samples.map { ComparisonRenderer().render(ReportComparison(old: old, new: $0), as: .json) }
    }
    #expect(try SchemaValidator.complaints(about: texts, by: .comparison) == texts.map { _ in "" })
    let text = ComparisonRenderer().render(Self.changed, as: .json)
    let damaged = try [
      ("\"kind\" : \"comparison\"", "\"kind\" : \"report\""), ("\"owner\" : \"network\"", "\"owner\" : \"nobody\""),
      ("\"change\" : \"newlyFails\"", "\"change\" : \"breaks\""), ("\"isWorse\" :", "\"isBad\" :"),
    ].map { old, new in
      try #require(text.contains(old))
      return text.replacing(old, with: new)
    }
    for complaint in try SchemaValidator.complaints(about: damaged, by: .comparison) { #expect(!complaint.isEmpty) }
  }
}
