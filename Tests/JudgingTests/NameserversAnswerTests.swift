import Model
import TestSupport
import Testing

private let requirement: Requirement.ID = "preconditions/nameservers-answer"
private let both: [SocketAddress] = [.firstNameserver, .secondNameserver]

@Suite struct `A nameserver` {
  @Test(arguments: [Lookup.Ending.response(addresses: ["20.61.0.1"]), .missing(), .response()])
  func `answers if it says anything about a name once`(ending: Lookup.Ending) {
    let report = Report.on(.unresolved(.mcr, ending), .unresolved(.entraLogin, .silence))
    #expect(report[requirement].outcome == .pass)
    #expect(report[requirement].observations.count == 1)
  }

  @Test(arguments: [
    (Lookup.Ending.silence, Symptom.Code.nameserverSilent, Cause.dnsServerSilent),
    (.refused(after: .moment), .nameserverUnreachable, .dnsServerSilent),
    (.denial, .nameserverRefuses, .dnsServerRefuses), (.serverFailure, .nameserverFails, .dnsServerFails),
    (.malformed(reason: "too short", message: Bytes([1])), .answerMalformed, .dnsAnswerMalformed),
  ])
  func `that never answers fails, and is the one cause`(ending: Lookup.Ending, code: Symptom.Code, cause: Cause) {
    let report = Report.on(.unresolved(.mcr, ending), .unresolved(.entraLogin, ending))
    #expect(report[requirement].outcome == .fail)
    #expect(report.codes(requirement) == [code])
    #expect(report.causes == [cause])
    #expect(report.findings[0].subject == Finding.Subject(kind: .nameserver, id: "10.0.0.4"))
    #expect(report.findings[0].explains == [requirement])
    #expect(report.findings[0].blocks.count == 4)
    #expect(report.findings[0].facts[.host] != nil)
    #expect(report.summary.firstBrokenPhase == .preconditions)
  }

  @Test(arguments: [
    (Lookup.Ending.silence, "waited 5.0 s"), (.refused(after: .moment), "nothing listens there"),
  ])
  func `that does not answer is told by how`(ending: Lookup.Ending, reason: String) {
    let report = Report.on(.unresolved(.mcr, ending), .unresolved(.entraLogin, ending))
    #expect(report.findings[0].facts[.reason] == reason)
  }

  @Test func `that is silent fails beside one that answers`() {
    let visit = Visit.of(
      .mcr,
      lookups: Evidence.lookups("mcr.microsoft.com", addresses: ["20.61.0.1"])
        + Evidence.lookups("mcr.microsoft.com", at: .secondNameserver, .silence))
    let report = Report.on(visit, nameservers: both)
    #expect(report[requirement].outcome == .fail)
    #expect(report[requirement].symptoms.map { $0.facts[.nameserver] } == ["10.0.0.5"])
    #expect(report.causes == [.dnsServerSilent])
    #expect(report.findings[0].subject.id == "10.0.0.5")
    #expect(report.findings[0].severity == .failure)
    #expect(report["cluster-creation/mcr-answers"].outcome == .pass)
  }

  @Test func `that is silent with its neighbor shares one finding with it`() {
    let report = Report.on(.unresolved(.mcr, .silence, at: both), nameservers: both)
    #expect(report.causes == [.dnsServerSilent])
    #expect(report.findings[0].subject.members == ["10.0.0.4", "10.0.0.5"])
    #expect(report.findings[0].facts[.nameserver] == "10.0.0.4, 10.0.0.5")
  }

  @Test func `that could not be asked is not known`() {
    let report = Report.on(.unresolved(.mcr, .notAsked(error: .noFileLeft)))
    #expect(report[requirement].outcome == .inconclusive)
    #expect(report.codes(requirement) == [.lookupNotMade])
  }

  @Test func `that was not asked is not known`() {
    let report = Report.on(.of(.mcr), nameservers: both)
    #expect(report[requirement].outcome == .inconclusive)
    #expect(report.codes(requirement) == [.noEvidence])
  }

  @Test func `that was silent until the run was over is not known`() {
    let visit = Visit(.mcr, evidence: Evidence.lookups("mcr.microsoft.com", .silence), isFinished: false)
    let report = Report.on(visit, interruption: .interrupted)
    #expect(report[requirement].outcome == .inconclusive)
    #expect(report.codes(requirement) == [.notFinished])
    #expect(report.findings.isEmpty)
  }

  @Test func `is shown with its port if that is not 53`() {
    let other = SocketAddress("10.0.0.4:5353")!
    let report = Report.on(.unresolved(.mcr, .silence, at: [other]), nameservers: [other])
    #expect(report.findings[0].subject.id == "10.0.0.4")
    #expect(report.findings[0].facts[.nameserver] == "10.0.0.4:5353")
  }
}
