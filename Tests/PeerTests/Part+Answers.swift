import TestSupport

extension Part {
  /// What the real service says to a stranger.
  var answer: VirtualHost.Answer {
    switch self {
    case .apiServer: .kubernetesAPI
    case .mcr: .emptyRegistry
    case .acr: .containerRegistry
    case .mcrData, .mcrEdge, .acrData: .frontDoor
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
