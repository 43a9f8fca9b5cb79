import Model
import TestSupport

/// A host of the deployment that the servers play together.
enum Part: String, CaseIterable, Comparable {
  case apiServer, mcr, mcrData, mcrEdge, acr, acrData, blobStorage, tableStorage
  case azureMLAPI, azureMLAPIRegional, azureMLAPIWorkspace, azureMLTelemetry
  case entraLogin, resourceManager, packagesMicrosoft, aksBinaries, scoring

  /// The endpoint's role, as reports name it.
  var role: String {
    switch self {
    case .azureMLAPIRegional, .azureMLAPIWorkspace: "azureMLAPI"
    default: rawValue
    }
  }

  var host: String {
    switch self {
    case .apiServer: "peers-d1.hcp.westeurope.azmk8s.io"
    case .mcr: "mcr.microsoft.com"
    case .mcrData: "eastus.data.mcr.microsoft.com"
    case .mcrEdge: "mcr-0001.mcr-msedge.net"
    case .acr: "peeracr.azurecr.io"
    case .acrData: "peeracr.westeurope.data.azurecr.io"
    case .blobStorage: "peerstore.blob.core.windows.net"
    case .tableStorage: "peerstore.table.core.windows.net"
    case .azureMLAPI: "api.azureml.ms"
    case .azureMLAPIRegional: "westeurope.api.azureml.ms"
    case .azureMLAPIWorkspace: "2f0c7d1e-5b3a-4c8e-9d46-8a1f0b6c3e27.workspace.westeurope.api.azureml.ms"
    case .azureMLTelemetry: "ingest-viennawesteurope.kusto.windows.net"
    case .entraLogin: "login.microsoftonline.com"
    case .resourceManager: "management.azure.com"
    case .packagesMicrosoft: "packages.microsoft.com"
    case .aksBinaries: "packages.aks.azure.com"
    case .scoring: "iris.peers.test"
    }
  }

  /// The private DNS zone that the name is an alias into; `nil`: the name has its addresses itself.
  var privateZone: String? {
    switch self {
    case .acr, .acrData: "privatelink.azurecr.io"
    case .blobStorage: "privatelink.blob.core.windows.net"
    case .tableStorage: "privatelink.table.core.windows.net"
    case .azureMLAPIWorkspace: "privatelink.api.azureml.ms"
    default: nil
    }
  }

  /// The zone in which the host has its own name.
  var publicZone: String {
    switch self {
    case .apiServer: "hcp.westeurope.azmk8s.io"
    case .mcr, .mcrData: "mcr.microsoft.com"
    case .mcrEdge: "mcr-msedge.net"
    case .acr, .acrData: "azurecr.io"
    case .blobStorage: "blob.core.windows.net"
    case .tableStorage: "table.core.windows.net"
    case .azureMLAPI, .azureMLAPIRegional, .azureMLAPIWorkspace: "api.azureml.ms"
    case .azureMLTelemetry: "kusto.windows.net"
    case .entraLogin: "microsoftonline.com"
    case .resourceManager: "management.azure.com"
    case .packagesMicrosoft: "packages.microsoft.com"
    case .aksBinaries: "packages.aks.azure.com"
    case .scoring: "peers.test"
    }
  }

  /// The host's name in its private zone: the labels before the public zone, as Azure makes it.
  var privateName: String? {
    privateZone.map { "\(host.dropLast(publicZone.count + 1)).\($0)" }
  }

  /// docker-registry plays the registries; nginx plays the rest.
  var isRegistry: Bool { self == .mcr || self == .acr }

  static func < (left: Part, right: Part) -> Bool { left.rawValue < right.rawValue }
}
