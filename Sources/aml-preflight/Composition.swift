import CheckCatalog
import ClusterAPI
import EventLoop
import Execution
import Intake
import Judging
import Model
import Planning
import Platform
import Probing
import Reporting

/// The one place that builds objects from parts: catalog and deployment in, report out.
struct Composition {
  let catalog: Catalog
  /// Found once, since it takes longer than reading a file does.
  private let hostSuffixes: [String]

  /// - Parameter hostSuffixes: Those of the whole catalog, where `catalog` is a part of it.
  init(catalog: Catalog, hostSuffixes: [String]? = nil) {
    self.catalog = catalog
    self.hostSuffixes = hostSuffixes ?? catalog.hostSuffixes
  }

  /// The deployment file at a path (`-` is standard input), read strictly.
  func deployment(atPath path: String) throws -> Deployment {
    StandardInput.announce([path])
    return try reader.deployment(atPath: path)
  }

  func deployment(from text: String, named name: String) throws -> Deployment {
    try reader.deployment(from: text, named: name)
  }

  var reader: DeploymentReader {
    DeploymentReader(
      regions: catalog.regions, hostSuffixes: hostSuffixes, roles: catalog.endpoints.map(\.role))
  }

  /// Plans, probes and judges. Returns when the plan is done or the run is interrupted, which SIGINT and SIGTERM do.
  func report(
    on deployment: Deployment, from vantage: Vantage, selecting selection: Selection, limits: RunLimits,
    references: References?, attempts: Int, makesFollowUps: Bool, caFile: String?,
    sampleBody: [UInt8] = [], login: ClusterLogin? = nil, observe: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> Report {
    let plan = Planner(catalog: catalog).plan(for: deployment, from: vantage, selecting: selection)
    let trust = try TrustStore(file: caFile)
    let vantage = vantage.knowing(plan, authorities: trust.ownAuthorities)
    let interrupter = Interrupter()
    let runner = Runner(limits: limits, interrupter: interrupter, observe: observe)
    let startedAt = Timestamp(secondsSince1970: Machine.secondsSince1970)
    let settings = Network.Settings(
      vantage: vantage, trust: trust, attempts: attempts, stepTimeout: limits.step,
      secrets: Secrets(deployment.credentials.values(in: Variables.all)),
      sampleBody: sampleBody, login: login)
    let digest = catalog.digest
    let followUps = FollowUps(catalog: catalog, attempts: attempts)
    let recording = try await Network.open(settings) { network in
      let signals = try Signals(on: network.reactor) { signal in
        interrupter.interrupt(signal == .interrupt ? .interrupted : .terminated)
      }
      defer { withExtendedLifetime(signals) {} }
      network.reactor.resetLongestTurn()
      var recording = await runner.recording(
        of: plan, for: deployment, from: vantage, by: network.prober, startedAt: startedAt,
        toolVersion: Version.current, catalogDigest: digest,
        following: { makesFollowUps ? followUps.steps(after: $0) : [] })
      recording.longestStall = network.longestStall
      return recording
    }
    return Judge(catalog: catalog).report(on: recording.with(references))
  }

  /// Judges a declared deployment by the plan rules of the catalog. Nothing is sent, and nothing is read besides.
  func validation(of deployment: Deployment, selecting selection: Selection, references: References?) -> Report {
    let vantage = Vantage(
      id: Vantage.Kind.workstation.rawValue, kind: .workstation, nameservers: [], nameserversFrom: "")
    let plan = Planner(catalog: catalog).plan(for: deployment, from: vantage, selecting: selection)
    let recording = Recording(
      toolVersion: Version.current, catalogDigest: catalog.digest,
      startedAt: Timestamp(secondsSince1970: Machine.secondsSince1970), duration: .zero,
      deployment: deployment, vantage: vantage, references: references, plan: plan, observations: [])
    return Judge(catalog: catalog).report(on: recording)
  }

  /// The report in words.
  func document(_ report: Report, status: ExitStatus) -> ReportDocument {
    ReportDocument(report: report, catalog: catalog, exitStatus: Int(status.rawValue))
  }
}

extension Vantage {
  /// The vantage with what its hosts file says of the plan's names, and with the authorities that were given besides.
  func knowing(_ plan: Plan, authorities: [String]? = nil) -> Vantage {
    var vantage = self
    vantage.hosts = HostsFile(about: plan.namesLookedUp)
    vantage.ownAuthorities = authorities
    return vantage
  }
}

extension Plan {
  /// The names that its steps look up here.
  fileprivate var namesLookedUp: Set<DomainName> {
    Set(
      steps.compactMap { step -> DomainName? in
        switch step.probe {
        case .lookUp(let name): name
        case .reach(let endpoint, _, .direct), .attempt(let endpoint, _, _, _): endpoint.host.name
        case .reach(_, _, .proxy(let proxy)): proxy.host.name
        case .ask(let name, _, _, _): name
        case .converse(let conversation, .direct): conversation.endpoint.host.name
        case .converse(_, .proxy(let proxy)): proxy.host.name
        case .readCluster: nil
        }
      })
  }
}

extension Deployment.Credentials {
  /// The values of the variables that are named and set.
  fileprivate func values(in environment: [String: String]) -> [String: String] {
    let names = variables
    return environment.filter { names.contains($0.key) }
  }
}

extension Recording {
  /// The recording with what the user gave besides the deployment.
  fileprivate func with(_ references: References?) -> Recording {
    var recording = self
    recording.references = references
    return recording
  }
}

extension Catalog {
  /// The ends of Azure's host names, as the host templates have them: `blob.core.windows.net`, `azurecr.io`.
  var hostSuffixes: [String] {
    let suffixes = endpoints.flatMap(\.hosts).compactMap { template -> String? in
      guard let last = template.host.lastIndex(of: "}") else { return nil }
      let suffix = template.host[template.host.index(after: last)...].drop { $0 == "." }
      return suffix.contains(".") ? String(suffix) : nil
    }
    return Array(Set(suffixes)).sorted()
  }
}
