import Lab
import Model
import Testing

private let first = "127.53.0.1"
private let both = "[127.53.0.1 127.53.0.2]"

private let nameserverFaults: [Expected] = [
  Expected("nothing broken"),
  Expected("two nameservers that work", nameservers: [nil, nil]),
  Expected(
    "one nameserver of two silent", nameservers: [.silent, nil], finds: "dns.server-silent \(first)",
    in: .preconditions),
  Expected(
    "both nameservers silent", nameservers: [.silent, .silent], finds: "dns.server-silent \(first) \(both)",
    in: .preconditions),
  Expected(
    "one nameserver of two refuses", nameservers: [.refused, nil], finds: "dns.server-refuses \(first)",
    in: .preconditions),
  Expected(
    "the only nameserver refuses", nameservers: [.refused], finds: "dns.server-refuses \(first)", in: .preconditions),
  Expected(
    "the only nameserver fails", nameservers: [.servfail], finds: "dns.server-fails \(first)", in: .preconditions),
  Expected(
    "one refuses and the other is silent", nameservers: [.refused, .silent],
    finds: "dns.server-refuses \(first)", "dns.server-silent 127.53.0.2", in: .preconditions),
  Expected("every answer cut, and whole over TCP", nameservers: [.truncated]),
  Expected(
    "every answer cut, and TCP closed", nameservers: [.truncatedWithoutTCP], finds: "dns.tcp-blocked \(first)",
    in: .clusterCreation),
  Expected(
    "every answer a compression loop", nameservers: [.compressionLoop], finds: "dns.answer-malformed \(first)",
    in: .preconditions),
]

private let nameFaults: [Expected] = [
  Expected(
    "SERVFAIL for one name", nameFaults: [.mcr: .servfail], finds: "dns.server-fails mcr microsoft.com",
    in: .clusterCreation),
  Expected(
    "REFUSED for one name", nameFaults: [.mcr: .refused], finds: "dns.server-refuses mcr microsoft.com",
    in: .clusterCreation),
  Expected(
    "one name does not exist", nameFaults: [.scoring: .nxdomain], finds: "dns.name-missing scoring azure.com",
    in: .serving),
  Expected(
    "one name without an address", nameFaults: [.entraLogin: .noAddress],
    finds: "dns.no-address entraLogin microsoftonline.com",
    in: .clusterCreation),
  Expected("one answer cut, and whole over TCP", nameFaults: [.acr: .truncated]),
  Expected(
    "one answer a compression loop", nameFaults: [.resourceManager: .compressionLoop],
    finds: "dns.answer-malformed resourceManager azure.com", in: .clusterCreation),
  Expected(
    "one name dropped", nameFaults: [.mcr: .silent], finds: "dns.name-dropped mcr microsoft.com",
    in: .clusterCreation),
  Expected(
    "one name dropped by both nameservers", nameFaults: [.mcr: .silent], nameservers: [nil, nil],
    finds: "dns.name-dropped mcr microsoft.com", in: .clusterCreation),
  Expected(
    "names in letters of either case",
    nameFaults: [.acr: .mixedCase, .mcr: .mixedCase, .blobStorage: .mixedCase, .acrData: .mixedCase]),
  Expected("every answer in letters of either case", nameservers: [.mixedCase]),
  Expected(
    "SERVFAIL for IPv6 alone", nameFaults: [.mcr: .servfailForIPv6, .acr: .servfailForIPv6],
    finds: "warning: dns.aaaa-broken mcr microsoft.com", "warning: dns.aaaa-broken acr privatelink.azurecr.io"),
  Expected(
    "every name fails for IPv6", nameservers: [.servfailForIPv6, nil],
    finds: "warning: dns.aaaa-broken \(first) [\(LabHost.planned.map(\.rawValue).sorted().joined(separator: " "))]"),
  Expected(
    "no such name for IPv6 alone", nameFaults: [.mcr: .nxdomainForIPv6, .blobStorage: .nxdomainForIPv6],
    finds: "warning: dns.aaaa-broken mcr microsoft.com",
    "warning: dns.aaaa-broken blobStorage privatelink.blob.core.windows.net"),
  Expected(
    "names sunk by a filter", nameFaults: [.mcr: .sinkhole, .scoring: .sinkhole],
    finds: "dns.sinkhole mcr mcr.microsoft.com [iris-demo.westeurope.cloudapp.azure.com mcr.microsoft.com]",
    in: .clusterCreation),
  Expected(
    "telemetry does not exist", nameFaults: [.azureMLTelemetry: .nxdomain],
    finds: "warning: dns.name-missing azureMLTelemetry windows.net"),
  Expected(
    "the private zone of storage is not linked", nameFaults: [.blobStorage: .zoneNotLinked],
    finds: "private-link.zone-not-linked blobStorage privatelink.blob.core.windows.net", in: .routerOperation),
  Expected(
    "the registry's layers have no private record", nameFaults: [.acrData: .recordMissing],
    finds: "private-link.data-record-missing acrData privatelink.azurecr.io", in: .modelDeployment),
  Expected(
    "one name missing, one name failing", nameFaults: [.mcr: .servfail, .scoring: .nxdomain],
    finds: "dns.server-fails mcr microsoft.com", "dns.name-missing scoring azure.com", in: .clusterCreation),
]

@Suite(.serialized) struct `A fault of names` {
  @Test(arguments: nameserverFaults)
  fileprivate func `at a nameserver is found, and nothing else`(expected: Expected) async throws {
    try await expected.expectHolds()
  }

  @Test(arguments: nameFaults)
  fileprivate func `about one name is found, and nothing else`(expected: Expected) async throws {
    try await expected.expectHolds()
  }
}
