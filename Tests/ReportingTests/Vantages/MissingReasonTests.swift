import Judging
import Model
import TestSupport
import Testing

@testable import Reporting

/// What a merged report says of places without a report, and of nameservers that disagree.
@Suite struct `Notes of a merged report` {
  private static let catalog = Catalog.with()
  private static let clusterDNS = SocketAddress(IPAddress("169.254.10.11")!, port: 53)
  private static let blob = Endpoint.blobStorage.host.description

  private static func report(_ kind: Vantage.Kind, _ server: SocketAddress, _ address: String) -> Model.Report {
    let vantage = Vantage(id: "contosonode", kind: kind, nameservers: [server])
    let lookups = Evidence.lookups(blob, at: server, addresses: [address])
    return Judge(catalog: catalog).report(on: .with([.of(.blobStorage, lookups: lookups)], vantage: vantage))
  }

  private static func document(_ reasons: [String: String]) -> ReportDocument {
    let names = reasons.keys.sorted() + ["contosonode"]
    let merged = VantageMerge(catalog: catalog).merged(
      [report(.pod, clusterDNS, "10.1.0.5"), report(.node, .firstNameserver, "20.60.0.1")],
      expecting: .named(names, reasons: reasons))
    return ReportDocument(merged: merged, catalog: catalog, exitStatus: 3, toolVersion: "test", expected: names)
  }

  private static let reasons = [
    "contosolost": "no pod of the check runs there", "contosogone": "no pod of the check runs there",
    "contosopull": "its pod has not started (ErrImagePull: contosoacr.azurecr.io: 403)",
  ]

  @Test func `tell each reason once, with its places`() throws {
    let document = Self.document(Self.reasons)
    #expect(document.notes.contains("No report came from contosogone, contosolost: no pod of the check runs there."))
    #expect(document.notes.contains { $0.hasPrefix("No report came from contosopull: its pod has not started") })
    #expect(!document.notes.contains { $0.contains("nothing is known about") })
    #expect(document.vantages.first { $0.id == "contosopull" }?.reason == Self.reasons["contosopull"])
    #expect(ReportFormat.html.renderer().render(document).contains("no report: its pod has not started"))
    let json = document.json()
    #expect(try ReportDocument(json: Array(json.utf8)) == document)
    #expect(try RecordedReport(json: Array(json.utf8)).reasons == Self.reasons)
    if SchemaValidator.isAvailable { #expect(try SchemaValidator.complaints(about: [json]) == [""]) }
  }

  @Test func `tell of thousands of places no more than fits`() {
    let many = Dictionary(uniqueKeysWithValues: (0..<3_000).map { ("node-\($0)", "reason \($0)") })
    let notes = Self.document(many).notes
    #expect(notes.count < 20)
    #expect(notes.allSatisfy { $0.count < 500 })
  }

  @Test func `tell no names where these are hidden`() {
    let redacted = Self.document(Self.reasons).redacted(.names, catalog: Self.catalog)
    #expect(!redacted.json().lowercased().contains("contoso"))
    #expect(redacted.vantages.contains { $0.reason?.contains("its pod has not started") == true })
  }

  @Test func `name the nameservers that send pods and nodes to different places`() {
    let notes = Self.document([:]).notes
    let note = notes.first { $0.contains("at different places") } ?? ""
    #expect(note.contains(Self.blob))
    #expect(note.contains("10.1.0.5 by 169.254.10.11 (LocalDNS) at contosonode (pod)"), "\(note)")
    #expect(note.contains("20.60.0.1 by \(SocketAddress.firstNameserver.address) at contosonode (node)"), "\(note)")
  }

  @Test(arguments: [
    ("169.254.10.10", "LocalDNS"), ("169.254.10.11", "LocalDNS"), ("169.254.20.10", "NodeLocal DNSCache"),
  ])
  func `say what a cache on the node is`(address: String, name: String) {
    let server = SocketAddress(IPAddress(address)!, port: 53)
    let report = Self.report(.pod, server, "10.1.0.5")
    let notes = ReportDocument(report: report, catalog: Self.catalog, exitStatus: 0).notes
    #expect(notes.contains { $0.hasPrefix("The nameserver \(address) is this node's own cache (\(name))") }, "\(notes)")
  }
}
