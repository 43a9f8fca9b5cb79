import Judging
import Model
import TestSupport
import Testing

private let mcr = "mcr.microsoft.com"
private let address = "20.61.0.1"
private let silent = Handshake.Ending.unanswered(after: .fiveSeconds)

extension Recording {
  fileprivate var report: Report { Judge(catalog: .with()).report(on: self) }
}

private func recording(_ visits: Visit..., deployment: Deployment = .with(), vantage: Vantage = .with()) -> Recording {
  .with(visits, deployment: deployment, vantage: vantage)
}

@Suite struct `One dead address of two` {
  private let other = "20.61.0.2"
  private var visit: Visit {
    Visit(
      .mcr,
      evidence: Evidence.lookups(mcr, addresses: [address, other]) + [
        .connection(address, .unanswered(after: .fiveSeconds)), .connection(other), .handshake(other, mcr),
        .response(other),
      ])
  }
  private let again = Probe.attempt(.mcr, upTo: .response)

  @Test func `is dead if it is when it is tried again`() {
    let report = recording(visit)
      .following(.repetition, again, .connection(address, .unanswered(after: .fiveSeconds))).report
    #expect(report.causes == [.egressOneAddressDead])
  }

  @Test func `is loss if it answers then`() {
    let report = recording(visit)
      .following(.repetition, again, .connection(address), .handshake(address, mcr), .response(address)).report
    #expect(report.causes == [.pathLoss])
    #expect(report.findings[0].severity == .warning)
  }
}

@Suite struct `No handshake at all` {
  @Test func `is one finding`() {
    let visits = [Endpoint.mcr, .entraLogin, .acr].map { endpoint in
      Visit.of(endpoint, handshake: .handshake(address, endpoint.host.description, silent))
    }
    let report = Recording.with(visits).report
    #expect(report.causes == [.egressSNIDropped])
    #expect(report.findings[0].subject.members.count == 3)
  }
}

@Suite struct `A stale record` {
  private let scoring = Endpoint.with(role: .scoring, host: "iris.example.com")
  private func visit(_ endpoint: Endpoint, _ first: String, _ second: String) -> Visit {
    let host = endpoint.host.description
    return Visit(
      endpoint,
      evidence: Evidence.lookups(host, addresses: [first])
        + Evidence.lookups(host, at: .secondNameserver, addresses: [second]) + [
          .connection(first, .unanswered(after: .fiveSeconds)), .connection(second), .handshake(second, host),
          .response(second),
        ])
  }
  private let both = Vantage.with(nameservers: [.firstNameserver, .secondNameserver])

  @Test func `is one that another nameserver has a living address for`() {
    #expect(recording(visit(scoring, "20.61.0.1", "20.61.0.2"), vantage: both).report.causes == [.dnsRecordStale])
    #expect(
      recording(
        visit(.blobStorage, "10.0.1.4", "10.0.1.9"), deployment: .with(privateEndpoints: [.blobStorage]), vantage: both
      ).report.causes == [.privateLinkRecordStale])
  }

  @Suite struct `in a private zone` {
    private let dead = Visit.of(.acr, addresses: ["10.1.9.9"], connection: .unanswered(after: .fiveSeconds))
    private let declared = Deployment.with(privateEndpoints: [.acr, .acrData])

    @Test func `is suspected if another name of the zone leads to a living address`() {
      let report = recording(dead, .of(.acrData, addresses: ["10.1.0.5"]), deployment: declared).report
      #expect(report.causes == [.privateLinkRecordStale])
      #expect(report.findings[0].confidence == .suspected)
      #expect(report.findings[0].subject.id == "acr")
    }

    @Test func `is not the cause if something came back from the address`() {
      let report = recording(dead, .of(.acrData, addresses: ["10.1.0.5"]), deployment: declared).following(
        .otherPort, .attempt(Endpoint.acr.atPort(80), at: "10.1.9.9", upTo: .connection),
        .connection("10.1.9.9", port: 80, .refused(after: .moment))
      ).report
      #expect(report.causes == [.egressDropped])
    }

    @Test(arguments: [
      Visit.of(.acrData, addresses: ["10.1.9.9"]), .of(.acrData, addresses: ["20.61.0.5"]),
      .of(.blobStorage, addresses: ["10.1.0.5"]),
    ])
    func `is not the cause beside any other neighbor`(other: Visit) {
      let report = recording(dead, other, deployment: declared).report
      #expect(!report.causes.contains(.privateLinkRecordStale))
    }
  }

  @Test func `is not one of Microsoft's many addresses`() {
    #expect(recording(visit(.mcr, "20.61.0.1", "20.61.0.2"), vantage: both).report.causes == [.egressOneAddressDead])
  }

  @Test(arguments: [("10.200.0.4", Cause.privateLinkRecordStale), ("10.1.0.4", .egressDropped)])
  func `is one outside the declared networks`(private: String, cause: Cause) {
    var deployment = Deployment.with(privateEndpoints: [.blobStorage])
    deployment.network.vnetAddressSpace = [IPPrefix("10.1.0.0/16")!]
    let dead = Visit.of(.blobStorage, addresses: [`private`], connection: .unanswered(after: .fiveSeconds))
    #expect(recording(dead, .of(.mcr), deployment: deployment).report.causes == [cause])
  }
}

