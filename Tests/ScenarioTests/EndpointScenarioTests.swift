import Lab
import Model
import Testing

private let connections: [Expected] = [
  Expected(
    "two hosts dropped", faults: [.mcr: .silence, .scoring: .silence],
    finds: "egress.dropped mcr mcr.microsoft.com", "egress.dropped scoring iris-demo.westeurope.cloudapp.azure.com",
    in: .clusterCreation),
  Expected(
    "one host refused", faults: [.entraLogin: .refuse], finds: "egress.rejected entraLogin login.microsoftonline.com",
    in: .clusterCreation),
  Expected("two addresses that work", secondAddresses: [.mcr: Fault?.none, .acr: Fault?.none]),
  Expected(
    "one address of two silent", secondAddresses: [.mcr: .silence],
    finds: "warning: egress.one-address-dead mcr mcr.microsoft.com"),
  Expected(
    "one address of two refused", secondAddresses: [.acr: .refuse],
    finds: "warning: egress.one-address-dead acr demoacr.azurecr.io"),
  Expected(
    "both addresses silent", faults: [.mcr: .silence], secondAddresses: [.mcr: .silence],
    finds: "egress.dropped mcr mcr.microsoft.com", in: .clusterCreation),
  Expected(
    "one address silent, the other refused", faults: [.mcr: .silence], secondAddresses: [.mcr: .refuse],
    finds: "egress.rejected mcr mcr.microsoft.com", in: .clusterCreation),
  Expected(
    "an address of two accepts, and never answers TLS", secondAddresses: [.mcr: .tlsNeverAnswers],
    finds: "egress.one-address-dead mcr mcr.microsoft.com", in: .clusterCreation),
  Expected(
    "an address of two resets TLS", secondAddresses: [.acr: .resetAfterClientHello],
    finds: "egress.one-address-dead acr demoacr.azurecr.io", in: .modelDeployment),
  Expected(
    "TLS never answered", faults: [.mcr: .tlsNeverAnswers], finds: "tls.handshake-fails mcr mcr.microsoft.com",
    in: .clusterCreation),
  Expected(
    "TLS never answered if it names the host", faults: [.mcr: .dropAfterClientHello],
    finds: "egress.sni-dropped mcr mcr.microsoft.com", in: .clusterCreation),
  Expected(
    "TLS closed whatever it names", faults: [.acr: .closeAnyTLS], finds: "tls.handshake-fails acr demoacr.azurecr.io",
    in: .modelDeployment),
  Expected(
    "TLS reset", faults: [.packagesMicrosoft: .resetAfterClientHello],
    finds: "egress.sni-closed packagesMicrosoft packages.microsoft.com", in: .clusterCreation),
  Expected(
    "TLS closed", faults: [.azureMLAPI: .closeAfterClientHello], finds: "egress.sni-closed azureMLAPI api.azureml.ms",
    in: .routerOperation),
  Expected("TLS 1.2 only", faults: [.mcr: .tls12Only, .apiServer: .tls12Only]),
]

