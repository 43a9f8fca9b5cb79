import CheckCatalog
import Foundation
import Lab
import Model
import Reporting
import TestSupport
import Testing

/// Makes the recordings in `reports/samples/` anew: `make samples RECORD=1`. Without it there is nothing to do here; that
/// the recordings are judged and rendered as they are stored is tested where reports are.
@Suite(
  .serialized, .enabled(if: ProcessInfo.processInfo.environment["RECORD_SAMPLES"] != nil, "make samples RECORD=1"),
  .timeLimit(.minutes(10)))
struct `A sample` {
  /// A constant: samples are not to change with each version.
  private static let toolVersion = "0.1.0"

  @Test(arguments: SampleRun.all) func `is recorded`(run: SampleRun) async throws {
    let hosts = Dictionary(
      uniqueKeysWithValues: LabHost.allCases.map { host in
        (host.rawValue, host.hasPrivateEndpoint ? host.privateAddress : host.publicAddress)
      })
    let squid = run.usesProxy ? try await SquidServer(hosts: hosts) : nil
    defer { squid?.stop() }
    let rehearsal = try await Rehearsal(
      run.scenario, step: run.step, time: run.run, toolVersion: Self.toolVersion, families: [.ipv4],
      proxy: { _ in
        // Router peers and model pods are in the cluster itself, where no proxy is on the way.
        squid.map { Proxy(host: .address($0.address.address), port: $0.address.port, exceptions: ["127.80.2.0/23"]) }
      })
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "reports/samples/\(run.id)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // What it comes to is judged from the recording when the samples are rendered.
    let document = ReportDocument(report: rehearsal.report, catalog: rehearsal.catalog, exitStatus: 0)
    try Data(JSONRenderer().render(document).utf8).write(to: folder.appending(path: "report.json"))
  }
}
