import Foundation
import Lab
import Model
import TestSupport
import Testing

@Suite(.enabled(if: StaticBuild.isGiven, StaticBuild.remark), .timeLimit(.minutes(3)))
struct `The static executable` {
  /// ELF-64, "Program Header": the kinds of segments that a loader is asked for by.
  @Test func `asks for no loader`() throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: #require(StaticBuild.executable)), options: .mappedIfSafe)
    func number(at offset: Int, bytes count: Int) -> Int {
      bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    #expect(bytes.prefix(5) == Data([0x7F, 0x45, 0x4C, 0x46, 2]))
    let (table, size, count) = (number(at: 32, bytes: 8), number(at: 54, bytes: 2), number(at: 56, bytes: 2))
    let kinds = (0..<count).map { number(at: table + $0 * size, bytes: 4) }
    let (load, dynamic, interpreter) = (1, 2, 3)
    #expect(kinds.contains(load) && !kinds.contains(dynamic) && !kinds.contains(interpreter))
  }
}

@Suite(
  .enabled(if: StaticBuild.isGiven, StaticBuild.remark),
  .enabled(if: !StaticBuild.isGiven || StaticBuild.mayChangeRoot, "this user may not change the root directory"),
  .timeLimit(.minutes(3)))
struct `In an empty root directory` {
  @Test(arguments: [
    ["--version"], ["--help"], ["run", "--help"], ["checks"], ["checks", "mcr-*"], ["explain", "vmss-cse-50"],
    ["explain", "dns.sinkhole"], ["explain", "no such thing"], ["frobnicate"], ["demo", "--list"],
    ["--generate-completion-script", "bash"], ["validate", "absent.yaml"],
  ])
  func `says what it says elsewhere`(arguments: [String]) throws {
    let root = try EmptyRoot(certificates: false)
    try expectSame(arguments, in: root)
  }

  @Test(arguments: ["azure-cni-custom-dns", "kubenet", "private-cluster"])
  func `judges and plans a deployment`(name: String) throws {
    let root = try EmptyRoot()
    let file = name + ".yaml"
    try root.copy(from: StaticBuild.root.appendingPathComponent("checks/deployments/\(file)"), to: file)
    for format in ["text", "json", "html", "junit", "sarif", "csv"] {
      try expectSame(["validate", file, "-o", format], in: root)
    }
    try expectSame(["plan", file, "--dns-server", "10.0.0.4"], in: root)
    try expectSame(["plan", file, "--dns-server", "10.0.0.4", "--format", "squid"], in: root)
  }

  @Test(arguments: ["healthy", "several-causes", "everything-broken", "interrupted", "warnings-only"])
  func `shows a stored report`(name: String) throws {
    let root = try EmptyRoot(certificates: false)
    let sample = StaticBuild.root.appendingPathComponent("reports/samples/\(name)/report.json")
    try root.copy(from: sample, to: "report.json")
    let formats = [
      "text", "json", "html", "short", "junit", "sarif", "markdown", "csv", "prometheus", "tap", "nagios", "github",
    ]
    for format in formats { try expectSame(["report", "report.json", "-o", format], in: root) }
    try expectSame(["judge", "report.json", "-o", "json"], in: root)
    try expectSame(["report", "report.json", "--redact", "names", "-o", "json"], in: root)
    try expectSame(["diff", "report.json", "report.json"], in: root)
    try expectSame(["merge", "a=report.json", "b=report.json", "-o", "html"], in: root)
  }

  @Test(arguments: ["healthy", "private-zone-not-linked", "expired-certificate", "mcr-blocked", "dns-server-silent"])
  func `finds the cause`(id: String) throws {
    let scenario = try #require(Scenario.named(id))
    let lab = try Lab(scenario: scenario)
    defer { lab.stop() }
    let root = try EmptyRoot()
    try root.folder.write(lab.deploymentFile, to: "deployment.yaml")
    try root.copy(from: URL(fileURLWithPath: lab.caFile), to: "root.pem")
    let servers = lab.nameservers.flatMap { ["--dns-server", "\($0)"] }
    let options = ["--ca-file", "root.pem", "-o", "json=report.json", "-o", "html=report.html"]
    let result = try root.run(["run", "deployment.yaml", "--step-timeout", "2s"] + servers + options)
    #expect(result.status == (scenario.firstBrokenPhase == nil ? 0 : 1), "\(result)")
    #expect(root.folder.text(of: "report.html").hasPrefix("<!DOCTYPE html>"))
    let report = try JSONDecoder().decode(Report.self, from: Data(root.folder.text(of: "report.json").utf8))
    #expect(report.findings.map(\.cause) == (scenario.expectedCause.map { [$0.rawValue] } ?? []))
    #expect(report.summary.exitStatus == result.status)
  }

  @Test func `says what is missing there`() throws {
    let root = try EmptyRoot(certificates: false)
    try root.folder.write("name: one\ndependencies: [{name: a, host: a.example, protocol: https}]\n", to: "one.yaml")
    let nameless = try root.run(["run", "one.yaml"])
    #expect(nameless.status == 2 && nameless.errors.contains("/etc/resolv.conf"), "\(nameless)")
    let trustless = try root.run(["run", "one.yaml", "--dns-server", "127.0.0.1:1"])
    #expect(trustless.status == 2 && trustless.errors.contains("no trust store"), "\(trustless)")
    let homeless = try root.run(["demo", "healthy"], environment: ["TMPDIR": "/tmp"])
    #expect(homeless.status == 70 && homeless.errors.contains("/tmp"), "\(homeless)")
  }

  @Test func `shows the demo where it may write a file`() throws {
    let root = try EmptyRoot()
    try FileManager.default.createDirectory(
      at: root.folder.url.appendingPathComponent("tmp"), withIntermediateDirectories: false)
    let result = try root.run(["demo", "acr-data-blocked"], environment: ["TMPDIR": "/tmp"])
    #expect(result.status == 1 && result.errors.isEmpty, "\(result)")
    #expect(result.output.contains("cannot serve"))
  }

  private struct Report: Decodable {
    struct Summary: Decodable { var exitStatus: Int32 }
    struct Finding: Decodable { var cause: String }
    var summary: Summary
    var findings: [Finding]
  }

  private func expectSame(_ arguments: [String], in root: EmptyRoot) throws {
    let inside = try root.run(arguments)
    let outside = try root.runOutside(arguments)
    #expect(inside.status == outside.status, "\(arguments): \(inside.errors)")
    // One is started after the other.
    let time = #/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/#
    #expect(
      inside.output.replacing(time, with: "TIME") == outside.output.replacing(time, with: "TIME"), "\(arguments)")
    #expect(inside.errors == outside.errors, "\(arguments)")
    #expect(!inside.output.isEmpty || !inside.errors.isEmpty, "\(arguments)")
  }
}
