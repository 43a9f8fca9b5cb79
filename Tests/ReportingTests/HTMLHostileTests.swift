import Foundation
import Model
import Testing

@testable import Reporting

/// Reports in which everything that a file may say freely is hostile.
enum HostileReport {
  static let markup =
    #"</code></script><script>alert(1)</script><img src=x onerror="alert(1)">'"&lt;&#x3c; javascript:x {{style}} -->]]>"#

  /// Where strings may be any, as the names of a member and of what it is in; what is refused there (an address, an
  /// enumeration) is not free, and stays.
  private static let freeNames: Set<String> = {
    var tried: Set<String> = []
    var free: Set<String> = []
    for sample in Sample.allCases {
      guard let tree = try? tree(sample.document) else { continue }  // the tests then find that nothing is hostile
      for name in names(in: tree).subtracting(tried) {
        tried.insert(name)
        let changed = replaced(in: tree, names: [name]) { _, _ in markup }
        if (try? read(changed)) != nil { free.insert(name) }  // refused: not free
      }
    }
    return free
  }()

  /// A sample with a text in place of every string that may be any; a long text only in the first of each name.
  static func document(_ sample: Sample, with text: String) throws -> ReportDocument {
    var done: Set<String> = []
    let changed = replaced(in: try tree(sample.document), names: freeNames) { name, old in
      guard text.utf8.count < 1_000 || done.insert(name).inserted else { return old }
      return text
    }
    return try read(changed)
  }

  private static func tree(_ document: ReportDocument) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(document.json().utf8))
  }

  private static func read(_ tree: Any) throws -> ReportDocument {
    try ReportDocument(json: Array(JSONSerialization.data(withJSONObject: tree)))
  }

  private static func names(in tree: Any, under name: String = "") -> Set<String> {
    if let object = tree as? [String: Any] {
      return object.reduce(into: []) { $0.formUnion(names(in: $1.value, under: joined(name, $1.key))) }
    }
    if let array = tree as? [Any] { return array.reduce(into: []) { $0.formUnion(names(in: $1, under: name)) } }
    return tree is String ? [name] : []
  }

  private static func replaced(
    in tree: Any, names: Set<String>, under name: String = "", by change: (String, String) -> String
  ) -> Any {
    if let object = tree as? [String: Any] {
      return Dictionary(
        uniqueKeysWithValues: object.map {
          ($0.key, replaced(in: $0.value, names: names, under: joined(name, $0.key), by: change))
        })
    }
    if let array = tree as? [Any] { return array.map { replaced(in: $0, names: names, under: name, by: change) } }
    guard let text = tree as? String, names.contains(name) else { return tree }
    return change(name, text)
  }

  /// `deployment.name`: the last two names of a path.
  private static func joined(_ path: String, _ key: String) -> String {
    (path.split(separator: ".").suffix(1).map(String.init) + [key]).joined(separator: ".")
  }
}

@Suite struct `A hostile report as HTML` {
  static let texts = [
    HostileReport.markup, HostileText.controls, "a" + String(repeating: "\u{301}", count: 300), "שלום\u{202E}<b>",
    "\u{0}\u{FFFE}",
  ]

  @Test(arguments: texts, Sample.allCases) func `is the same elements with other text`(text: String, sample: Sample)
    throws
  {
    let document = try HostileReport.document(sample, with: text)
    #expect(document.findings.first?.title ?? text == text)
    #expect(document.deployment.name == text)
    let rendered = HTMLRenderer().render(document)
    #expect(HostileText.isSafe(rendered))
    let page = try HTMLPage(rendered)
    #expect(page.tags("script").count == 1 && page.tags("style").count == 1 && page.tags("img").isEmpty)
    let known: Set<String> = Set(try HTMLPage(HTMLRenderer().render(.failing)).tags.map(\.name))
    let further: Set<String> = ["q", "rect", "svg", "pre"]
    for tag in page.tags {
      #expect(known.union(further).contains(tag.name), "\(tag.name)")
      #expect(!tag.attributes.keys.contains { $0.hasPrefix("on") || $0 == "src" || $0 == "style" })
      if let target = tag.attributes["href"] { #expect(target.hasPrefix("#")) }
    }
  }

  @Test func `is bounded where every text is long`() throws {
    let document = try HostileReport.document(.every, with: String(repeating: "<Ω&", count: 20_000))
    let rendered = HTMLRenderer().render(document)
    #expect(HostileText.isSafe(rendered))
    #expect(rendered.utf8.count < 2_000_000)
    _ = try HTMLPage(rendered)
  }

  @Test func `is bounded where texts are a megabyte`() throws {
    var document = ReportDocument.failing
    let before = HTMLRenderer().render(document).utf8.count
    document.deployment.name = HostileText.megabyte
    document.notes = [HostileText.megabyte]
    document.findings[0].title = HostileText.megabyte
    document.findings[0].remedy.steps = [HostileText.megabyte, HostileText.stacked]
    document.findings[0].remedy.commands = [HostileText.megabyte, String(repeating: "a ", count: 500_000)]
    document.phases[1].title = HostileText.stacked
    document.phases[1].requirements[1].seen = HostileText.megabyte
    document.phases[1].requirements[1].subject.host = HostileText.megabyte
    document.phases[1].requirements[2].symptoms = [
      ReportDocument.SymptomEntry(code: HostileText.megabyte, facts: [:], text: HostileText.megabyte)
    ]
    let rendered = HTMLRenderer().render(document)
    #expect(HostileText.isSafe(rendered))
    #expect(rendered.utf8.count < before + 60_000)
    _ = try HTMLPage(rendered)
  }

  @Test func `gives a shell nothing to run but what was asked`() {
    let subject = ReportDocument.Subject(role: .mcr, host: "a.b", port: 443)
    let address = SocketAddress(IPAddress("fd00::7")!, port: 443)
    func commands(_ url: String) -> [String] {
      HandCommands(
        observations: [
          .connection(Connection(address: address, ending: .refused(after: .zero))),
          .response(Response(address: address, url: url, ending: .reset(after: .zero))),
        ], subject: subject
      ).commands
    }
    #expect(commands("https://a.b/").first?.hasSuffix(" '::[fd00::7]:443' https://a.b/") == true)
    #expect(commands("https://a.b/';$(x)").first?.hasSuffix(#" 'https://a.b/'\'';$(x)'"#) == true)
    #expect(commands("https://a.b/\u{202E}").isEmpty)
    #expect(commands("--output=/etc/passwd").isEmpty)
    #expect(commands("https://a.b/\n").isEmpty)
  }
}
