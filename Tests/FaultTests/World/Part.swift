import Model
import TestSupport

/// A host that the world plays: one that a deployment needs.
enum Part: Int, CaseIterable, Sendable {
  case apiServer, mcr, mcrData, mcrEdge, resourceManager, entraLogin, packagesMicrosoft, aksBinaries, extensionConfig
  case tableStorage, blobStorage, azureMLAPI, azureMLAPIRegional, azureMLAPIWorkspace, azureMLExperiments
  case azureMLTelemetry, acr, acrData, scoring

  /// The role, as reports name it.
  var role: String {
    switch self {
    case .azureMLAPIRegional, .azureMLAPIWorkspace: "azureMLAPI"
    default: "\(self)"
    }
  }

  /// Where it is in public, at one address or two.
  var publicAddresses: [IPAddress] {
    let first = IPAddress.v4(0x1432_000A + UInt32(rawValue))  // 20.50.0.10 and following
    return self == .mcrData ? [first, .v4(0x1432_010A + UInt32(rawValue))] : [first]
  }

  /// An IPv6 address in public, for some; nobody in the world has IPv6.
  var farAddress: IPAddress? {
    [.mcr, .entraLogin, .aksBinaries].contains(self) ? IPAddress("2603:1030::\(rawValue + 10)") : nil
  }

  /// Its private endpoint's address; `nil` if it cannot have one.
  var privateAddress: IPAddress? {
    privateZone == nil ? nil : .v4(0x0A3C_000A + UInt32(rawValue))  // 10.60.0.10 and following
  }

  /// The private DNS zone of its private endpoint.
  var privateZone: String? {
    switch self {
    case .acr, .acrData: "privatelink.azurecr.io"
    case .blobStorage: "privatelink.blob.core.windows.net"
    case .tableStorage: "privatelink.table.core.windows.net"
    case .azureMLAPIWorkspace: "privatelink.api.azureml.ms"
    default: nil
    }
  }

  /// The zone in which it has its own name.
  var publicZone: String {
    switch self {
    case .apiServer: "azmk8s.io"
    case .mcr, .mcrData: "mcr.microsoft.com"
    case .mcrEdge: "mcr-msedge.net"
    case .resourceManager: "management.azure.com"
    case .entraLogin: "microsoftonline.com"
    case .packagesMicrosoft: "packages.microsoft.com"
    case .aksBinaries: "packages.aks.azure.com"
    case .extensionConfig: "kubernetesconfiguration.azure.com"
    case .tableStorage: "table.core.windows.net"
    case .blobStorage: "blob.core.windows.net"
    case .azureMLAPI, .azureMLAPIRegional, .azureMLAPIWorkspace: "api.azureml.ms"
    case .azureMLExperiments: "experiments.azureml.net"
    case .azureMLTelemetry: "kusto.windows.net"
    case .acr, .acrData: "azurecr.io"
    case .scoring: "corp.example"
    }
  }

  /// What the real service says to a stranger.
  var answer: VirtualHost.Answer {
    switch self {
    case .apiServer: .kubernetesAPI
    case .mcr: .emptyRegistry
    case .acr: .containerRegistry
    case .mcrData, .mcrEdge, .acrData, .extensionConfig, .azureMLExperiments: .frontDoor
    case .blobStorage: .blobStorage
    case .tableStorage: .tableStorage
    case .azureMLAPI, .azureMLAPIRegional, .azureMLAPIWorkspace: .azureMLAPI
    case .azureMLTelemetry: .azureMLTelemetry
    case .entraLogin: .entraLogin
    case .resourceManager: .resourceManager
    case .packagesMicrosoft: .packageRepository
    case .aksBinaries: .aksBinaries
    case .scoring: .scoring
    }
  }
}

/// The names that a customer chose: a deployment of other names has the same faults.
enum Cast: String, CaseIterable, Sendable {
  case first, second

  var registry: String { self == .first ? "faultsacr" : "zz9registry" }
  var account: String { self == .first ? "faultsstore" : "aaastorage7" }
  var region: String { self == .first ? "westeurope" : "northeurope" }
  var workspace: String {
    self == .first ? "2f0c7d1e-5b3a-4c8e-9d46-8a1f0b6c3e27" : "90b1aa34-77de-4d0f-b6c2-1f5e8d7c4a21"
  }
  var apiServer: String { (self == .first ? "faults-d1c2b3a4" : "another-00ffaa11") + ".hcp.\(region).azmk8s.io" }
  var scoring: String { self == .first ? "iris.corp.example" : "aardvark.models.corp.example" }

  func host(_ part: Part) -> String {
    switch part {
    case .apiServer: apiServer
    case .mcr: "mcr.microsoft.com"
    case .mcrData: "eastus.data.mcr.microsoft.com"
    case .mcrEdge: "mcr-0001.mcr-msedge.net"
    case .resourceManager: "management.azure.com"
    case .entraLogin: "login.microsoftonline.com"
    case .packagesMicrosoft: "packages.microsoft.com"
    case .aksBinaries: "packages.aks.azure.com"
    case .extensionConfig: "\(region).dp.kubernetesconfiguration.azure.com"
    case .tableStorage: "\(account).table.core.windows.net"
    case .blobStorage: "\(account).blob.core.windows.net"
    case .azureMLAPI: "api.azureml.ms"
    case .azureMLAPIRegional: "\(region).api.azureml.ms"
    case .azureMLAPIWorkspace: "\(workspace).workspace.\(region).api.azureml.ms"
    case .azureMLExperiments: "\(region).experiments.azureml.net"
    case .azureMLTelemetry: "ingest-vienna\(region).kusto.windows.net"
    case .acr: "\(registry).azurecr.io"
    case .acrData: "\(registry).\(region).data.azurecr.io"
    case .scoring: scoring
    }
  }

  /// The part's name in its private zone: the labels before the public zone, as Azure makes it.
  func privateName(_ part: Part) -> String? {
    part.privateZone.map { "\(host(part).dropLast(part.publicZone.count + 1)).\($0)" }
  }
}