private let certificates: [Expected] = [
  Expected(
    "expired", faults: [.scoring: .expired],
    finds: "tls.expired scoring CN=Demo Lab TLS CA 01,O=aml-preflight demo", in: .serving),
  Expected(
    "the API server's expired", faults: [.apiServer: .expired], finds: "tls.expired apiServer CN=ca,O=demo cluster",
    in: .clusterCreation),
  Expected(
    "the API server's for another name", faults: [.apiServer: .wrongName],
    finds: "tls.name-mismatch apiServer CN=ca,O=demo cluster", in: .clusterCreation),
  Expected(
    "not yet valid", faults: [.blobStorage: .notYetValid],
    finds: "tls.not-yet-valid blobStorage CN=Demo Lab TLS CA 01,O=aml-preflight demo", in: .routerOperation),
  Expected(
    "expires soon", faults: [.scoring: .expiresSoon],
    finds: "warning: tls.expires-soon scoring CN=Demo Lab TLS CA 01,O=aml-preflight demo"),
  Expected(
    "for another name", faults: [.acr: .wrongName],
    finds: "tls.name-mismatch acr CN=Demo Lab TLS CA 01,O=aml-preflight demo", in: .modelDeployment),
  Expected(
    "self-signed", faults: [.scoring: .selfSigned],
    finds: "tls.unknown-issuer scoring CN=iris-demo.westeurope.cloudapp.azure.com,O=aml-preflight demo",
    in: .serving),
  Expected(
    "without the intermediate", faults: [.scoring: .missingIntermediate],
    finds: "tls.incomplete-chain scoring CN=Demo Lab TLS CA 01,O=aml-preflight demo", in: .serving),
  Expected(
    "intercepted at several hosts", faults: [.mcr: .intercepted, .entraLogin: .intercepted, .acr: .intercepted],
    finds: """
      tls.intercepted mcr CN=Example Web Inspection CA,O=Example Web Filter \
      [demoacr.azurecr.io login.microsoftonline.com mcr.microsoft.com]
      """, in: .clusterCreation),
  Expected("for every host of the domain", faults: [.acr: .wildcardName, .blobStorage: .wildcardName]),
  Expected(
    "certificates sent along that nobody needs",
    faults: [.mcr: .needlessCertificates, .mcrData: .needlessCertificates, .scoring: .needlessCertificates]),
  Expected(
    "without the intermediate, on two hosts", faults: [.scoring: .missingIntermediate, .mcr: .missingIntermediate],
    finds: "tls.incomplete-chain mcr CN=Demo Lab TLS CA 01,O=aml-preflight demo",
    "tls.incomplete-chain scoring CN=Demo Lab TLS CA 01,O=aml-preflight demo", in: .clusterCreation),
  Expected("a chain of more than 50 KB", faults: [.mcr: .hugeChain, .apiServer: .hugeChain]),
]

private let answers: [Expected] = [
  Expected(
    "a block page", faults: [.azureMLAPI: .blockPage], finds: "service.impostor azureMLAPI api.azureml.ms",
    in: .routerOperation),
  Expected(
    "a block page for the model", faults: [.scoring: .blockPage],
    finds: "service.impostor scoring iris-demo.westeurope.cloudapp.azure.com", in: .serving),
  Expected(
    "a block page for the node's binaries", faults: [.aksBinaries: .blockPage],
    finds: "service.impostor aksBinaries packages.aks.azure.com", in: .clusterCreation),
  Expected(
    "a body that never ends", faults: [.acr: .endlessBody], finds: "service.impostor acr demoacr.azurecr.io",
    in: .modelDeployment),
  Expected(
    "a body that never ends, of the model", faults: [.scoring: .endlessBody],
    finds: "warning: service.slow scoring iris-demo.westeurope.cloudapp.azure.com"),
  Expected(
    "no answer within the step", faults: [.blobStorage: .slow(by: .seconds(30))],
    finds: "service.slow blobStorage demostore.blob.core.windows.net", in: .routerOperation),
  Expected(
    "interim responses", faults: [.acr: .interimResponses, .apiServer: .interimResponses, .mcr: .interimResponses]),
  Expected("HTTP/1.0", faults: [.acr: .oldHTTP, .blobStorage: .oldHTTP, .apiServer: .oldHTTP, .scoring: .oldHTTP]),
  Expected("an answer after a while", faults: [.tableStorage: .slow(by: .milliseconds(300))]),
  Expected(
    "throttled", faults: [.acr: .throttled], finds: "service.throttled acr demoacr.azurecr.io", in: .modelDeployment),
  Expected(
    "failing", faults: [.resourceManager: .failing],
    finds: "service.failing resourceManager management.azure.com", in: .clusterCreation),
  // Status 503 is the router's way to say that every replica is busy.
  Expected(
    "the model is busy", faults: [.scoring: .failing],
    finds: "service.throttled scoring iris-demo.westeurope.cloudapp.azure.com", in: .serving),
]

@Suite(.serialized) struct `A fault of an endpoint` {
  @Test(arguments: connections)
  fileprivate func `in the way there is found, and nothing else`(expected: Expected) async throws {
    try await expected.expectHolds()
  }

  @Test(arguments: certificates)
  fileprivate func `in its certificate is found, and nothing else`(expected: Expected) async throws {
    try await expected.expectHolds()
  }

  @Test(arguments: answers)
  fileprivate func `in its answers is found, and nothing else`(expected: Expected) async throws {
    try await expected.expectHolds()
  }
}
