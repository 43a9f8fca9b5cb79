import Foundation
import Lab
import Model
import Testing

private let hosts = LabHost.planned
private let publicHosts = hosts.filter { !$0.hasPrivateEndpoint }

private func names(_ hosts: [LabHost]) -> String { hosts.map(\.rawValue).sorted().joined(separator: " ") }

private func silence(_ hosts: [LabHost]) -> [LabHost: Fault] {
  Dictionary(uniqueKeysWithValues: hosts.map { ($0, .silence) })
}

private let combinations: [Expected] = [
  Expected(
    "nothing gets out, not even to private endpoints", faults: silence(LabHost.allCases),
    finds: "egress.all-dropped egress [\(names(hosts))]", in: .clusterCreation),
  Expected(
    "nothing gets out but to private endpoints", faults: silence(publicHosts),
    finds: "egress.all-dropped egress [\(names(publicHosts))]", in: .clusterCreation),
  Expected(
    "a nameserver that knows nothing outside, beside one that does", nameservers: [nil, .nxdomain],
    finds: "dns.servers-disagree 127.53.0.2 [\(names(hosts))]", in: .clusterCreation),
  Expected(
    "a nameserver whose forwarder fails",
    nameFaults: Dictionary(uniqueKeysWithValues: publicHosts.map { ($0, .servfail) }),
    finds: "dns.server-fails 127.53.0.1 [\(names(publicHosts))]", in: .clusterCreation),
  Expected(
    "two nameservers whose forwarder is silent",
    nameFaults: Dictionary(uniqueKeysWithValues: publicHosts.map { ($0, .silent) }), nameservers: [nil, nil],
    finds: "dns.name-dropped 127.53.0.1 [\(names(publicHosts))]", in: .clusterCreation),
  Expected(
    "every certificate is from tomorrow on",
    faults: Dictionary(uniqueKeysWithValues: LabHost.allCases.map { ($0, .notYetValid) }),
    // The services' own clocks say that this machine's is right.
    finds: "tls.not-yet-valid mcr CN=Demo Lab TLS CA 01,O=aml-preflight demo "
      + "[\(names(hosts.filter { $0 != .mcrEdge && $0 != .apiServer }))]",
    "tls.not-yet-valid apiServer CN=ca,O=demo cluster", in: .clusterCreation),
  Expected(
    "a name missing, another host dropped", faults: [.scoring: .silence], nameFaults: [.acr: .nxdomain],
    finds: "dns.name-missing acr azurecr.io", "egress.dropped scoring iris-demo.westeurope.cloudapp.azure.com",
    in: .modelDeployment),
  Expected(
    "a certificate expired, another host blocked", faults: [.scoring: .expired, .mcr: .blockPage],
    finds: "tls.expired scoring CN=Demo Lab TLS CA 01,O=aml-preflight demo", "service.impostor mcr mcr.microsoft.com",
    in: .clusterCreation),
  Expected(
    "a nameserver silent, a host dropped", faults: [.scoring: .silence], nameservers: [nil, .silent],
    finds: "dns.server-silent 127.53.0.2", "egress.dropped scoring iris-demo.westeurope.cloudapp.azure.com",
    in: .preconditions),
  Expected(
    "a zone not linked, and the expired certificate of another host", faults: [.tableStorage: .expired],
    nameFaults: [.blobStorage: .zoneNotLinked],
    finds: "private-link.zone-not-linked blobStorage privatelink.blob.core.windows.net",
    "tls.expired tableStorage CN=Demo Lab TLS CA 01,O=aml-preflight demo", in: .routerOperation),
  Expected(
    "a zone not linked, and the host expired besides", faults: [.blobStorage: .expired],
    nameFaults: [.blobStorage: .zoneNotLinked],
    finds: "private-link.zone-not-linked blobStorage privatelink.blob.core.windows.net",
    "tls.expired blobStorage CN=Demo Lab TLS CA 01,O=aml-preflight demo", in: .routerOperation),
  Expected(
    "a zone not linked, and the public address dropped", faults: [.blobStorage: .silence],
    nameFaults: [.blobStorage: .zoneNotLinked],
    finds: "private-link.zone-not-linked blobStorage privatelink.blob.core.windows.net", in: .routerOperation),
]

@Suite(.serialized) struct `Several faults` {
  @Test(arguments: combinations)
  fileprivate func `are told apart`(expected: Expected) async throws {
    try await expected.expectHolds()
  }

  // Longer than the usual step: from two seconds on an answer is slow.
  @Test func `are none where an answer is merely slow`() async throws {
    let step = Duration.seconds(5)
    let rehearsal = try await Rehearsal(
      Scenario(id: "test", title: "", faults: [.acr: .slow(by: .milliseconds(2100))]), step: step)
    #expect(rehearsal.findings == ["warning: service.slow acr demoacr.azurecr.io"])
    #expect(rehearsal.report.summary.outcome == .pass)
    try rehearsal.expectOrder(within: step)
  }

  @Test func `of a declaration are warnings`() async throws {
    let rehearsal = try await Rehearsal(
      Scenario(id: "test", title: ""),
      edit: { $0.replacingOccurrences(of: "blobStorage, tableStorage]", with: "blobStorage]") })
    #expect(rehearsal.findings == ["warning: private-link.undeclared tableStorage demostore.table.core.windows.net"])
    #expect(rehearsal.report.summary.outcome == .pass)
    try rehearsal.expectOrder()
  }

  @Test func `behind a proxy that refuses connections are the proxy's`() async throws {
    let rehearsal = try await Rehearsal(
      Scenario(id: "test", title: "", faults: [.scoring: .refuse]),
      proxy: { lab in
        Proxy(host: .address(LabHost.scoring.publicAddress), port: lab.port, exceptions: ["127.80.2.0/23"])
      })
    #expect(rehearsal.report.findings.map(\.cause) == [.proxyUnreachable])
    #expect(rehearsal.report.findings.first?.subject.id == "\(LabHost.scoring.publicAddress):\(rehearsal.port)")
    #expect(rehearsal.report.summary.outcome == .fail)
    try rehearsal.expectOrder()
  }
}
