import CheckCatalog
import Execution
import Foundation
import Intake
import Model
import Planning
import Probing

/// One run for all deployment files of a folder, each target probed once, with a line of JSON for each on standard output.
struct Audit {
  private let rung: Rung
  private let settings: Network.Settings
  private let files: [URL]

  /// The arguments of `probe`; `nil` if they are wrong.
  init?(_ arguments: ArraySlice<String>) throws {
    let arguments = Array(arguments)
    guard let rung = Rung(rawValue: arguments[0]), let nameserver = SocketAddress(arguments[1]) else { return nil }
    let trust: TrustStore
    switch arguments[3] {
    case "only": trust = try TrustStore(onlyFile: arguments[2])
    case "system": trust = try TrustStore(file: arguments[2])
    default: return nil
    }
    self.rung = rung
    settings = Network.Settings(
      vantage: Vantage(kind: .workstation, nameservers: [nameserver], nameserversFrom: "the benchmark"), trust: trust,
      stepTimeout: .seconds(10))
    files = try FileManager.default.contentsOfDirectory(
      at: URL(fileURLWithPath: arguments[4]), includingPropertiesForKeys: nil
    ).sorted { $0.path < $1.path }
  }

  func run() async throws {
    let catalog = try CatalogReader.embedded()
    let planner = Planner(catalog: catalog)
    let reader = DeploymentReader(catalog)
    let deployments = try files.map { try reader.deployment(atPath: $0.path) }
    let vantage = settings.vantage
    var batch = planner.batch(of: deployments, from: vantage, selecting: .reached)
    batch.steps = batch.steps.map { $0.upTo(rung) }
    let provenance = RunProvenance(
      vantage: vantage, startedAt: Timestamp(secondsSince1970: 0), toolVersion: "bench", catalogDigest: catalog.digest)
    let runner = Runner(limits: RunLimits(step: settings.stepTimeout))
    try await Network.open(settings) { network in
      try await runner.run(batch, from: provenance, by: network.prober) { deployment in
        var plan = planner.plan(for: deployment, from: vantage, selecting: .reached)
        plan.steps = plan.steps.map { $0.upTo(rung) }
        return plan
      } deliver: { recording in
        try FileHandle.standardOutput.write(contentsOf: Data(ResultLines(recording).text.utf8))
      }
    }
  }
}

extension Step {
  /// The step with its probe climbing exactly so high.
  fileprivate func upTo(_ rung: Rung) -> Step {
    guard case .reach(let endpoint, _, let route) = probe else { return self }
    var step = self
    step.probe = .reach(endpoint: endpoint, upTo: rung, route: route)
    return step
  }
}
