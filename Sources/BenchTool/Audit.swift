import CheckCatalog
import Execution
import Intake
import Model
import Planning
import Platform
import Probing

/// One run for all deployment files of a folder, each target probed once, with a line of JSON for each on standard output.
struct Audit {
  /// How far every probe climbs; `nil`: nothing is sent.
  private let rung: Rung?
  private let settings: Network.Settings
  private let files: [String]

  /// The arguments of `probe`; `nil` if they are wrong.
  init?(_ arguments: ArraySlice<String>) throws {
    let arguments = Array(arguments)
    let rung = Rung(rawValue: arguments[0])
    guard rung != nil || arguments[0] == "nothing", let nameserver = SocketAddress(arguments[1]) else { return nil }
    let trust: TrustStore
    switch arguments[3] {
    case "only": trust = try TrustStore(onlyFile: arguments[2])
    case "system": trust = try TrustStore(file: arguments[2])
    default: return nil
    }
    self.rung = rung
    settings = Network.Settings(
      vantage: Vantage(kind: .workstation, nameservers: [nameserver], nameserversFrom: "the benchmark"), trust: trust,
      stepTimeout: .seconds(60))
    files = try File.names(in: arguments[4]).map { "\(arguments[4])/\($0)" }
  }

  func run() async throws {
    let catalog = try CatalogReader.embedded()
    let planner = Planner(catalog: catalog)
    let reader = DeploymentReader(catalog)
    let deployments = try files.map { try reader.deployment(atPath: $0) }
    var batch = planner.batch(of: deployments, from: settings.vantage, selecting: .reached)
    batch.steps = batch.steps.map { $0.upTo(rung ?? .response) }
    let provenance = RunProvenance(
      vantage: settings.vantage, startedAt: Timestamp(secondsSince1970: 0), toolVersion: "bench",
      catalogDigest: catalog.digest)
    guard rung != nil else { return try await write(batch, from: provenance, by: NothingProber(), planner) { nil } }
    try await Network.open(settings) { network in
      try await write(batch, from: provenance, by: network.prober, planner) { network.longestStall }
    }
  }

  private func write(
    _ batch: Batch, from provenance: RunProvenance, by prober: some Prober, _ planner: Planner,
    longestStall: () -> Milliseconds?
  ) async throws {
    let runner = Runner(limits: RunLimits(step: settings.stepTimeout))
    try await runner.run(batch, from: provenance, by: prober) { deployment in
      var plan = planner.plan(for: deployment, from: settings.vantage, selecting: .reached)
      plan.steps = plan.steps.map { $0.upTo(rung ?? .response) }
      return plan
    } longestStall: {
      longestStall()
    } deliver: { recording in
      try StandardStream.output(ResultLines(recording).text)
    }
  }
}

/// Sends nothing and sees nothing: what is left of a run is what the program does of its own.
private struct NothingProber: Prober {
  func gather(_ step: Step, by deadline: ContinuousClock.Instant) async -> [Gathered] { [] }
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
