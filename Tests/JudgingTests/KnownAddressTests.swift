import Judging
import Model
import TestSupport
import Testing

private let mcr = "mcr.microsoft.com"
private let address = "20.61.0.1"
private let other = "10.9.9.9"
private let dead = Connection.Ending.unanswered(after: .fiveSeconds)
private let resolves: Requirement.ID = "cluster-creation/mcr-resolves"

@Suite struct `A hosts file` {
  private func vantage(
    _ entries: [(name: String, address: String, line: Int)], precedence: HostsFile.Precedence = .first,
    kind: Vantage.Kind = .node
  ) -> Vantage {
    var vantage = Vantage.with(kind: kind)
    vantage.hosts = HostsFile(
      path: "/etc/hosts", precedence: precedence,
      entries: entries.map { .init(name: DomainName($0.name)!, address: IPAddress($0.address)!, line: $0.line) })
    return vantage
  }

  private func report(_ visits: Visit..., vantage: Vantage, trial: [Evidence]? = nil) -> Report {
    var recording = Recording.with(visits, vantage: vantage)
    if let trial {
      let step = Step.ID(rawValue: "s\(recording.plan.steps.count + 1)")
      let probe = Probe.attempt(.mcr, at: other, upTo: .response)
      recording = recording.following(.otherAddress, probe, .connection(other))
      recording.observations.removeLast()
      for evidence in trial {
        recording.observations.append(
          Observation(
            id: Observation.ID(rawValue: "o\(recording.observations.count + 1)"), step: step, start: .moment,
            duration: .moment, evidence: evidence))
      }
    }
    return Judge(catalog: .with()).report(on: recording)
  }

  @Test func `that sends programs elsewhere is a warning while somebody is there`() throws {
    let there = [Evidence.connection(other), .handshake(other, mcr), .response(other)]
    let report = report(.of(.mcr), vantage: vantage([(mcr, other, 7)]), trial: there)
    #expect(report.causes == [.dnsHostsFileOverride])
    let finding = report.findings[0]
    #expect(finding.severity == .warning)
    #expect(finding.confidence == .proved)
    #expect(finding.subject == Finding.Subject(kind: .endpoint, id: "mcr", detail: "/etc/hosts:7"))
    #expect(finding.facts[.place] == "/etc/hosts:7")
    #expect(finding.facts[.addresses] == other)
    #expect(finding.facts[.seen] == address)
    #expect(report[resolves].outcome == .pass)
  }

  @Test(
    arguments: [
      [.connection(other, dead)],
      [.connection(other), .handshake(other, mcr, .reset(after: .moment))],
      [.connection(other), .handshake(other, mcr, nameMatches: false), .response(other)],
      [.connection(other), .handshake(other, mcr, errors: [.with(.selfSigned)]), .response(other)],
    ] as [[Evidence]])
  func `that sends a node where the service is not is a failure`(trial: [Evidence]) {
    let report = report(.of(.mcr), vantage: vantage([(mcr, other, 7)]), trial: trial)
    #expect(report.causes == [.dnsHostsFileOverride])
    #expect(report.findings[0].severity == .failure)
    #expect(report.findings[0].facts[.reason] == "nobody answers there")
  }

  @Test(arguments: [Vantage.Kind.workstation, .pod])
  func `of another place than the node's is a warning for what the node needs`(kind: Vantage.Kind) {
    let report = report(
      .of(.mcr), vantage: vantage([(mcr, other, 7)], kind: kind), trial: [.connection(other, dead)])
    #expect(report.causes == [.dnsHostsFileOverride])
    #expect(report.findings[0].severity == .warning)
  }

  @Test func `that nobody looked behind is a warning`() {
    let report = report(.of(.mcr), vantage: vantage([(mcr, other, 7)]))
    #expect(report.findings.map(\.severity) == [.warning])
  }

  @Test func `that agrees with DNS, or names what is not needed, is none`() {
    #expect(report(.of(.mcr), vantage: vantage([(mcr, address, 7)])).findings.isEmpty)
    #expect(report(.of(.mcr), vantage: vantage([("www.corp.example", other, 7)])).findings.isEmpty)
    let both = Visit.of(.mcr, addresses: [address, "20.61.0.2"])
    #expect(report(both, vantage: vantage([(mcr, "20.61.0.2", 1), (mcr, address, 2)])).findings.isEmpty)
  }

  @Test(arguments: [(HostsFile.Precedence.first, 1), (.afterDNS, 0), (.never, 0)])
  func `counts where programs ask it before DNS`(precedence: HostsFile.Precedence, count: Int) {
    #expect(report(.of(.mcr), vantage: vantage([(mcr, other, 7)], precedence: precedence)).findings.count == count)
  }

