import Model
import TestSupport
import Testing

@testable import Judging

private let blob = "mystore.blob.core.windows.net"
private let blobEndpoint = Endpoint.with(
  role: .blobStorage, host: blob, privateZone: "privatelink.blob.core.windows.net")

@Suite struct `A Corefile` {
  private func fate(_ text: String, of name: String = blob) -> Corefile.Fate? {
    let name = DomainName(name)!
    return Corefile(text)?.block(for: name)?.block.fate(of: name)
  }

  @Test(arguments: [
    (".:53 {\n forward . /etc/resolv.conf\n}", Corefile.Fate.forwarded(to: ["/etc/resolv.conf"])),
    (
      ". {\n forward . 10.0.0.4 10.0.0.5\n}\ncore.windows.net:53 {\n forward . 10.9.9.9\n}",
      .forwarded(to: ["10.9.9.9"])
    ),
    ("windows.net core.windows.net {\n forward . 1.1.1.1 # comment\n}", .forwarded(to: ["1.1.1.1"])),
    (
      ". {\n hosts {\n  10.1.1.1 mystore.blob.core.windows.net\n  fallthrough\n }\n forward . 1.1.1.1\n}",
      .answered([IPAddress("10.1.1.1")!])
    ),
    (". {\n hosts {\n  10.1.1.1 other.example.com\n }\n forward . 1.1.1.1\n}", .forwarded(to: ["1.1.1.1"])),
    (
      ". {\n template ANY ANY blob.core.windows.net {\n  rcode NXDOMAIN\n }\n forward . 1.1.1.1\n}",
      .denied(code: "NXDOMAIN")
    ),
    (
      ". {\n template IN A blob.core.windows.net {\n  answer \"{{ .Name }} 60 IN A 10.2.2.2\"\n }\n}",
      .answered([IPAddress("10.2.2.2")!])
    ),
    (
      ". {\n template ANY ANY internal.cloudapp.net {\n  rcode NXDOMAIN\n }\n forward . 1.1.1.1\n}",
      .forwarded(to: ["1.1.1.1"])
    ),
    (
      ". {\n rewrite name mystore.blob.core.windows.net other.example.com\n forward . 1.1.1.1\n}",
      .rewritten(to: "other.example.com")
    ),
    (
      ". {\n rewrite stop {\n  name suffix .core.windows.net .example.com\n }\n forward . 1.1.1.1\n}",
      .rewritten(to: ".example.com")
    ),
    ("core.windows.net {\n file /etc/db.zone\n}", .unknown),
    (
      ". {\n forward . 1.1.1.1 {\n  except core.windows.net\n }\n forward core.windows.net 2.2.2.2\n}",
      .forwarded(to: ["2.2.2.2"])
    ),
    ("(snippet) {\n forward . 9.9.9.9\n}\n. {\n import snippet\n forward . 1.1.1.1\n}", .forwarded(to: ["1.1.1.1"])),
  ])
  func `says what becomes of a name`(_ text: String, _ expected: Corefile.Fate) {
    #expect(fate(text) == expected)
  }

  @Test(arguments: [". {\n forward . 1.1.1.1\n", "}\n", ". {\n hosts {\n}\n"])
  func `whose braces do not match is not read`(_ text: String) {
    #expect(Corefile(text) == nil)
  }

  @Test func `answers by the longest zone`() {
    let text =
      "core.windows.net {\n forward . 1.1.1.1\n}\nblob.core.windows.net {\n forward . 2.2.2.2\n}\n. {\n forward . 3.3.3.3\n}"
    #expect(fate(text) == .forwarded(to: ["2.2.2.2"]))
    #expect(fate(text, of: "example.com") == .forwarded(to: ["3.3.3.3"]))
  }
}

@Suite struct `The cluster's own DNS` {
  private func report(
    _ change: (inout ModelCluster) -> Void, dnsServers: [String] = [], private isPrivate: Bool = false,
    visit: Visit? = nil, vantage: Vantage = .with()
  ) -> Report {
    var deployment = Deployment.with(privateEndpoints: isPrivate ? [.blobStorage] : nil)
    deployment.network.dnsServers = dnsServers.compactMap(IPAddress.init)
    let expectations: [Model.Expectation] = isPrivate ? [.resolves, .addresses(kind: .private)] : [.resolves]
    let visit = visit ?? .of(blobEndpoint, expectations, addresses: [isPrivate ? "10.3.3.3" : "20.60.0.1"])
    return clusterReport(cluster(change), .dnsZones, visits: [visit], deployment: deployment, vantage: vantage)
  }
  private func server(_ zone: String, _ line: String) -> [String: String] {
    ["corp.server": "\(zone):53 {\n errors\n \(line)\n}"]
  }

