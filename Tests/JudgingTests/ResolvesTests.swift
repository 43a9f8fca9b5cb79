import Model
import TestSupport
import Testing

@testable import Judging

private let resolves: Requirement.ID = "cluster-creation/mcr-resolves"
private let mcr = Endpoint.mcr.host.description

@Suite struct `A name` {
  @Test func `passes when it has an address`() {
    let report = Report.on(.of(.mcr))
    #expect(report[resolves].outcome == .pass)
    #expect(report[resolves].symptoms.isEmpty)
    #expect(report[resolves].observations == ["o1"])
    #expect(report[resolves].duration == Milliseconds(microseconds: 5_000))
  }

  @Test func `passes with an AAAA record alone`() {
    let lookups: [Evidence] = [
      .lookup(mcr, .response()), .lookup(mcr, type: .aaaa, .response(addresses: ["2603:1030::1"])),
    ]
    #expect(Report.on(.of(.mcr, addresses: ["2603:1030::1"], lookups: lookups))[resolves].outcome == .pass)
  }

  @Test(arguments: [Lookup.Ending.serverFailure, .silence])
  func `passes when only the question for AAAA fails`(ending: Lookup.Ending) {
    let lookups: [Evidence] = [.lookup(mcr, .response(addresses: ["20.61.0.1"])), .lookup(mcr, type: .aaaa, ending)]
    let report = Report.on(.of(.mcr, lookups: lookups))
    #expect(report[resolves].outcome == .pass)
    #expect(report.findings.allSatisfy { $0.severity == .warning })
    #expect(report.causes == (ending == .silence ? [] : [.dnsAAAABroken]))
  }

  @Test(arguments: [
    (Lookup.Ending.missing(), Symptom.Code.nameDoesNotExist), (.response(), .nameHasNoAddress),
    (.serverFailure, .nameserverFails), (.denial, .nameserverRefuses), (.silence, .nameserverSilent),
    (.refused(after: .moment), .nameserverUnreachable),
    (.malformed(reason: "too short", message: Bytes([1])), .answerMalformed),
    (.response(ResponseCode(rawValue: 11)), .nameserverFails),
  ])
  func `fails by what a nameserver that answers others says`(ending: Lookup.Ending, code: Symptom.Code) {
    let report = Report.on(.of(.entraLogin), .unresolved(.mcr, ending))
    #expect(report[resolves].outcome == .fail)
    #expect(report.codes(resolves) == [code])
    #expect(report[resolves].symptoms.first?.facts[.host] == mcr)
    #expect(report[resolves].symptoms.first?.facts[.nameserver] == "10.0.0.4")
    #expect(report["cluster-creation/mcr-answers"].outcome == .blocked(by: [resolves]))
  }

  @Test func `is inconclusive when the question could not be sent`() {
    let report = Report.on(.of(.entraLogin), .unresolved(.mcr, .notAsked(error: .noFileLeft)))
    #expect(report[resolves].outcome == .inconclusive)
    #expect(report.codes(resolves) == [.lookupNotMade])
    #expect(report["cluster-creation/mcr-answers"].outcome == .inconclusive)
    #expect(report.findings.isEmpty)
  }

  @Test func `is inconclusive when one nameserver fails and the other could not be asked`() {
    let lookups =
      Evidence.lookups(mcr, .serverFailure)
      + Evidence.lookups(mcr, at: .secondNameserver, .notAsked(error: .noFileLeft))
    let other = Evidence.lookups("login.microsoftonline.com", at: .secondNameserver, addresses: ["20.61.0.9"])
    let report = Report.on(
      .of(.entraLogin, addresses: ["20.61.0.9"], lookups: Visit.of(.entraLogin).evidence.filter(\.isLookup) + other),
      Visit(.mcr, evidence: lookups), nameservers: [.firstNameserver, .secondNameserver])
    #expect(report[resolves].outcome == .inconclusive)
  }

  @Test func `is inconclusive without evidence, and says so`() {
    let report = Report.on(.of(.entraLogin), Visit(.mcr, evidence: []))
    #expect(report[resolves].outcome == .inconclusive)
    #expect(report.codes(resolves) == [.noEvidence])
  }

