import CheckCatalog
import Foundation
import Judging
import Model
import TestSupport
import Testing

@testable import Reporting

/// What the remedies say to write into the files of servers is given to the servers' own checkers.
@Suite struct `Lines for a server's file` {
  private let catalog: Catalog
  private static let zones = ["blob.core.windows.net", "westeurope.azmk8s.io", "azurecr.io"]

  init() throws { catalog = try CatalogReader.embedded() }

  /// The lines of every cause, by server, filled in for a zone.
  private func lines(for software: String, zone: String) -> [String] {
    catalog.causes.values.flatMap { [$0.remedy] + ($0.privateRemedy.map { [$0] } ?? []) }.flatMap(\.configurations)
      .filter { $0.software == software }.map { FactTemplate($0.text).lines([.publicZone: zone]) }
  }

  @Test func `exist for three servers wherever a zone must be forwarded`() {
    for cause in [Cause.dnsNameMissing, .dnsNameDropped, .privateLinkZoneNotLinked] {
      #expect(catalog.causes[cause]?.remedy.configurations.map(\.software) == ["BIND", "Unbound", "dnsmasq"])
    }
  }

  @Test(.enabled(if: Program.named.shouldBeUsed, "named-checkconf comes with bind9"), arguments: zones)
  func `are taken by BIND`(zone: String) async throws {
    for text in lines(for: "BIND", zone: zone) {
      #expect(text.contains("zone \"\(zone)\" {"))
      try await check(text, with: .namedCheckconf, ["file"])
    }
  }

  @Test(.enabled(if: Program.unbound.shouldBeUsed, "unbound-checkconf comes with unbound"), arguments: zones)
  func `are taken by Unbound`(zone: String) async throws {
    for text in lines(for: "Unbound", zone: zone) {
      #expect(text.contains("name: \"\(zone).\""))
      try await check("server:\n  chroot: \"\"\n  directory: \".\"\n" + text, with: .unboundCheckconf, ["file"])
    }
  }

  @Test(.enabled(if: Program.dnsmasq.shouldBeUsed, "dnsmasq is not installed"), arguments: zones)
  func `are taken by dnsmasq`(zone: String) async throws {
    for text in lines(for: "dnsmasq", zone: zone) {
      #expect(text.contains("server=/\(zone)/168.63.129.16"))
      try await check(text, with: .dnsmasq, ["--test", "--conf-file=file"])
    }
  }

  @Test(.enabled(if: Program.named.shouldBeUsed, "named-checkconf comes with bind9"))
  func `are refused by the checker if they are wrong`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try directory.write("zone \"a.example\" { type forward }\n", to: "file")
    let result = try await Program.namedCheckconf.run(["file"], in: directory)
    #expect(result.status != 0)
  }

  private func check(_ text: String, with program: Program, _ arguments: [String]) async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try directory.write(text + "\n", to: "file")
    let result = try await program.run(arguments, in: directory)
    #expect(result.status == 0, "\(result)\n\(text)")
  }

  @Test func `leave what is not known, and what is no name, to the reader`() {
    let template = FactTemplate("zone \"{publicZone}\" {{ {nameserver} }};")
    #expect(template.lines([:]) == "zone \"PUBLIC_ZONE\" { NAMESERVER };")
    #expect(
      template.lines([.publicZone: "a\"; };", .nameserver: "10.0.0.4, 10.0.0.5"])
        == "zone \"PUBLIC_ZONE\" { 10.0.0.4 };")
  }

  @Test func `keep their indents on a terminal`() throws {
    let report = Judge(catalog: catalog).report(on: .with([.of(.entraLogin), .unresolved(.mcr, .missing())]))
    let document = ReportDocument(report: report, catalog: catalog, exitStatus: 1)
    let text = TextRenderer(TextOptions(width: 80)).render(document)
    #expect(text.contains("              zone \"microsoft.com\" {\n                type forward;\n"))
  }

  @Test func `carry no prompt of a shell in a page, and say which file they are for`() throws {
    let report = Judge(catalog: catalog).report(on: .with([.of(.entraLogin), .unresolved(.mcr, .missing())]))
    let document = ReportDocument(report: report, catalog: catalog, exitStatus: 1)
    let page = HTMLRenderer().render(document)
    // The style sheet sets a prompt before each line of commands, and before nothing else.
    #expect(page.matches(of: /\{ content: "\$ "/).count == 1)
    #expect(page.contains(".commands code::before { content: \"$ \""))
    let commands = page.matches(of: /<pre class="commands">(.*?)<\/pre>/.dotMatchesNewlines()).map(\.output.1)
    #expect(commands.contains { $0.contains("dig") })
    #expect(!commands.contains { $0.contains("server=/") || $0.contains("forward") })
    for file in ["BIND, <code>named.conf", "Unbound, <code>unbound.conf", "dnsmasq, <code>dnsmasq.conf"] {
      #expect(page.contains("<figcaption>\(file)</code></figcaption><pre class=\"lines\"><code>"), "\(file)")
    }
    // Copied, it is the file's text.
    #expect(
      page.contains(
        "<code>server=/microsoft.com/168.63.129.16</code>\n<code>rebind-domain-ok=/microsoft.com/</code></pre>"))
  }

  @Test(arguments: [
    ("{{host}}", "{host}"), ("a {{ b }} c", "a { b } c"), ("}};", "};"), ("{{{host}}}", "{h}"), ("}", "}"),
  ])
  func `have doubled braces for single ones`(text: String, expected: String) {
    #expect(FactTemplate(text).sentence([.host: "h"]) == expected)
  }

  @Test func `are in every layout that has commands`() throws {
    let report = Judge(catalog: catalog).report(on: .with([.of(.entraLogin), .unresolved(.mcr, .missing())]))
    let document = ReportDocument(report: report, catalog: catalog, exitStatus: 1)
    let line = "server=/microsoft.com/168.63.129.16"
    #expect(document.findings.first?.remedy.configurations?.last?.text.contains(line) == true)
    for format in ["text", "json", "html", "markdown", "junit", "sarif"] {
      let text = try #require(ReportFormat(rawValue: format)).renderer(TextOptions(width: 100)).render(document)
      #expect(text.replacing("\\/", with: "/").contains(line), "\(format)")
    }
  }
}
