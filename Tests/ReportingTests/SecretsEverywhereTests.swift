import Model
import Testing

@testable import Reporting

@Suite struct `A secret in a recording` {
  /// What bodies, headers and messages of services hold, each with what opens something in it.
  static let texts: [(text: String, secret: String)] = [
    (
      "{\"access_token\":\"eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiI3YzllIiwiciI6MX0.c2lnbmF0dXJl\",\"expires_in\":1}",
      "eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiI3YzllIiwiciI6MX0.c2lnbmF0dXJl"
    ),
    (
      "AccountName=a;AccountKey=r4Jt9xQmZp0VbW3sLkHy7NcDfGe2Ua8To1Ri5XvYhKj6Mw/K1SZFPTOtr/KBHBeksoGMGw==;x",
      "r4Jt9xQmZp0VbW3sLkHy7NcDfGe2Ua8To1Ri5XvYhKj6Mw/K1SZFPTOtr/KBHBeksoGMGw=="
    ),
    ("client_secret: abc~XYZ.12345-ghi", "abc~XYZ.12345-ghi"),
    (
      "<title>-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\n-----END PRIVATE KEY-----</title>",
      "MIIEvQIBADANBgkqhkiG9w0B"
    ),
    ("https://store.blob.core.windows.net/a?sv=1&sig=Zm9vYmFy%2Bqux%3D&se=2", "Zm9vYmFy%2Bqux%3D"),
    ("Authorization: Basic dXNlcjpwYXNzd29yZDEyMw==", "dXNlcjpwYXNzd29yZDEyMw=="),
  ]

  private static func document(_ text: String) -> ReportDocument {
    var build = ReportBuilder(vantage: Vantage(kind: .node, nameservers: [SampleReport.nameserver]))
    let host = "mystore.blob.core.windows.net"
    build.verdict(
      "serving/answers", host, .blobStorage, .answers(service: .registry), .fail,
      build.visit(host, "20.60.1.1", status: 200, reason: text),
      symptoms: [
        Symptom(.foreignAnswer, [.endpoint: host, .seen: text, .status: "200"]),
        Symptom(.notHTTP, [.endpoint: host, .reason: text]),
      ])
    build.finding(
      .serviceImpostor, Finding.Subject(kind: .endpoint, id: "blobStorage", detail: host),
      facts: [.endpoint: host, .host: host, .seen: text, .reason: "a page", .title: "Storage"],
      explains: ["serving/answers"], blocks: [], evidence: [], phase: .serving)
    return ReportDocument(report: build.report(.fail), catalog: RedactionCatalog.catalog, exitStatus: 1)
  }

  /// Whether six characters in a row are left of it, also where a format escapes some.
  private static func survives(_ secret: String, in text: String) -> Bool {
    let characters = Array(secret)
    let plain = text.replacing("\\/", with: "/").replacing("\\", with: "").replacing("&amp;", with: "&")
    return characters.indices.dropLast(5).contains { plain.contains(String(characters[$0..<($0 + 6)])) }
  }

  @Test(arguments: texts.indices, [RedactionLevel.secrets, .names])
  func `survives in no format`(index: Int, level: RedactionLevel) {
    let (text, secret) = Self.texts[index]
    let original = Self.document(text)
    #expect(Self.survives(secret, in: original.json()), "it tests nothing")
    let document = original.redacted(level, catalog: RedactionCatalog.catalog)
    let renderers: [any Renderer] = [
      JSONRenderer(), TextRenderer(TextOptions(width: 100, verbosity: .verbose)), HTMLRenderer(), MarkdownRenderer(),
      JUnitRenderer(), SARIFRenderer(), CSVRenderer(), TAPRenderer(), GitHubRenderer(), ShortRenderer(),
      PrometheusRenderer(), NagiosRenderer(),
    ]
    for renderer in renderers {
      #expect(!Self.survives(secret, in: renderer.render(document)), "\(renderer)")
    }
  }
}

/// What a redacted report is made with.
enum RedactionCatalog {
  static var catalog: Catalog {
    var catalog = SampleReport.catalog
    catalog.requirements.append(
      Requirement(
        id: Requirement.ID(rawValue: "preconditions/ranges-reserved"), title: "x", phase: .preconditions,
        role: .nameserver,
        expectation: .holds(
          rule: .rangesReserved,
          limits: [.ranges: .list(["169.254.0.0/16", "172.30.0.0/16", "172.31.0.0/16", "192.0.2.0/24"])]),
        consumer: .node))
    return catalog
  }
}

