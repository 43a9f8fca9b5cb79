import Model
import Testing

private typealias Node = DeploymentText.Node

@Suite struct `A name in a private zone` {
  @Test(arguments: [
    Row(
      ["registry": ["loginServer": "myacr.privatelink.azurecr.io"]], .warn,
      ["registry.loginServer: myacr.privatelink.azurecr.io → myacr.azurecr.io"]),
    Row(
      ["registry": ["dataEndpoints": ["myacr.westeurope.data.privatelink.azurecr.io"]]], .warn,
      [
        "registry.dataEndpoints[0]: myacr.westeurope.data.privatelink.azurecr.io → myacr.westeurope.data.azurecr.io"
      ]),
    Row(
      ["storage": ["hosts": ["blob": "mystore.privatelink.blob.core.windows.net"]]], .warn,
      ["storage.hosts.blob: mystore.privatelink.blob.core.windows.net → mystore.blob.core.windows.net"]),
    Row(
      ["workspace": ["discoveryHost": "westeurope.privatelink.api.azureml.ms"]], .warn,
      ["workspace.discoveryHost: westeurope.privatelink.api.azureml.ms → westeurope.api.azureml.ms"]),
    Row(
      [
        "dependencies": [
          ["name": "keys", "host": "corp.privatelink.vaultcore.azure.net", "port": 443, "protocol": "tls"]
        ]
      ], .warn, ["dependencies[0].host: corp.privatelink.vaultcore.azure.net → corp.vault.azure.net"]),
    Row(["registry": ["loginServer": "myacr.azurecr.io"]], .pass),
    // The own name of a private cluster lies in such a zone.
    Row(
      ["cluster": ["apiServer": ["host": "aks-1.0b1c.privatelink.westeurope.azmk8s.io"]]], .skipped),
    Row([:], .skipped),
  ])
  func `is not the service's own`(row: Row) throws {
    let validation = try RuleValidation("private-link-names", of: row.keys)
    #expect(validation.standing == row.standing)
    #expect(validation.told == row.told)
    if row.standing == .warn {
      #expect(validation.causes == [.privateLinkNameUsedDirectly])
      #expect(validation.report.findings[0].severity == .warning)
      #expect(try validation.afterChanges().standing == .pass)
    }
  }
}
