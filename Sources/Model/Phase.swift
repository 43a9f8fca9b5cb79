/// A step in the life of an inferencing deployment, in the order in which the cluster needs it.
public enum Phase: String, Sendable, Hashable, Codable, CaseIterable {
  case preconditions, clusterCreation, routerStart, routerOperation, modelDeployment, serving

  /// The folder-like first part of requirement ids in this phase: `cluster-creation`.
  public var slug: String {
    switch self {
    case .preconditions: "preconditions"
    case .clusterCreation: "cluster-creation"
    case .routerStart: "router-start"
    case .routerOperation: "router-operation"
    case .modelDeployment: "model-deployment"
    case .serving: "serving"
    }
  }
}

extension Phase: Comparable {
  public static func < (left: Phase, right: Phase) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!  // every case is in allCases
  }
}