@Suite struct `A storage account` {
  private let table = Endpoint.with(
    role: .tableStorage, host: "mystore.table.core.windows.net", privateZone: "privatelink.table.core.windows.net")
  private let missing = Lookup.Ending.missing(zone: "core.windows.net")

  @Test func `is missing if none of its names exists in the public zones`() {
    let report = recording(.of(.mcr), .unresolved(.blobStorage, missing), .unresolved(table, missing)).report
    #expect(report.causes == [.storageAccountMissing])
    #expect(report.findings[0].facts[.subject] == "mystore")
  }

  @Test func `is not if one of them does`() {
    #expect(recording(.of(.mcr), .unresolved(.blobStorage, missing), .of(table)).report.causes == [.dnsNameMissing])
  }

  @Test func `is not if its private zone says so`() {
    let ending = Lookup.Ending.missing(
      alias: "mystore.privatelink.blob.core.windows.net", zone: "privatelink.blob.core.windows.net")
    let report = recording(.of(.mcr), .unresolved(.blobStorage, ending), .unresolved(table, missing)).report
    #expect(report.causes.contains(.privateLinkRecordMissing))
    #expect(!report.causes.contains(.storageAccountMissing))
  }
}

@Suite struct `A slow nameserver` {
  private func report(first: Int64, again: Int64?) -> Report {
    func lookups(_ host: String, after milliseconds: Int64) -> [Evidence] {
      Evidence.lookups(host, addresses: [address]).map { piece in
        guard case .lookup(var lookup) = piece else { return piece }
        lookup.roundTrip = Milliseconds(microseconds: milliseconds * 1_000)
        return .lookup(lookup)
      }
    }
    var made = recording(
      .of(.mcr, lookups: lookups(mcr, after: first)),
      .of(.entraLogin, lookups: lookups("login.microsoftonline.com", after: first)))
    if let again {
      made = made.following(.repeatedLookup, .ask(mcr), lookups(mcr, after: again)[0])
    }
    return made.report
  }

  @Test func `is one that is slow for what it was asked just before`() {
    let report = report(first: 1_500, again: 1_400)
    #expect(report.causes == [.dnsServerSlow])
    #expect(report.findings[0].severity == .warning)
    #expect(report.findings[0].confidence == .proved)
  }

  @Test func `is none that only had to ask others first`() {
    #expect(report(first: 1_500, again: 3).findings.isEmpty)
  }

  @Test func `is none of which too little was seen`() {
    #expect(report(first: 1_500, again: nil).findings.isEmpty)
    #expect(report(first: 900, again: nil).findings.isEmpty)
  }

  @Test(arguments: [(Int64(450), Int64(450), false), (900, 400, false), (600, 550, true)])
  func `is late from half a second`(first: Int64, again: Int64, isSlow: Bool) {
    #expect(report(first: first, again: again).causes == (isSlow ? [.dnsServerSlow] : []))
  }
}

@Suite struct `More hosts than follow-ups` {
  private let proxy = Proxy(host: .name(DomainName("proxy.corp")!), port: 3128)

  @Test func `share what was proved of the others`() {
    let stalled = [Endpoint.mcr, .entraLogin].map { endpoint in
      Visit.of(endpoint, handshake: .handshake(address, endpoint.host.description, silent))
    }
    let small = Probe.attempt(.mcr, upTo: .response, segmentLimit: 536)
    let report = Recording.with(stalled)
      .following(.smallSegments, small, .connection(address), .handshake(address, mcr), .response(address)).report
    #expect(report.causes == [.pathMTU])
    #expect(report.findings[0].subject.members.count == 2)

    let dropped = [Endpoint.mcr, .entraLogin].map { Visit.of($0, connection: .unanswered(after: .fiveSeconds)) }
    // What is only connected to, at the port of HTTPS, shares it as well.
    let edge = Endpoint.with(role: .dependency, host: "mcr-0001.mcr-msedge.net", transport: .tcp, service: nil)
    let accepted = Visit.of(edge, [.resolves, .accepts], connection: .unanswered(after: .fiveSeconds))
    let through = Recording.with(dropped + [accepted]).following(
      .throughProxy, .reach(endpoint: .mcr, upTo: .response, route: .proxy(proxy)),
      .tunnel("\(mcr):443", .opened(after: .moment)), .handshake("10.1.0.1", mcr, port: 3128),
      .response("10.1.0.1", port: 3128)
    ).report
    #expect(through.causes == [.proxyNeeded])
    #expect(through.findings[0].subject.members.count == 3)
  }

  @Test func `keep a fault of their own if one of the others has another`() {
    let dropped = [Endpoint.mcr, .entraLogin, .acr].map { Visit.of($0, connection: .unanswered(after: .fiveSeconds)) }
    let report = Recording.with(dropped).following(
      .throughProxy, .reach(endpoint: .mcr, upTo: .response, route: .proxy(proxy)),
      .tunnel("\(mcr):443", .opened(after: .moment)), .handshake("10.1.0.1", mcr, port: 3128),
      .response("10.1.0.1", port: 3128)
    ).following(
      .throughProxy, after: "s2", .reach(endpoint: .entraLogin, upTo: .response, route: .proxy(proxy)),
      .tunnel("login.microsoftonline.com:443", .denied(status: 403, after: .moment))
    ).report
    #expect(report.causes.first == .proxyNeeded)
    #expect(report.causes.dropFirst().allSatisfy { $0 == .egressDropped })
    #expect(report.findings[0].subject.members.isEmpty)
  }
}