  @Test func `is not finished when silence lasted until the run was over`() {
    let report = Report.on(
      .of(.entraLogin), Visit(.mcr, evidence: Evidence.lookups(mcr, .silence), isFinished: false),
      interruption: .outOfTime)
    #expect(report[resolves].outcome == .inconclusive)
    #expect(report.codes(resolves) == [.notFinished])
  }

  @Test func `passes in an unfinished step once its address is known`() {
    let report = Report.on(
      .of(.entraLogin), Visit(.mcr, evidence: Evidence.lookups(mcr, addresses: ["20.61.0.1"]), isFinished: false))
    #expect(report[resolves].outcome == .pass)
    #expect(report["cluster-creation/mcr-answers"].outcome == .inconclusive)
    #expect(report.codes("cluster-creation/mcr-answers") == [.notFinished])
  }

  @Test func `is blocked when no nameserver answers anything`() {
    let report = Report.on(.unresolved(.mcr, .silence))
    #expect(report[resolves].outcome == .blocked(by: ["preconditions/nameservers-answer"]))
    #expect(report["cluster-creation/mcr-answers"].outcome == .blocked(by: [resolves]))
  }

  @Test func `fails by itself when nobody asks whether nameservers answer`() {
    let report = Report.on(.unresolved(.mcr, .silence), asksForNameservers: false)
    #expect(report[resolves].outcome == .fail)
    #expect(report.codes(resolves) == [.nameserverSilent])
    #expect(report.causes == [.dnsServerSilent])
    #expect(report.findings[0].blocks == ["cluster-creation/mcr-answers"])
  }

  @Test func `does not suffer from a nameserver that is silent for every name`() {
    let visit = Visit.of(
      .mcr,
      lookups: Evidence.lookups(mcr, at: .firstNameserver, .silence)
        + Evidence.lookups(mcr, at: .secondNameserver, addresses: ["20.61.0.1"]))
    let report = Report.on(visit, nameservers: [.firstNameserver, .secondNameserver])
    #expect(report[resolves].outcome == .pass)
    #expect(report[resolves].symptoms.isEmpty)
    #expect(report["preconditions/nameservers-answer"].outcome == .fail)
  }

  @Test(arguments: [Lookup.Ending.serverFailure, .silence, .denial])
  func `passes with a warning when one of two nameservers drops it alone`(ending: Lookup.Ending) {
    let both: [SocketAddress] = [.firstNameserver, .secondNameserver]
    let other = Visit.of(
      .entraLogin,
      lookups: both.flatMap { Evidence.lookups("login.microsoftonline.com", at: $0, addresses: ["20.61.0.1"]) })
    let visit = Visit.of(
      .mcr,
      lookups: Evidence.lookups(mcr, addresses: ["20.61.0.1"]) + Evidence.lookups(mcr, at: .secondNameserver, ending))
    let report = Report.on(other, visit, nameservers: both)
    #expect(report[resolves].outcome == .pass)
    #expect(report[resolves].symptoms.count == 1)
    #expect(report.findings.map(\.severity) == [.warning])
    #expect(report.summary.outcome == .pass)
  }

  @Test(arguments: [(Lookup.Ending.missing(), Symptom.Code.nameDoesNotExist), (.response(), .nameHasNoAddress)])
  func `fails when nameservers contradict each other`(ending: Lookup.Ending, code: Symptom.Code) {
    let visit = Visit.of(
      .mcr,
      lookups: Evidence.lookups(mcr, addresses: ["20.61.0.1"]) + Evidence.lookups(mcr, at: .secondNameserver, ending))
    let report = Report.on(visit, nameservers: [.firstNameserver, .secondNameserver])
    #expect(report[resolves].outcome == .fail)
    #expect(report.codes(resolves) == [.nameserversDisagree, code])
    #expect(report["cluster-creation/mcr-answers"].outcome == .pass)
    #expect(report.causes == [.dnsServersDisagree])
    #expect(report.findings[0].facts[.nameservers]?.contains("10.0.0.5") == true)
  }

  @Test func `may have different addresses at different nameservers`() {
    let visit = Visit.of(
      .mcr, addresses: ["20.61.0.1", "20.61.0.2"],
      lookups: Evidence.lookups(mcr, addresses: ["20.61.0.1"])
        + Evidence.lookups(mcr, at: .secondNameserver, addresses: ["20.61.0.2"]))
    let report = Report.on(visit, nameservers: [.firstNameserver, .secondNameserver])
    #expect(report[resolves].outcome == .pass)
    #expect(report.findings.isEmpty)
  }

