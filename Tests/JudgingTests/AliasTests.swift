import Judging
import Model
import TestSupport
import Testing

@Suite struct `Aliases` {
  private static let name = "mcr.microsoft.com"

  /// An answer to a question for the name, with aliases between these names.
  private static func answer(_ aliases: [(String, String)], addresses: [String] = [], code: ResponseCode = .noError)
    -> Lookup.Ending
  {
    let records =
      aliases.map { ResourceRecord(name: $0.0, type: .cname, ttl: 60, data: .alias(target: $0.1)) }
      + addresses.compactMap { IPAddress($0) }.map {
        ResourceRecord(name: aliases.last?.1 ?? name, type: .a, ttl: 60, data: .address($0))
      }
    return .answered(message: DNSMessage(code: code, answers: records))
  }

  private static func chain(_ count: Int, address: String? = nil, code: ResponseCode = .noError) -> Lookup.Ending {
    let names = [name] + (1...count).map { "a\($0).example" }
    return answer(Array(zip(names, names.dropFirst())), addresses: address.map { [$0] } ?? [], code: code)
  }

  @Test(
    arguments: [
      [(name, name)], [(name, "a.example"), ("a.example", name)],
      [(name, "a.example"), ("a.example", "b.example"), ("b.example", "a.example")],
      // In whatever order the answer has them.
      [("b.example", "a.example"), ("a.example", "b.example"), (name, "a.example")],
    ] as [[(String, String)]], [ResponseCode.noError, .serverFailure])
  func `that lead in a circle are told from an empty answer and from a failure`(
    aliases: [(String, String)], code: ResponseCode
  ) {
    let report = Report.on(.unresolved(.mcr, Self.answer(aliases, code: code)), .of(.entraLogin))
    #expect(report.causes == [.dnsAliasLoop])
    #expect(report.findings[0].confidence == .proved)
    #expect(report.findings[0].subject.id == "mcr")
    #expect(report.findings[0].facts[.count] == String(aliases.count))
  }

  @Test func `that lead on, to nothing, are an empty answer`() {
    let report = Report.on(.unresolved(.mcr, Self.chain(3)), .of(.entraLogin))
    #expect(report.causes == [.dnsNoAddress])
    // What has nothing to do with the name is no circle of it.
    let foreign = Self.answer([("x.example", "y.example"), ("y.example", "x.example")])
    #expect(Report.on(.unresolved(.mcr, foreign), .of(.entraLogin)).causes == [.dnsNoAddress])
  }

  @Test(arguments: [(11, Cause.dnsNoAddress), (12, .dnsAliasChainTooLong)])
  func `are too many from twelve on`(count: Int, cause: Cause) {
    let report = Report.on(.unresolved(.mcr, Self.chain(count)), .of(.entraLogin))
    #expect(report.causes == [cause])
    #expect(report.findings[0].severity == .failure)
  }

  @Test(arguments: [(1, 0), (11, 0), (12, 1), (30, 1)])
  func `that are too many and have an address are a warning`(count: Int, findings: Int) {
    let lookups: [Evidence] = [
      .lookup(Self.name, Self.chain(count, address: "20.61.0.1")), .lookup(Self.name, type: .aaaa, Self.chain(count)),
    ]
    let report = Report.on(.of(.mcr, lookups: lookups), .of(.entraLogin))
    #expect(report.findings.count == findings)
    #expect(report.causes.allSatisfy { $0 == .dnsAliasChainTooLong })
    #expect(report.findings.allSatisfy { $0.severity == .warning && $0.facts[.count] == String(count) })
  }

  @Test func `in a circle at one nameserver of two, with an error, are a warning`() {
    let circle = Self.answer([(Self.name, Self.name)], code: .serverFailure)
    let both: [SocketAddress] = [.firstNameserver, .secondNameserver]
    let lookups =
      Evidence.lookups(Self.name, circle)
      + Evidence.lookups(
        Self.name, at: .secondNameserver, addresses: ["20.61.0.1"])
    let other = both.flatMap { Evidence.lookups("login.microsoftonline.com", at: $0, addresses: ["20.61.0.1"]) }
    let report = Report.on(.of(.mcr, lookups: lookups), .of(.entraLogin, lookups: other), nameservers: both)
    #expect(report.causes == [.dnsAliasLoop])
    #expect(report.findings[0].severity == .warning)
  }
}

@Suite struct `A question that this machine does not let out` {
  private static func ending(_ isProhibited: Bool?) -> Lookup.Ending {
    .notAsked(
      error: SystemError(action: "send the query", reason: "Operation not permitted", isProhibited: isProhibited))
  }

  @Test func `is the machine's own rule`() {
    let report = Report.on(.unresolved(.mcr, Self.ending(true)), .unresolved(.entraLogin, Self.ending(true)))
    #expect(report.causes == [.egressLocalRule])
    let finding = report.findings[0]
    #expect(finding.subject == Finding.Subject(kind: .network, id: "egress", detail: "UDP port 53"))
    #expect(finding.facts[.reason] == "send the query: Operation not permitted")
    #expect(finding.confidence == .suspected)
    #expect(report[Requirement.nameserversAnswer.id].outcome == .fail)
  }

  @Test func `is surer where other things go out`() {
    let acr = Visit.of(.with(role: .acr, host: "10.1.1.1"), [.accepts], addresses: ["10.1.1.1"])
    let report = Report.on(.unresolved(.mcr, Self.ending(true)), acr)
    #expect(report.causes == [.egressLocalRule])
    #expect(report.findings[0].confidence == .supported)
  }

  @Test func `is unknown where it fails for want of something`() {
    let report = Report.on(.unresolved(.mcr, Self.ending(nil)), .unresolved(.entraLogin, Self.ending(nil)))
    #expect(report.findings.isEmpty)
    #expect(report[Requirement.nameserversAnswer.id].outcome == .inconclusive)
  }
}
