import Model

extension DeclaredPlan {
  /// One kind of authentication: keys and tokens exclude each other.
  func authentication() -> Appraisal {
    appraiseServices { service, appraisal in
      let path = service.path("authentication")
      guard let kinds = service.service.authentication?.kinds.uniqued(), let first = kinds.first else {
        return appraisal.missing.append(path)
      }
      let names = kinds.map(\.rawValue)
      appraisal.compare(
        Working(
          path: path,
          arithmetic:
            "\(service.name): {\(names.joined(separator: ", "))}: \(kinds.count) \(kinds.count == 1 ? "≤" : ">") 1",
          holds: kinds.count == 1),
        else: service.sign(
          .authenticationConflict, [.value: names.joined(separator: ", ")],
          changes: [Change(path: path, from: YAMLText.list(names), to: first.rawValue)]))
    }
  }

  /// Tokens come from the workspace's region: with the cluster elsewhere, each one takes longer, and none come while that
  /// region is down.
  func tokenRegion() -> Appraisal {
    guard deployment.services != nil else { return .notDeclared("services") }
    guard let workspace = region(deployment.workspace.region) else { return .notDeclared("workspace.region") }
    guard let here = region(cluster.region) else { return .notDeclared("cluster.region") }
    return appraiseServices { service, appraisal in
      let path = service.path("authentication")
      guard let authentication = service.service.authentication else { return appraisal.missing.append(path) }
      guard authentication.contains(.token) else { return }
      appraisal.compare(
        Working(
          path: path,
          arithmetic: "\(service.name): cluster \(here) \(here == workspace ? "=" : "≠") workspace \(workspace)",
          holds: here == workspace),
        else: service.sign(
          .tokenAcrossRegions, [.value: "token", .region: here, .other: workspace], isWarning: true,
          changes: [
            Change(path: path, from: YAMLText.list(of: authentication.kinds.map(\.rawValue)), to: "key")
          ]))
    }
  }

  /// A domain label of Microsoft's comes with a certificate of Microsoft's, for a public address: not with a certificate of
  /// one's own, and not with an internal load balancer.
  func leafDomainLabel() -> Appraisal {
    let path = "scoring.leafDomainLabel"
    let scoring = deployment.scoring
    guard let label = scoring.leafDomainLabel else { return .notDeclared(path) }
    var appraisal = Appraisal()
    let rivals = [
      ("scoring.ownCertificate", scoring.ownCertificate),
      ("scoring.internalLoadBalancer", scoring.internalLoadBalancer),
    ]
    for case (let rival, let isDeclared?) in rivals {
      appraisal.compare(
        Working(
          path: path, arithmetic: "leafDomainLabel = \(label), \(rival.dropFirst("scoring.".count)) = \(isDeclared)",
          holds: !isDeclared),
        else: Sign(
          .leafLabelConflict, [.value: label, .other: "\(rival): true", .otherValue: "true"], subject: .declared(path),
          changes: [Change(path: path, from: label, to: nil)]))
    }
    if appraisal.workings.isEmpty { appraisal.missing = rivals.map(\.0) }
    return appraisal
  }
}
