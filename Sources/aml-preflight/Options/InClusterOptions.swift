import ArgumentParser
import ClusterAPI
import Manifests
import Model

/// Whether the Kubernetes API is asked about the cluster, and whether a report is left there.
struct InClusterOptions: ParsableArguments, EnvironmentConfigurable {
  @Flag(
    name: .customLong("no-api-checks"),
    help:
      "Do not ask the Kubernetes API about the cluster, even where a kubeconfig or a service account would allow it.")
  var withoutAPIChecks = false

  @Option(
    help: ArgumentHelp(
      "Leave the report in this ConfigMap, too, under the vantage's name: the one thing that a run writes to a cluster.",
      valueName: "[namespace/]name"), transform: ConfigMapOption.init)
  var reportConfigMap: ConfigMapOption?

  static let environmentOptions = [
    EnvironmentOption("no-api-checks", .flag), EnvironmentOption("report-config-map"),
  ]

  /// Where the report is left; `nil`: nowhere. Throws where that is wanted and there is no way to the cluster.
  func delivery(
    through entrance: ClusterEntrance?, from vantage: Vantage, caFile: String?, patience: Duration
  ) throws -> Delivery? {
    guard let reportConfigMap else { return nil }
    guard let login = entrance?.login else {
      throw UsageError(
        "--report-config-map needs a way to the Kubernetes API: --kubeconfig or --context, or a pod with a service "
          + "account's token and --vantage pod or node.")
    }
    let map = ConfigMapName(
      namespace: reportConfigMap.namespace ?? login.namespace ?? "default", name: reportConfigMap.name)
    return try Delivery(to: map, from: vantage, login: login, caFile: caFile, patience: patience)
  }
}

/// `[NAMESPACE/]NAME`.
struct ConfigMapOption {
  var namespace: String?
  var name: String

  init(_ option: String) throws {
    let parts = option.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let name = parts.last, KubernetesName.isSubdomain(name), parts.count <= 2,
      parts.count == 1 || KubernetesName.isLabel(parts[0])
    else {
      throw ValidationError(
        "\(option.debugDescription) names no ConfigMap; expected NAME or NAMESPACE/NAME, in lower-case letters, digits, "
          + "hyphens and dots (RFC 1123).")
    }
    self.name = name
    namespace = parts.count == 2 ? parts[0] : nil
  }
}
