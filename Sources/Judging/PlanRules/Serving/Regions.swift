import Model

extension DeclaredPlan {
  /// A region as Azure writes it in names (`westeurope`), however it was declared; `nil` for none.
  func region(_ declared: String?) -> String? {
    declared.map { $0.lowercased().filter { $0 != " " } }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Cluster and workspace in one region, where the workspace has a private endpoint.
  func sameRegion() -> Appraisal {
    guard deployment.workspace.privateEndpoint == true else { return .nothing(at: "workspace.privateEndpoint") }
    guard let workspace = region(deployment.workspace.region) else { return .notDeclared("workspace.region") }
    guard let here = region(cluster.region) else { return .notDeclared("cluster.region") }
    var appraisal = Appraisal()
    appraisal.compare(
      Working(
        path: "cluster.region", arithmetic: "cluster \(here) \(here == workspace ? "=" : "≠") workspace \(workspace)",
        holds: here == workspace),
      else: Sign(
        .regionsDiffer,
        [
          .value: here, .needed: workspace, .region: here, .other: workspace,
          .reason: "the workspace has a private endpoint",
        ],
        subject: Finding.Subject(kind: .cluster, id: cluster.name ?? deployment.name, detail: "cluster.region"),
        changes: [Change(path: "cluster.region", from: cluster.region, to: workspace)]))
    return appraisal
  }

  /// Whether the regions offer what is to run there, by the lists of the resource providers. A region that the catalog
  /// does not know is not judged: it may be new.
  func regionOffers() -> Appraisal {
    let wanted = [
      ("cluster.region", region(cluster.region), "Azure Kubernetes Service", \Region.hasAKS),
      ("workspace.region", region(deployment.workspace.region), "Azure Machine Learning", \Region.hasMachineLearning),
    ]
    var appraisal = Appraisal()
    for (path, declared, service, offers) in wanted {
      guard let declared else {
        appraisal.missing.append(path)
        continue
      }
      guard let region = catalog.regions.first(where: { $0.name == declared && $0.cloud == deployment.cloud }) else {
        continue
      }
      let holds = region[keyPath: offers]
      appraisal.compare(
        Working(path: path, arithmetic: "\(service) \(holds ? "∈" : "∉") \(declared)", holds: holds),
        else: Sign(
          .regionWithoutService, [.value: declared, .region: region.title, .needed: service], isWarning: true,
          subject: .declared(path), changes: nearbyChange(of: path, from: region, offering: offers)))
    }
    if !appraisal.workings.isEmpty { appraisal.missing = [] }
    return appraisal.workings.isEmpty && appraisal.missing.isEmpty ? .nothing(at: "cluster.region") : appraisal
  }

  /// The paired region, if that offers it.
  private func nearbyChange(of path: String, from region: Region, offering offers: KeyPath<Region, Bool>) -> [Change] {
    guard let pair = catalog.regions.first(where: { $0.name == region.pair }), pair[keyPath: offers] else { return [] }
    return [Change(path: path, from: region.name, to: pair.name)]
  }
}
