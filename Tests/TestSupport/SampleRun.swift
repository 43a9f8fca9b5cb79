public import Lab

/// A run whose recording is kept in `reports/samples/`, one folder a run, from healthy to worst.
public struct SampleRun: Sendable, CustomStringConvertible {
  /// The name of its folder.
  public var id: String
  /// What is broken, in one line.
  public var title: String
  /// The lab that it was recorded against.
  public var scenario: Scenario
  /// Whether everything goes through a proxy that connects where it is told to.
  public var usesProxy = false
  /// How long one step may take, and the whole run.
  public var step = Duration.seconds(5)
  public var run: Duration?

  public var description: String { id }

  private init(
    _ id: String, _ title: String, faults: [LabHost: Fault] = [:], secondAddresses: [LabHost: Fault?] = [:],
    nameFaults: [LabHost: NameFault] = [:], nameservers: [NameFault?] = [nil]
  ) {
    self.id = id
    self.title = title
    scenario = Scenario(
      id: id, title: title, faults: faults, secondAddresses: secondAddresses, nameFaults: nameFaults,
      nameservers: nameservers)
  }

  private func changed(_ change: (inout SampleRun) -> Void) -> SampleRun {
    var run = self
    change(&run)
    return run
  }

  /// All of them, from healthy to worst.
  public static let all: [SampleRun] = [
    SampleRun("healthy", "Nothing is broken."),
    SampleRun("healthy-through-proxy", "Nothing is broken; connections go through a proxy.").changed {
      $0.usesProxy = true
    },
    SampleRun(
      "warnings-only",
      "Telemetry has no name, one address of two is dead, and a certificate expires in three days: it works today.",
      faults: [.scoring: .expiresSoon], secondAddresses: [.mcr: .refuse], nameFaults: [.azureMLTelemetry: .nxdomain]),
    SampleRun(
      "interrupted", "The time that the run had was over while three hosts still had to answer.",
      faults: [.azureMLAPI: .slow(by: .seconds(4)), .acr: .slow(by: .seconds(4)), .scoring: .slow(by: .seconds(4))]
    ).changed { $0.run = .milliseconds(900) },
    SampleRun(
      "expired-certificate", "The certificate of the scoring endpoint expired 12 days ago.",
      faults: [.scoring: .expired]),
    SampleRun(
      "record-missing", "The private DNS zone of table storage lacks the account's record.",
      nameFaults: [.tableStorage: .recordMissing]),
    SampleRun(
      "private-zone-not-linked", "The private DNS zone of blob storage is not linked to the network.",
      nameFaults: [.blobStorage: .zoneNotLinked]),
    SampleRun(
      "intercepted", "A web filter opens TLS to three hosts and signs with an authority of its own.",
      faults: [.mcr: .intercepted, .entraLogin: .intercepted, .acr: .intercepted]),
    SampleRun("dns-silent", "The only nameserver takes questions and never answers.", nameservers: [.silent]),
    SampleRun(
      "egress-dropped", "Nothing gets out of the network; only its own private endpoints answer.",
      faults: silence(LabHost.allCases.filter { !$0.hasPrivateEndpoint })),
    SampleRun(
      "several-causes",
      "An expired certificate, a registry that is dropped, a zone that is not linked, a throttling registry, one dead nameserver.",
      faults: [.scoring: .expired, .mcr: .silence, .acr: .throttled], nameFaults: [.blobStorage: .zoneNotLinked],
      nameservers: [nil, .silent]),
    SampleRun(
      "everything-broken", "Each host and name is broken in its own way.",
      faults: [
        .apiServer: .expired, .mcr: .resetAfterClientHello, .packagesMicrosoft: .refuse, .entraLogin: .intercepted,
        .resourceManager: .failing, .acr: .silence, .azureMLAPI: .blockPage, .scoring: .wrongName,
        .tableStorage: .selfSigned,
      ],
      nameFaults: [
        .mcrData: .servfail, .aksBinaries: .sinkhole, .acrData: .recordMissing, .blobStorage: .zoneNotLinked,
        .azureMLTelemetry: .silent,
      ], nameservers: [nil, .refused]),
  ]

  public static let healthy = all[0]
  public static let severalCauses = all[all.count - 2]
  public static let zoneNotLinked = all.first { $0.id == "private-zone-not-linked" } ?? all[all.count - 1]

  private static func silence(_ hosts: [LabHost]) -> [LabHost: Fault] {
    Dictionary(uniqueKeysWithValues: hosts.map { ($0, .silence) })
  }
}
