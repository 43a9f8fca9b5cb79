import Model

extension Scenario {
  /// The scenarios that `demo` offers, in the order in which it lists them.
  public static let all: [Scenario] = [
    Scenario(id: "healthy", title: "Everything answers as it should: no finding."),
    Scenario(
      id: "private-zone-not-linked",
      title: "The private DNS zone of blob storage is not linked to the network: its name leads to a public address.",
      expectedCause: .privateLinkZoneNotLinked, firstBrokenPhase: .routerOperation,
      nameFaults: [.blobStorage: .zoneNotLinked]),
    Scenario(
      id: "record-missing",
      title: "The private DNS zone of table storage lacks the account's record: the name does not exist.",
      expectedCause: .privateLinkRecordMissing, firstBrokenPhase: .routerOperation,
      nameFaults: [.tableStorage: .recordMissing]),
    Scenario(
      id: "mcr-blocked",
      title: "A firewall drops packets to the Microsoft Container Registry: nothing comes back, nodes cannot start.",
      expectedCause: .egressDropped, firstBrokenPhase: .clusterCreation, faults: [.mcr: .silence]),
    Scenario(
      id: "acr-data-blocked",
      title: "The registry answers, but its data endpoint is dropped: logging in works, pulling layers does not.",
      expectedCause: .egressDropped, firstBrokenPhase: .modelDeployment, faults: [.acrData: .silence]),
    Scenario(
      id: "expired-certificate",
      title: "The certificate of the scoring endpoint expired 12 days ago: clients refuse to send requests.",
      expectedCause: .tlsExpired, firstBrokenPhase: .serving, faults: [.scoring: .expired]),
    Scenario(
      id: "block-page",
      title: "A web filter answers for the Azure Machine Learning API: status 200, but it is the filter's page.",
      expectedCause: .serviceImpostor, firstBrokenPhase: .routerOperation, faults: [.azureMLAPI: .blockPage]),
    Scenario(
      id: "name-filtered",
      title: "A firewall reads the name in the TLS handshake of the node's packages and closes: other names pass.",
      expectedCause: .egressSNIClosed, firstBrokenPhase: .clusterCreation,
      faults: [.packagesMicrosoft: .closeAfterClientHello]),
    Scenario(
      id: "large-packets-lost",
      title: "A tunnel on the way to the Container Registry loses large packets without a word: small ones pass.",
      expectedCause: .pathMTU, firstBrokenPhase: .clusterCreation, faults: [.mcr: .dropLargePackets]),
    Scenario(
      id: "flapping",
      title:
        "The first connection to Microsoft Entra ID is reset, the next are not: it passes when it is tried again.",
      expectedCause: .serviceFlapping, faults: [.entraLogin: .resetFirst]),
    Scenario(
      id: "clock-wrong",
      title: "This machine's clock is 20 minutes behind that of every service: tokens will be refused.",
      expectedCause: .clockSkewed,
      faults: Dictionary(uniqueKeysWithValues: LabHost.allCases.map { ($0, .clockAhead(by: .seconds(1_200))) })),
    Scenario(
      id: "dns-server-silent",
      title: "The network's nameserver takes questions and never answers: no name can be resolved.",
      expectedCause: .dnsServerSilent, firstBrokenPhase: .preconditions, nameservers: [.silent]),
  ]

  /// The scenario of that id among ``all``; `nil` if there is none.
  public static func named(_ id: String) -> Scenario? {
    all.first { $0.id == id }
  }
}
