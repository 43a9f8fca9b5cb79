import Model
import Testing

@testable import Reporting

@Suite struct `A report as HTML` {
  @Test(arguments: Sample.allCases) func `has its landmarks, one main heading and no level left out`(sample: Sample)
    throws
  {
    let page = try HTMLPage(HTMLRenderer().render(sample.document))
    for name in ["header", "nav", "main", "footer"] { #expect(page.tags(name).count == 1, "\(name)") }
    #expect(page.tags("html").first?.attributes["lang"] == "en")
    let levels = page.tags.compactMap { tag in
      tag.name.count == 2 && tag.name.hasPrefix("h") ? Int(tag.name.dropFirst()) : nil
    }
    #expect(levels.first == 1)
    #expect(levels.count { $0 == 1 } == 1)
    for (above, level) in zip(levels, levels.dropFirst()) { #expect(level <= above + 1) }
    // The first thing to reach by keyboard is the way past the head.
    #expect(page.tags("a").first?.attributes["class"] == "skip")
    for input in page.tags("input") where input.attributes["type"] == "search" {
      #expect(page.tags("label").contains { $0.attributes["for"] == input.attributes["id"] })
    }
  }

  @Test(arguments: Sample.allCases) func `leads only to places that it has, each once`(sample: Sample) throws {
    let page = try HTMLPage(HTMLRenderer().render(sample.document))
    let places = page.tags.compactMap { $0.attributes["id"] }
    #expect(Set(places).count == places.count)
    for tag in page.tags {
      for name in ["href", "for", "aria-labelledby"] {
        guard let target = tag.attributes[name] else { continue }
        #expect(places.contains(target.hasPrefix("#") ? String(target.dropFirst()) : target), "\(target)")
      }
    }
  }

  @Test(arguments: Sample.allCases) func `needs nothing from elsewhere and runs nothing else`(sample: Sample) throws {
    let text = HTMLRenderer().render(sample.document)
    let page = try HTMLPage(text)
    let policy = try #require(
      page.tags("meta").first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?.attributes["content"])
    let style = HTMLTemplate.file(named: "report.css")
    let script = HTMLTemplate.file(named: "report.js")
    #expect(
      policy
        == "default-src 'none'; style-src 'sha256-\(HTMLRenderer.hash(style).text)'; "
        + "script-src 'sha256-\(HTMLRenderer.hash(script).text)'; base-uri 'none'; form-action 'none'")
    #expect(text.contains("<style>\(style)</style>"))
    #expect(text.contains("<script>\(script)</script>"))
    for word in ["url(", "@import", "http:", "//cdn", "</"] { #expect(!style.contains(word), "\(word)") }
    for word in ["innerHTML", "eval(", "fetch(", "http", "</", "<!--"] { #expect(!script.contains(word), "\(word)") }
    for tag in page.tags {
      #expect(tag.attributes["src"] == nil && tag.attributes["style"] == nil)
      #expect(!tag.attributes.keys.contains { $0.hasPrefix("on") })
      if let target = tag.attributes["href"] { #expect(target.hasPrefix("#"), "\(target)") }
    }
  }

  @Test func `says first whether it works, why, and who changes what`() throws {
    let text = HTMLRenderer().render(.failing)
    var rest = text[...]
    let order = [
      "<h1 id=\"answer-title\">demo cannot serve: the cluster cannot be created</h1>",
      "Connections to mcr.microsoft.com:443 get no answer (waited 5.0 s)", "whoever manages the firewall",
      "Allow TCP port 443 from the node subnet to mcr.microsoft.com", "<span>nc</span> <span>-vz</span>",
      "id=\"phases-title\"", "first to break", "id=\"checks-title\"",
    ]
    for piece in order {
      let range = try #require(rest.firstRange(of: piece), "\(piece)")
      rest = rest[range.upperBound...]
    }
    #expect(!HTMLRenderer().render(.healthy).contains("id=\"causes\""))
    #expect(!HTMLRenderer().render(.healthy).contains("first to break"))
  }

  @Test func `breaks long names behind their dots`() {
    #expect(
      HTMLText.withBreaks("to demostore.blob.core.windows.net:443 &amp; a.b")
        == "to demostore.<wbr>blob.<wbr>core.<wbr>windows.<wbr>net:443 &amp; a.b")
    #expect(HTMLText.withBreaks("mcr.microsoft.com:443") == "mcr.microsoft.com:443")
    var document = ReportDocument.failing
    document.findings[0].title = "<demostore.blob.core.windows.net> does not exist"
    let title = "&lt;demostore.<wbr>blob.<wbr>core.<wbr>windows.<wbr>net&gt; does not exist</h3>"
    #expect(HTMLRenderer().render(document).contains(title))
  }

  @Test func `marks the first broken phase alone`() {
    let text = HTMLRenderer().render(.failing)
    #expect(text.contains("<span class=\"name\">Cluster creation</span>"))
    #expect(text.ranges(of: "<span class=\"flag\">first to break</span>").count == 2)  // in the timeline, at the phase
  }

  @Test(arguments: Standing.allCases) func `says each outcome in words beside its color`(standing: Standing) {
    var document = ReportDocument.failing
    document.phases[1].requirements[0].outcome = standing
    let text = HTMLRenderer().render(document)
    #expect(text.contains("<span class=\"word \(standing.rawValue)\">\(HTMLRenderer.word(standing))</span>"))
    #expect(text.contains("id=\"show-\(standing.rawValue)\""))
    #expect(HTMLTemplate.file(named: "report.css").contains("#show-\(standing.rawValue):checked"))
  }

  @Test func `shows evidence and how to ask again by hand`() {
    let text = HTMLRenderer().render(.failing)
    for piece in [
      "<b>NOERROR</b>", "<b>20.61.99.68</b> <span class=\"ttl\">60 s</span>", "<b>no answer</b> in 5.0 s",
      "<b>TLS 1.3</b> TLS_AES_256_GCM_SHA384", "CN=Microsoft Azure RSA TLS Issuing CA 03", "2026-01-01 to 2026-06-01",
      "<code><span>dig</span> <span>@10.0.0.4</span> <span>mcr.microsoft.com</span> <span>A</span></code>",
      "<span>::20.61.99.68:443</span> <span>https://mcr.microsoft.com:443/</span>",
    ] {
      #expect(text.contains(piece), "\(piece)")
    }
  }

  @Test func `stays small, and lets a browser skip what is not in view`() throws {
    var document = ReportDocument.failing
    let entries = document.phases[1].requirements
    document.phases[1].requirements = (0..<40).map { entries[$0 % entries.count] }
    #expect(HTMLRenderer().render(document).utf8.count < 300_000)

    document.phases[1].requirements = (0..<5_000).map { entries[$0 % entries.count] }
    let page = try HTMLPage(HTMLRenderer().render(document))
    #expect(page.tags("details").count { $0.attributes["class"] == "check" } >= 5_000)
    #expect(page.tags("details").count { $0.attributes["open"] != nil && $0.attributes["class"] == "check" } == 1)
    #expect(HTMLTemplate.file(named: "report.css").contains("content-visibility: auto"))
  }

  /// The elements that begin a row or a fold, in their order: `fold pass`, `check fail`.
  private static func rows(of document: ReportDocument) throws -> [String] {
    try HTMLPage(HTMLRenderer().render(document)).tags("details").compactMap { tag in
      guard let name = tag.attributes["class"], let outcome = tag.attributes["data-outcome"] else { return nil }
      return "\(name) \(outcome)"
    }
  }

  private static func rule(_ outcome: Standing, number: Int) -> ReportDocument.RequirementEntry {
    var entry = ReportDocument.failing.phases[0].requirements[0]
    entry.id = Requirement.ID(rawValue: "preconditions/rule-\(outcome.rawValue)-\(number)")
    (entry.expects, entry.outcome, entry.observations) = (.holds, outcome, [])
    return entry
  }

  @Test func `folds rules that hold and what is not checked, and nothing that matters`() throws {
    var document = ReportDocument.failing
    let rules = [Standing.pass, .fail, .warn, .inconclusive, .skipped].flatMap { outcome in
      (1...5).map { Self.rule(outcome, number: $0) }
    }
    document.phases[0].requirements = rules
    let open = ["fail", "warn", "inconclusive"].flatMap { Array(repeating: "check \($0)", count: 5) }
    func fold(_ outcome: String) -> [String] { ["fold \(outcome)"] + Array(repeating: "check \(outcome)", count: 5) }
    let first = try Self.rows(of: document).prefix(27)
    #expect(Array(first) == fold("pass") + open + fold("skipped"))

    // A report about rules alone shows the arithmetic of each.
    document.phases = [document.phases[0]]
    let passing = Array(repeating: "check pass", count: 5)
    #expect(try Self.rows(of: document) == passing + open + fold("skipped"))

    // Few are no burden.
    document.phases[0].requirements = Array(rules.suffix(3))
    #expect(try Self.rows(of: document) == Array(repeating: "check skipped", count: 3))
  }
}

@Suite struct `SHA-256` {
  /// FIPS 180-4's examples, and the lengths around the end of a block.
  @Test(arguments: [
    ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="), ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="),
    (String(repeating: "a", count: 55), "n0OQ+NMMLdkuyfCVtl4rmumwqSWlJY4kHJ8ekQ9zQxg="),
    (String(repeating: "a", count: 64), "/+BU/nrgy23GXDr5th1SCfQ5hR20PQulmXM33xVGaOs="),
  ])
  func `is the standard's`(message: String, expected: String) {
    #expect(HTMLRenderer.hash(message).text == expected)
  }
}
