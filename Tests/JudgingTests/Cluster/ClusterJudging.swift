import Judging
import Model
import TestSupport

/// A recording of nothing but these rules on a cluster.
func clusterReport(
  _ cluster: ModelCluster, _ rules: ClusterRule..., limits: [PlanLimit: LimitValue] = [:], visits: [Visit] = [],
  deployment: Deployment = .with(), vantage: Vantage = .with(), references: References? = nil
) -> Report {
  var recording = Recording.with(visits, asksForNameservers: false, deployment: deployment, vantage: vantage)
    .neededByRouter
  recording.references = references
  for rule in rules { recording = recording.with(cluster, rule, limits: rule.limits.isEmpty ? [:] : limits) }
  return Judge(catalog: .with()).report(on: recording)
}

extension Report {
  /// What a rule came to.
  func outcome(_ rule: ClusterRule) -> Verdict.Outcome? {
    verdicts.first { $0.requirement.rawValue == "cluster-creation/\(rule.rawValue)" }?.outcome
  }

  /// What stands beside a rule.
  func workings(_ rule: ClusterRule) -> [String] {
    verdicts.first { $0.requirement.rawValue == "cluster-creation/\(rule.rawValue)" }?.workings.map(\.arithmetic) ?? []
  }

  func symptoms(_ rule: ClusterRule) -> [Symptom.Code] {
    verdicts.first { $0.requirement.rawValue == "cluster-creation/\(rule.rawValue)" }?.symptoms.map(\.code) ?? []
  }
}

func cluster(_ change: (inout ModelCluster) -> Void) -> ModelCluster {
  var cluster = ModelCluster()
  change(&cluster)
  return cluster
}