  @Test func `that forwards to the node's servers passes`() {
    #expect(report({ _ in }).outcome(.dnsZones) == .pass)
  }

  @Test func `that refuses a needed name fails, whoever asks`() {
    let report = report { $0.custom = ["x.override": "template ANY ANY core.windows.net {\n rcode NXDOMAIN\n}"] }
    #expect(report.causes == [.dnsZoneOverride])
    #expect(report.findings[0].severity == .failure)
    #expect(report.findings[0].subject.id == "ConfigMap/kube-system/coredns-custom")
  }

  @Test func `with a zone of its own that nothing answers fails`() {
    let report = report { $0.custom = server("core.windows.net", "cache 30") }
    #expect(report.findings.map(\.severity) == [.failure])
  }

  @Test func `that forwards a needed zone elsewhere is a warning`() {
    let report = report({ $0.custom = server("blob.core.windows.net", "forward . 10.9.9.9") }, dnsServers: ["10.0.0.4"])
    #expect(report.outcome(.dnsZones) == .pass)
    #expect(report.causes == [.dnsZoneOverride])
    #expect(report.findings[0].severity == .warning)
    #expect(report.findings[0].subject.detail == "blob.core.windows.net")
  }

  @Test(arguments: ["forward . 10.0.0.4", "forward . 168.63.129.16", "forward . 10.0.0.4:53 168.63.129.16"])
  func `that forwards a needed zone to the network's servers passes`(_ line: String) {
    #expect(report({ $0.custom = server("blob.core.windows.net", line) }, dnsServers: ["10.0.0.4"]).causes == [])
  }

  @Test func `that forwards zones nobody needs passes`() {
    #expect(report({ $0.custom = server("corp.example", "forward . 10.9.9.9") }, dnsServers: ["10.0.0.4"]).causes == [])
  }

  @Test func `that forwards everything to other servers than the network's is a warning`() {
    let report = report({ $0.corefile = ". {\n forward . 8.8.8.8\n}" }, dnsServers: ["10.0.0.4"])
    #expect(report.symptoms(.dnsZones) == [.forwarderDiffers])
    #expect(report.findings.map(\.severity) == [.warning])
    #expect(report.findings[0].subject.id == "ConfigMap/kube-system/coredns")
  }

  @Test func `that pins a name to what everybody finds passes`() {
    #expect(report { $0.custom = ["x.override": "hosts {\n 20.60.0.1 \(blob)\n fallthrough\n}"] }.causes == [])
  }

  @Test func `that pins a private name to a public address fails`() {
    let report = report({ $0.custom = ["x.override": "hosts {\n 20.9.9.9 \(blob)\n fallthrough\n}"] }, private: true)
    #expect(report.findings.map(\.cause) == [.dnsZoneOverride])
    #expect(report.findings[0].severity == .failure)
  }

  @Test func `that pins a name to another private address is a warning`() {
    let report = report({ $0.custom = ["x.override": "hosts {\n 10.9.9.9 \(blob)\n fallthrough\n}"] }, private: true)
    #expect(report.findings.map(\.severity) == [.warning])
  }

  @Test func `that cannot be read proves nothing`() {
    let report = report { $0.custom = ["x.server": "core.windows.net {\n forward"] }
    #expect(report.outcome(.dnsZones) == .inconclusive)
  }

  @Test func `explains what a pod does not find in the zone that it changes`() {
    let visit = Visit.of(
      blobEndpoint, [.resolves, .addresses(kind: .private)], addresses: ["20.60.0.1"])
    let asked = Vantage.with(nameservers: [SocketAddress("10.0.0.10:53")!], kind: .pod)
    var own = visit
    own.evidence = Evidence.lookups(blob, at: SocketAddress("10.0.0.10:53")!, addresses: ["20.60.0.1"])
    let report = report(
      { $0.custom = server("blob.core.windows.net", "forward . 10.9.9.9") }, dnsServers: ["10.0.0.4"], private: true,
      visit: own, vantage: asked)
    #expect(report.causes == [.dnsZoneOverride])
    #expect(report.findings[0].severity == .failure)
  }

  @Test func `does not explain what a node does not find`() {
    let visit = Visit.of(blobEndpoint, [.resolves, .addresses(kind: .private)], addresses: ["20.60.0.1"])
    let report = report(
      { $0.custom = server("blob.core.windows.net", "forward . 10.9.9.9") }, dnsServers: ["10.0.0.4"], private: true,
      visit: visit)
    #expect(Set(report.causes) == [.dnsZoneOverride, .privateLinkZoneNotLinked])
  }
}
