import Judging
import Model
import TestSupport
import Testing

private func lookups(_ host: String, six: Lookup.Ending) -> [Evidence] {
  [.lookup(host, .response(addresses: ["20.61.0.1"])), .lookup(host, type: .aaaa, six)]
}

private func visit(_ endpoint: Endpoint, six: Lookup.Ending = .silence) -> Visit {
  .of(endpoint, lookups: lookups(endpoint.host.description, six: six))
}

@Suite struct `A question for IPv6 that is not answered` {
  private let again = Probe.ask("mcr.microsoft.com", type: .aaaa)

  private func report(_ visits: Visit..., again ending: Lookup.Ending? = nil) -> Report {
    var recording = Recording.with(visits)
    if let ending {
      recording = recording.following(
        .repeatedLookup, again, .lookup("mcr.microsoft.com", type: .aaaa, ending))
    }
    return Judge(catalog: .with()).report(on: recording)
  }

  @Test func `may have been lost`() {
    #expect(report(visit(.mcr), .of(.entraLogin)).findings.isEmpty)
    #expect(report(visit(.mcr), visit(.entraLogin)).findings.isEmpty)
  }

  @Test func `is a warning about the name if it is silent again`() {
    let report = report(visit(.mcr), .of(.entraLogin), again: .silence)
    #expect(report.causes == [.dnsAAAABroken])
    #expect(report.findings[0].severity == .warning)
    #expect(report.findings[0].confidence == .supported)
    #expect(report.findings[0].subject.id == "mcr")
    #expect(report.findings[0].evidenceFor.count == 2)
    #expect(report["preconditions/nameservers-answer"].outcome == .pass)
    #expect(report["cluster-creation/mcr-answers"].outcome == .pass)
  }

  @Test func `is no matter if it is answered then`() {
    #expect(report(visit(.mcr), .of(.entraLogin), again: .response()).findings.isEmpty)
  }

  @Test func `is one warning about the nameserver if none is answered`() {
    let report = report(visit(.mcr), visit(.entraLogin), visit(.acr))
    #expect(report.causes == [.dnsAAAABroken])
    #expect(report.findings[0].subject.kind == .nameserver)
    #expect(report.findings[0].subject.id == "10.0.0.4")
    #expect(report.findings[0].severity == .warning)
  }

  @Test func `is one of the name that fails alone`() {
    let report = report(visit(.mcr, six: .serverFailure), .of(.entraLogin))
    #expect(report.causes == [.dnsAAAABroken])
    #expect(report.findings[0].confidence == .proved)
  }
}
