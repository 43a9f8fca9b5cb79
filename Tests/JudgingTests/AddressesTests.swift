import Model
import TestSupport
import Testing

private let addresses: Requirement.ID = "cluster-creation/acr-addresses"
private let acr = "myacr.azurecr.io"
private let inZone = ["myacr.privatelink.azurecr.io"]
private let all: [Model.Expectation] = [.resolves, .addresses(kind: .private), .answers(service: .containerRegistry)]

@Suite struct `The addresses of a private endpoint` {
  @Test(arguments: ["10.1.2.3", "172.31.0.1", "192.168.0.1", "100.64.0.1", "fd00::1", "20.1.1.1"])
  func `pass in private ranges, built in or declared`(address: String) {
    let report = Report.on(
      .of(.acr, all, addresses: [address]), deployment: .with(privateRanges: ["20.1.0.0/16"]))
    #expect(report[addresses].outcome == .pass)
    #expect(report.findings.isEmpty)
  }

  @Test func `fail when any is public`() {
    let report = Report.on(.of(.acr, all, addresses: ["10.1.2.3", "20.61.0.1"]))
    #expect(report[addresses].outcome == .fail)
    #expect(report[addresses].symptoms[0].code == .addressIsPublic)
    #expect(report[addresses].symptoms[0].facts[.addresses] == "20.61.0.1")
  }

  @Test func `are blocked without an address`() {
    let report = Report.on(.of(.mcr), .unresolved(.acr, .missing(), all))
    #expect(report[addresses].outcome == .blocked(by: ["cluster-creation/acr-resolves"]))
  }

  @Test func `fail on a literal address of the wrong kind`() {
    let report = Report.on(.of(.with(role: .acr, host: "20.61.0.1"), all))
    #expect(report[addresses].outcome == .fail)
    #expect(report.findings.count == 1)
  }

  @Test func `that are public show that the zone is not linked`() {
    let report = Report.on(.of(.acr, all, aliases: inZone))
    #expect(report.causes == [.privateLinkZoneNotLinked])
    let finding = report.findings[0]
    #expect(finding.confidence == .proved)
    #expect(finding.subject == Finding.Subject(kind: .endpoint, id: "acr", detail: "privatelink.azurecr.io"))
    #expect(finding.facts[.addresses] == "20.61.0.1")
    #expect(finding.facts[.zone] == "privatelink.azurecr.io")
    #expect(finding.facts[.alias] == "myacr.privatelink.azurecr.io")
    #expect(finding.facts[.nameserver] == "10.0.0.4")
  }

  @Test func `that are public without an alias only suggest it`() {
    #expect(Report.on(.of(.acr, all)).findings[0].confidence == .supported)
  }

  @Test func `that are public explain what fails there`() {
    let report = Report.on(
      .of(.mcr), .of(.acr, all, aliases: inZone, connection: .unanswered(after: .fiveSeconds)))
    #expect(report.causes == [.privateLinkZoneNotLinked])
    #expect(report.findings[0].explains == [addresses, "cluster-creation/acr-answers"])
  }

  @Test func `that are public at one nameserver only are a disagreement`() {
    let lookups =
      Evidence.lookups(acr, addresses: ["10.1.2.3"])
      + Evidence.lookups(acr, at: .secondNameserver, addresses: ["20.61.0.1"], aliases: inZone)
    let report = Report.on(
      .of(.acr, all, addresses: ["10.1.2.3", "20.61.0.1"], lookups: lookups),
      nameservers: [.firstNameserver, .secondNameserver])
    #expect(report.codes(addresses) == [.nameserversDisagree, .addressIsPublic])
    #expect(report.causes == [.dnsServersDisagree])
  }

  @Test func `that are public in one zone are one finding`() {
    let report = Report.on(
      .of(.acr, all, aliases: inZone), .of(.acrData, [.resolves, .addresses(kind: .private)], aliases: inZone))
    #expect(report.causes == [.privateLinkZoneNotLinked])
    #expect(report.findings[0].subject.members == ["myacr.azurecr.io:443", "myacr.westeurope.data.azurecr.io:443"])
  }

  @Test func `that are private where public ones are declared are a warning`() {
    let visit = Visit.of(.acr, [.addresses(kind: .public)], need: .advisory, addresses: ["10.1.2.3"])
    let report = Report.on(visit)
    #expect(report.codes(addresses) == [.addressIsPrivate])
    #expect(report.causes == [.privateLinkUndeclared])
    #expect(report.findings[0].severity == .warning)
    #expect(report.summary.outcome == .pass)
    #expect(report.summary.counts[.warn] == 1)
  }

  @Test func `pass as public when they are`() {
    #expect(Report.on(.of(.acr, [.addresses(kind: .public)]))[addresses].outcome == .pass)
  }
}

@Suite struct `A private zone` {
  @Test(arguments: [
    Lookup.Ending.missing(alias: inZone[0], zone: "privatelink.azurecr.io"),
    .response(aliases: inZone, zone: "privatelink.azurecr.io"),
  ])
  func `without the record is proved by its own denial`(ending: Lookup.Ending) {
    let report = Report.on(.of(.mcr), .unresolved(.acr, ending, all))
    #expect(report.causes == [.privateLinkRecordMissing])
    #expect(report.findings[0].confidence == .proved)
    #expect(report.findings[0].subject.detail == "privatelink.azurecr.io")
    #expect(report.findings[0].blocks == [addresses, "cluster-creation/acr-answers"])
  }

  @Test func `is only supposed when another zone denies the alias`() {
    let report = Report.on(.of(.mcr), .unresolved(.acr, .missing(alias: inZone[0], zone: "azurecr.io"), all))
    #expect(report.causes == [.privateLinkRecordMissing])
    #expect(report.findings[0].confidence == .supported)
    #expect(report.findings[0].facts[.zone] == "privatelink.azurecr.io")
  }

  @Test func `is not blamed for a name that the public zone denies`() {
    let report = Report.on(.of(.mcr), .unresolved(.acr, .missing(zone: "azurecr.io"), all))
    #expect(report.causes == [.dnsNameMissing])
    #expect(report.findings[0].subject.detail == "azurecr.io")
  }

  @Test func `lacks the data record while the registry's own is there`() {
    let missing = Lookup.Ending.missing(
      alias: "myacr.westeurope.data.privatelink.azurecr.io", zone: "privatelink.azurecr.io")
    let report = Report.on(.of(.acr, all, addresses: ["10.1.2.3"]), .unresolved(.acrData, missing))
    #expect(report.causes == [.privateLinkDataRecordMissing])
  }

  @Test func `lacks both records as one finding`() {
    let missing = Lookup.Ending.missing(alias: "x.privatelink.azurecr.io", zone: "privatelink.azurecr.io")
    let report = Report.on(.of(.mcr), .unresolved(.acr, missing, all), .unresolved(.acrData, missing))
    #expect(report.causes == [.privateLinkRecordMissing])
    #expect(report.findings[0].subject.members.count == 2)
  }
}