  @Test func `says which alias leads nowhere, and in which zone`() {
    let report = Report.on(
      .of(.entraLogin), .unresolved(.mcr, .missing(alias: "mcr.trafficmanager.net", zone: "trafficmanager.net")))
    let facts = report[resolves].symptoms[0].facts
    #expect(facts[.alias] == "mcr.trafficmanager.net")
    #expect(facts[.zone] == "trafficmanager.net")
    #expect(report.findings[0].subject.detail == "trafficmanager.net")
  }

  @Test(arguments: ["0.0.0.0", "::", "127.0.0.1", "::1"])
  func `fails with an address that no service has`(address: String) {
    let lookups: [Evidence] = [.lookup(mcr, .response(addresses: [address]))]
    let report = Report.on(Visit(.mcr, evidence: lookups + [.connection(address)]))
    #expect(report.codes(resolves) == [.sinkholeAddress])
    #expect(report["cluster-creation/mcr-answers"].outcome == .blocked(by: [resolves]))
  }

  @Test(arguments: ["127.0.0.53:53", "127.0.0.1:53", "[::1]:53"])
  func `fails with one at this machine's own forwarder too`(forwarder: String) {
    let local = SocketAddress(forwarder)!
    let lookups = Evidence.lookups(mcr, at: local, addresses: ["127.0.0.1"])
    let report = Report.on(Visit(.mcr, evidence: lookups + [.connection("127.0.0.1")]), nameservers: [local])
    #expect(report.codes(resolves) == [.sinkholeAddress])
    #expect(report.causes == [.dnsSinkhole])
  }

  @Test func `may be on loopback when the nameserver is, at a port of its own, or the range is declared private`() {
    let local = SocketAddress("127.0.0.1:5353")!
    let lookups = Evidence.lookups(mcr, at: local, addresses: ["127.0.0.2"])
    #expect(
      Report.on(.of(.mcr, addresses: ["127.0.0.2"], lookups: lookups), nameservers: [local])[resolves].outcome == .pass)
    #expect(
      Report.on(.of(.mcr, addresses: ["127.0.0.2"]), deployment: .with(privateRanges: ["127.0.0.0/8"]))[resolves]
        .outcome == .pass)
  }

  @Test(arguments: [
    Lookup.Retry.unanswered(after: .fiveSeconds), .refused(after: .moment), .malformed(reason: "garbage"),
  ])
  func `fails when a truncated answer cannot be had over TCP, whatever is left of it`(retry: Lookup.Retry) {
    let lookups: [Evidence] = [.lookup(mcr, .response(addresses: ["20.61.0.1"]), retry: retry)]
    let report = Report.on(Visit(.mcr, evidence: lookups))
    #expect(report.codes(resolves) == [.answerTruncated])
    #expect(report.causes == [.dnsTCPBlocked])
  }

  @Test func `passes when TCP gave the whole answer`() {
    let lookups: [Evidence] = [
      .lookup(mcr, .response(addresses: ["20.61.0.1"]), retry: .answered(after: .moment))
    ]
    #expect(Report.on(.of(.mcr, lookups: lookups))[resolves].outcome == .pass)
  }

  @Test func `that is an address passes without an observation`() {
    let endpoint = Endpoint.with(host: "20.61.0.1")
    let report = Report.on(.of(endpoint), .of(.entraLogin))
    #expect(report[resolves].outcome == .pass)
    #expect(report[resolves].observations.isEmpty)
    #expect(report["cluster-creation/mcr-answers"].outcome == .pass)
  }

  @Test func `is asked only for the family that the endpoint uses`() {
    let endpoint = Endpoint.with(host: mcr, family: .ipv6)
    let report = Report.on(.of(.entraLogin), Visit(endpoint, evidence: Evidence.lookups(mcr, addresses: ["20.61.0.1"])))
    #expect(report.codes(resolves) == [.nameHasNoAddress])
  }
}

extension Evidence {
  var isLookup: Bool {
    if case .lookup = self { true } else { false }
  }
}
