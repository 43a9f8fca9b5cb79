import Model

/// Reports built from values, for these tests alone.
enum SampleReport {
  static let nameserver = SocketAddress(IPAddress("10.0.0.4")!, port: 53)
  static let apiHost = "myaks-d1a2b3c4.hcp.westeurope.azmk8s.io"

  /// A deployment whose every check passes, seen from a pod.
  static func healthy() -> Report {
    var build = ReportBuilder(
      vantage: Vantage(kind: .pod, nameservers: [nameserver], nameserversFrom: "/etc/resolv.conf"))
    addWorking(&build)
    build.pass(
      "cluster-creation/mcr-resolves", "mcr.microsoft.com", .mcr, .resolves,
      [build.lookup("mcr.microsoft.com", ["20.61.99.68"])])
    build.pass(
      "cluster-creation/mcr-answers", "mcr.microsoft.com", .mcr, .answers(service: .registry),
      build.visit("mcr.microsoft.com", "20.61.99.68", status: 200))
    build.pass(
      "router-operation/blob-storage-answers", "mystore.blob.core.windows.net", .blobStorage,
      .answers(service: .storage),
      build.visit("mystore.blob.core.windows.net", "10.240.1.7", status: 400))
    build.skip("serving/scoring-tls", .scoring, .doesNotApply(condition: .scoringTLS(true)))
    return build.report(.pass)
  }

  /// One registry that nobody answers for, one warning, what could not be found out, and what is not checked.
  static func failing() -> Report {
    var build = ReportBuilder(
      vantage: Vantage(
        id: "laptop", kind: .workstation, nameservers: [nameserver, SocketAddress(IPAddress("127.0.0.1")!, port: 5353)])
    )
    addWorking(&build)
    build.pass(
      "cluster-creation/mcr-resolves", "mcr.microsoft.com", .mcr, .resolves,
      [build.lookup("mcr.microsoft.com", ["20.61.99.68", "2603:1030:20e:3::23c"])])
    let silent = build.connection(
      "20.61.99.68", .unanswered(after: Milliseconds(microseconds: 5_003_000)), duration: 5_003_000)
    build.verdict(
      "cluster-creation/mcr-answers", "mcr.microsoft.com", .mcr, .answers(service: .registry), .fail, [silent],
      symptoms: [
        Symptom(.connectionUnanswered, [.endpoint: "mcr.microsoft.com:443", .address: "20.61.99.68", .after: "5.0 s"])
      ],
      without:
        "Neither the system's images nor the router's can be pulled; creating the cluster ends with exit status 50.")
    build.verdict(
      "router-start/image-pulled", "mcr.microsoft.com", .mcr, .answers(service: .registry),
      .blocked(by: [Requirement.ID(rawValue: "cluster-creation/mcr-answers")]), [],
      without: "The router's pods stay in ImagePullBackOff.")
    let expired = build.visit(
      "mystore.blob.core.windows.net", "10.240.1.7", status: 400, chainErrors: [ChainError(reason: .expired, depth: 0)])
    build.verdict(
      "router-operation/blob-storage-answers", "mystore.blob.core.windows.net", .blobStorage,
      .answers(service: .storage),
      .fail, expired, need: .advisory,
      symptoms: [
        Symptom(
          .certificateExpired,
          [
            .endpoint: "mystore.blob.core.windows.net:443", .notAfter: "2026-01-30T23:59:59Z",
            .issuer: "CN=Corp Inspection CA,O=Corp",
          ])
      ])
    build.verdict(
      "router-operation/azure-ml-api-answers", "westeurope.api.azureml.ms", .azureMLAPI, .answers(service: .registry),
      .inconclusive,
      [], symptoms: [Symptom(.notFinished, [.reason: "the time for the whole run was over"])])
    build.skip("router-operation/router-peers-accept", .routerPeers, .notVisible(from: [.node, .pod]))
    build.skip("model-deployment/acr-resolves", .acr, .notDeclared(path: "registry.name"))
    build.skip("model-deployment/acr-answers", .acr, .notDeclared(path: "registry.name"))
    build.skip("model-deployment/acr-data-answers", .acrData, .notDeclared(path: "registry.name"))
    build.skip("serving/scoring-tls", .scoring, .doesNotApply(condition: .scoringTLS(true)))
    build.finding(
      .egressDropped, Finding.Subject(kind: .endpoint, id: "mcr", detail: "mcr.microsoft.com:443"),
      confidence: .suspected,
      facts: [
        .host: "mcr.microsoft.com", .port: "443", .endpoint: "mcr.microsoft.com:443", .after: "5.0 s",
        .address: "20.61.99.68",
      ],
      explains: ["cluster-creation/mcr-answers"], blocks: ["router-start/image-pulled"], evidence: [silent],
      phase: .clusterCreation)
    build.finding(
      .tlsExpired, Finding.Subject(kind: .certificate, id: "blobStorage", detail: "CN=Corp Inspection CA,O=Corp"),
      severity: .warning,
      facts: [.endpoint: "mystore.blob.core.windows.net:443", .host: "mystore.blob.core.windows.net"],
      explains: ["router-operation/blob-storage-answers"], blocks: [], evidence: expired, phase: .routerOperation)
    return build.report(.fail, firstBrokenPhase: .clusterCreation)
  }