@Suite struct `Arithmetic in a redacted report` {
  private static func redacted(_ arithmetic: [String], services: String = "10.0.0.0/16") -> [String] {
    var build = ReportBuilder(vantage: Vantage(kind: .node, nameservers: [SampleReport.nameserver]))
    build.deployment.network.serviceCIDRs = [IPPrefix(services)!]
    build.deployment.network.subnet = IPPrefix("172.31.64.0/20")
    build.deployment.network.dnsServiceIP = IPAddress("10.0.0.10")
    build.verdict("preconditions/x", nil, .nameserver, .holds(rule: .rangesReserved, limits: [:]), .pass, [])
    var document = ReportDocument(report: build.report(.pass), catalog: RedactionCatalog.catalog, exitStatus: 0)
    document.phases[0].requirements[0].workings = arithmetic.map {
      Working(path: "network", arithmetic: $0, holds: true)
    }
    let safe = document.redacted(.names, catalog: RedactionCatalog.catalog)
    return safe.phases[0].requirements[0].workings?.map(\.arithmetic) ?? []
  }

  @Test func `leaves the ranges that AKS keeps for itself as everybody knows them`() throws {
    let known = "3 ranges ∩ {169.254.0.0/16, 172.30.0.0/16, 172.31.0.0/16, 192.0.2.0/24} = ∅"
    let lines = Self.redacted([known, "172.31.64.0/20 ∩ {172.31.0.0/16} ≠ ∅", "20.1.2.3"])
    #expect(lines[0] == known)
    let range = try #require(lines[1].split(separator: " ").first.flatMap { IPPrefix(String($0)) })
    #expect(range != IPPrefix("172.31.64.0/20") && IPPrefix("172.31.0.0/16")!.contains(range.address))
    #expect(lines[2] != "20.1.2.3" && !IPPrefix("192.0.2.0/24")!.contains(IPAddress(lines[2])!))
  }

  @Test(arguments: ["10.0.0.0/16", "10.96.0.0/12", "172.20.16.0/20", "192.168.7.0/24"])
  func `keeps the first addresses of the service range and its last`(services: String) throws {
    let range = IPPrefix(services)!
    guard case .v4(let bits) = range.network else { return }
    let ends: [UInt32] = [bits, bits | 1, bits | (UInt32.max >> range.length)]
    let lines = Self.redacted(ends.map { IPAddress.v4($0).description } + [services], services: services)
    let token = try #require(IPPrefix(lines[3]))
    guard case .v4(let shown) = token.network else { return }
    #expect(token.length == range.length && token != range)
    #expect(
      lines.prefix(3).map { IPAddress($0)! }
        == [.v4(shown), .v4(shown | 1), .v4(shown | (UInt32.max >> range.length))])
  }
}

@Suite struct `A report that says that it is redacted` {
  @Test func `says so once, and never that less is hidden`() {
    let names = ReportDocument.failing.redacted(.names, catalog: RedactionCatalog.catalog)
    let again = names.redacted(.secrets, catalog: RedactionCatalog.catalog).marked(asRedacted: .names)
    #expect(again.redaction == .names)
    #expect(again.notes.filter { $0.contains("--redact") }.count == 1)
    #expect(ReportDocument.failing.marked(asRedacted: nil) == ReportDocument.failing)
    #expect(ReportDocument.failing.marked(asRedacted: RedactionLevel.none) == ReportDocument.failing)
    let secrets = ReportDocument.failing.marked(asRedacted: .secrets)
    #expect(secrets.redaction == .secrets && secrets.notes.last?.contains("--redact secrets") == true)
    #expect(secrets.marked(asRedacted: .names).notes.filter { $0.contains("--redact") }.count == 1)
  }

  @Test func `tells certificates apart as before`() {
    func document(_ fingerprint: String) -> ReportDocument {
      var document = ReportDocument.healthy
      for (index, observation) in document.recording.observations.enumerated() {
        guard case .handshake(var handshake) = observation.evidence, !handshake.chain.isEmpty else { continue }
        handshake.chain[0].fingerprint = fingerprint
        document.recording.observations[index].evidence = .handshake(handshake)
      }
      return document
    }
    let (old, new) = (document(String(repeating: "a", count: 64)), document(String(repeating: "b", count: 64)))
    let changes = ReportComparison(old: old, new: new).changes.count { $0.kind == "certificate" }
    #expect(changes > 0)
    let hidden = ReportDocument.redacted([old, new], .names, catalog: RedactionCatalog.catalog)
    #expect(ReportComparison(old: hidden[0], new: hidden[1]).changes.count { $0.kind == "certificate" } == changes)
  }
}
