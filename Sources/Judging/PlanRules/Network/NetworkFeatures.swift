import Model

extension DeclaredPlan {
  /// What the network model does not support: policies of the network, operating systems of nodes. A catalog entry says
  /// for which models by its condition.
  func networkFeatures(_ limits: PlanLimits) -> Appraisal {
    let model = network.model?.rawValue ?? ""
    var appraisal = Appraisal()
    if let policy = network.policy {
      let isRefused = limits.list(.policies).contains(policy.rawValue)
      appraisal.compare(
        Working(
          path: "network.policy",
          arithmetic: "\(policy.rawValue) \(isRefused ? "∈" : "∉") {\(limits.list(.policies).joined(separator: ", "))}",
          holds: !isRefused),
        else: Sign(
          .featureUnsupported, [.value: "the network policy \(policy.rawValue)", .other: model],
          subject: .declared("network.policy", detail: policy.rawValue),
          changes: [Change(path: "network.policy", from: policy.rawValue, to: "calico")]))
    } else {
      appraisal.missing.append("network.policy")
    }
    for pool in pools {
      guard let system = pool.pool.osType else {
        appraisal.missing.append("\(pool.path).osType")
        continue
      }
      let isRefused = limits.list(.systems).contains(system.rawValue)
      appraisal.compare(
        Working(
          path: "\(pool.path).osType",
          arithmetic:
            "\(pool.name): \(system.rawValue) \(isRefused ? "∈" : "∉") {\(limits.list(.systems).joined(separator: ", "))}",
          holds: !isRefused),
        else: Sign(
          .featureUnsupported, [.value: "\(system.rawValue) in the pool \(pool.name)", .other: model],
          subject: pool.subject("osType")))
    }
    // One of the two is enough to say something; what is left undeclared is not judged.
    if !appraisal.workings.isEmpty { appraisal.missing = [] }
    return appraisal
  }
}