  private static func addWorking(_ build: inout ReportBuilder) {
    build.verdict(
      "preconditions/nameservers-answer", nil, .nameserver, .nameserversAnswer, .pass,
      [build.lookup(apiHost, ["20.50.1.2"])])
    build.pass(
      "cluster-creation/api-server-resolves", apiHost, .apiServer, .resolves, [build.lookup(apiHost, ["20.50.1.2"])])
    build.pass(
      "cluster-creation/api-server-answers", apiHost, .apiServer, .answers(service: .kubernetes),
      build.visit(apiHost, "20.50.1.2", status: 401))
  }

  /// The texts of the two causes used here, in the form of the catalog.
  static let catalog = Catalog(
    digest: "0123456789abcdef", sources: [:], services: [:], endpoints: [], requirements: [],
    explanations: Deferred(
      known: Catalog.Explanations(
        causes: [
          .egressDropped: CauseDescription(
            cause: .egressDropped, title: "Connections to {endpoint} get no answer (waited {after})",
            meaning: "The name has an address, but nothing comes back from it: neither an acceptance nor a refusal.",
            remedy: CauseDescription.Remedy(
              owner: "whoever manages the firewall",
              steps: [
                "Allow TCP port {port} from the node subnet to {host} in the firewall, by name where it can match names.",
                "Check the outbound rules of the network security groups on the node subnet, and the next hop of its route table.",
              ],
              commands: [
                "nc -vz -w 5 {host} {port}",
                "az network nic show-effective-route-table --resource-group NODE_RESOURCE_GROUP --name NIC --output table",
              ],
              verify: "nc -vz -w 5 {host} {port} says that the port is open."),
            azureErrors: ["vmss-cse-50", "vmss-cse-51"], sources: [Source.ID(rawValue: "aks-egress")]),
          .tlsExpired: CauseDescription(
            cause: .tlsExpired, title: "The certificate of {endpoint} expired (on {notAfter})",
            meaning: "Its time is over.",
            remedy: CauseDescription.Remedy(
              owner: "whoever runs {host}", steps: ["Renew the certificate."],
              commands: [
                "openssl s_client -connect {endpoint} -servername {host} </dev/null | openssl x509 -noout -dates"
              ],
              verify: "The date lies ahead.")),
        ],
        azureErrors: [
          error("vmss-cse-50", shownBy: "cluster-creation/mcr-answers"),
          error("vmss-cse-51", shownBy: "cluster-creation/api-server-answers"),
        ])),
    regions: [])

  private static func error(_ code: String, shownBy check: String) -> AzureError {
    AzureError(
      code: code, title: code, meaning: code, network: .usually, causes: [.egressDropped],
      checks: [Requirement.ID(rawValue: check)], owner: "", steps: [], commands: [], sources: [])
  }
}

extension Service.ID {
  static let registry = Service.ID(rawValue: "container-registry")
  static let storage = Service.ID(rawValue: "blob-storage")
  static let kubernetes = Service.ID(rawValue: "kubernetes-api")
}