  @Test(arguments: [(HostsFile.Precedence.first, true), (.afterDNS, true), (.never, false)])
  func `with a name that DNS has not is told beside that`(precedence: HostsFile.Precedence, isTold: Bool) {
    let report = report(
      .unresolved(.mcr, .missing(zone: "microsoft.com")), .of(.entraLogin),
      vantage: vantage([(mcr, other, 7)], precedence: precedence), trial: [.connection(other, dead)])
    #expect(report.causes == (isTold ? [.dnsNameMissing, .dnsHostsFileOverride] : [.dnsNameMissing]))
    #expect(report.findings[0].severity == .failure)
    if isTold { #expect(report.findings[1].severity == .warning) }
  }

  @Test func `is not compared with what could not be asked`() {
    let failed = Lookup.Ending.notAsked(error: .noFileLeft)
    let report = report(.unresolved(.mcr, failed), .of(.entraLogin), vantage: vantage([(mcr, other, 7)]))
    #expect(report.findings.isEmpty)
  }

  @Test func `is one finding for all its lines`() {
    let report = report(
      .of(.mcr), .of(.entraLogin),
      vantage: vantage([(mcr, other, 7), ("login.microsoftonline.com", other, 9)]))
    #expect(report.causes == [.dnsHostsFileOverride])
    #expect(report.findings[0].subject.members == ["login.microsoftonline.com:443", "mcr.microsoft.com:443"])
    #expect(report.findings[0].subject.detail == "/etc/hosts")
    #expect(report.findings[0].facts[.place] == "/etc/hosts:7, /etc/hosts:9")
  }
}

@Suite struct `The scoring name` {
  private let scoring = Endpoint.with(role: .scoring, host: "iris.corp.example", service: .anyMicrosoft)
  private let router = "20.70.0.1"

  private func deployment(_ router: String?) -> Deployment {
    var deployment = Deployment.with()
    deployment.cluster.router = Deployment.Router()
    deployment.cluster.router?.address = router.flatMap(IPAddress.init)
    return deployment
  }

  private func report(_ visit: Visit, router: String?, trial: Evidence...) -> Report {
    var recording = Recording.with([visit], deployment: deployment(router))
    if let router, let first = trial.first {
      recording = recording.following(
        .otherAddress, .attempt(scoring, at: router, upTo: .response), first)
      for evidence in trial.dropFirst() {
        recording.observations.append(
          Observation(
            id: Observation.ID(rawValue: "o\(recording.observations.count + 1)"), step: "s2", start: .moment,
            duration: .moment, evidence: evidence))
      }
    }
    return Judge(catalog: .with()).report(on: recording)
  }

  @Test func `may lead to the router`() {
    #expect(report(.of(scoring, addresses: [router]), router: router).findings.isEmpty)
    #expect(report(.of(scoring, addresses: [address, router]), router: router).findings.isEmpty)
    #expect(report(.of(scoring), router: nil).findings.isEmpty)
    // An address of the other kind says nothing of this one.
    #expect(report(.of(scoring), router: "2603:1030::1").findings.isEmpty)
  }

  @Test func `that leads elsewhere, where somebody answers, is a warning with both addresses`() {
    let report = report(.of(scoring), router: router)
    #expect(report.causes == [.dnsRecordStale])
    let finding = report.findings[0]
    #expect(finding.severity == .warning)
    #expect(finding.confidence == .suspected)
    #expect(finding.facts[.address] == address)
    #expect(finding.facts[.expected] == router)
  }

  @Test func `that leads where nobody is, is out of date if the router is where it is declared`() {
    let report = report(
      .of(scoring, connection: dead), router: router, trial: .connection(router),
      .handshake(router, "iris.corp.example"), .response(router))
    #expect(report.causes == [.dnsRecordStale])
    #expect(report.findings[0].severity == .failure)
    #expect(report.findings[0].confidence == .proved)
    #expect(report.findings[0].explains.count == 2)
  }

  @Test func `that leads to somebody else is out of date as well`() {
    let wrong = Evidence.handshake(address, "iris.corp.example", nameMatches: false)
    let report = report(
      .of(scoring, handshake: wrong), router: router, trial: .connection(router),
      .handshake(router, "iris.corp.example"), .response(router))
    #expect(report.causes == [.dnsRecordStale])
    #expect(report.findings[0].confidence == .proved)
  }

  @Test func `is out of date less surely where nobody looked`() {
    let report = report(.of(scoring, connection: dead), router: router)
    #expect(report.causes == [.dnsRecordStale])
    #expect(report.findings[0].confidence == .supported)
    #expect(report.findings[0].severity == .failure)
  }

  @Test func `is not to blame if the router is not there either`() {
    let report = report(.of(scoring, connection: dead), router: router, trial: .connection(router, dead))
    #expect(report.causes == [.egressDropped, .dnsRecordStale])
    #expect(report.findings.map(\.severity) == [.failure, .warning])
  }
}
