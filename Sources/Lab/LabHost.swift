public import Model

/// A host of the lab; the raw value is its DNS name.
public enum LabHost: String, Sendable, Hashable, CaseIterable {
  case apiServer = "demo-d1a2b3c4.hcp.westeurope.azmk8s.io"
  case mcr = "mcr.microsoft.com"
  case mcrData = "eastus.data.mcr.microsoft.com"
  case mcrEdge = "mcr-0001.mcr-msedge.net"
  case packagesMicrosoft = "packages.microsoft.com"
  case aksBinaries = "packages.aks.azure.com"
  case entraLogin = "login.microsoftonline.com"
  case resourceManager = "management.azure.com"
  case acr = "demoacr.azurecr.io"
  case acrData = "demoacr.westeurope.data.azurecr.io"
  case blobStorage = "demostore.blob.core.windows.net"
  case tableStorage = "demostore.table.core.windows.net"
  case azureMLAPI = "api.azureml.ms"
  case azureMLRegionalAPI = "westeurope.api.azureml.ms"
  case azureMLWorkspaceAPI = "2f0c7d1e-5b3a-4c8e-9d46-8a1f0b6c3e27.workspace.westeurope.api.azureml.ms"
  case azureMLTelemetry = "ingest-viennawesteurope.kusto.windows.net"
  case azureMLExperiments = "westeurope.experiments.azureml.net"
  case extensionConfig = "westeurope.dp.kubernetesconfiguration.azure.com"
  case scoring = "iris-demo.westeurope.cloudapp.azure.com"

  /// The part that the host plays for the deployment.
  public var role: EndpointRole {
    switch self {
    case .apiServer: .apiServer
    case .mcr: .mcr
    case .mcrData: .mcrData
    case .mcrEdge: EndpointRole(rawValue: "mcrEdge")
    case .packagesMicrosoft: EndpointRole(rawValue: "packagesMicrosoft")
    case .aksBinaries: EndpointRole(rawValue: "aksBinaries")
    case .entraLogin: .entraLogin
    case .resourceManager: .resourceManager
    case .acr: .acr
    case .acrData: .acrData
    case .blobStorage: .blobStorage
    case .tableStorage: .tableStorage
    case .azureMLAPI, .azureMLRegionalAPI, .azureMLWorkspaceAPI: .azureMLAPI
    case .azureMLTelemetry: .azureMLTelemetry
    case .azureMLExperiments: EndpointRole(rawValue: "azureMLExperiments")
    case .extensionConfig: EndpointRole(rawValue: "extensionConfig")
    case .scoring: .scoring
    }
  }

  /// The name that the host's alias leads to in the zone of its private endpoint; `nil` without one.
  var privateName: String? {
    switch self {
    case .acr: "demoacr.privatelink.azurecr.io"
    case .acrData: "demoacr.westeurope.data.privatelink.azurecr.io"
    case .blobStorage: "demostore.privatelink.blob.core.windows.net"
    case .tableStorage: "demostore.privatelink.table.core.windows.net"
    default: nil
    }
  }

  /// Whether the host answers at ``privateAddress`` (unless a scenario's fault leads elsewhere), or at ``publicAddress``.
  public var hasPrivateEndpoint: Bool { privateName != nil }

  /// Where the private name leads for those who do not ask the private zone.
  var publicName: String? {
    switch self {
    case .acr: "weu-2-az.fe.azcr.io"
    case .acrData: "weu-2-az.data.azcr.io"
    case .blobStorage: "blob.ams06prdstr02a.store.core.windows.net"
    case .tableStorage: "table.ams06prdstr02a.store.core.windows.net"
    default: nil
    }
  }

  /// From 1, unique.
  private var number: UInt32 {
    UInt32(Self.allCases.firstIndex(of: self)! + 1)  // every case is in allCases
  }

  /// In 127.10.0.0/16: where the whole Internet would reach the host.
  public var publicAddress: IPAddress { .v4(0x7F0A_0000 + number) }
  /// In 127.80.0.0/16: the host's private endpoint.
  public var privateAddress: IPAddress { .v4(0x7F50_0000 + number) }
  /// The host's address in the range of public or private ones; `second`: the one more that a scenario may give it.
  func address(privately: Bool, second: Bool) -> IPAddress {
    switch (privately, second) {
    case (false, false): publicAddress
    case (false, true): .v4(0x7F0A_0100 + number)
    case (true, false): privateAddress
    case (true, true): .v4(0x7F50_0100 + number)
    }
  }
}
