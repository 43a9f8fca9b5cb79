import ArgumentParser
import Manifests
import Model

/// Where the checker's pods run and with what.
struct ManifestPodOptions: ParsableArguments, EnvironmentConfigurable {
  @Flag(help: "Use the node's network and nameservers: the vantage is the node. Needs a privileged namespace.")
  var hostNetwork = false

  @Option(help: ArgumentHelp("A secret to pull the image with; may be repeated.", valueName: "name"))
  var pullSecret: [String] = []

  @Option(help: ArgumentHelp("Only nodes with this label; may be repeated.", valueName: "key=value"))
  var nodeSelector: [String] = []

  @Option(help: ArgumentHelp("Only nodes of this pool.", valueName: "name"))
  var nodePool: String?

  @Option(
    help: ArgumentHelp(
      "Place pods on nodes with this taint, too: key[=value][:effect], or all for every taint; may be repeated.",
      valueName: "taint"))
  var toleration: [String] = []

  @Option(
    help: ArgumentHelp(
      "Trust the authorities in this ConfigMap, too: its name, and the key if that is not ca.crt.",
      valueName: "name[/key]"))
  var caConfigMap: String?

  @Option(
    help: ArgumentHelp("How long a job's pod may take, from its start (default: 10m).", valueName: "duration"),
    transform: TimeSpan.init(option:))
  var deadline: TimeSpan?

  @Option(
    help: ArgumentHelp("How long a job that is over is kept, with its log (default: 24h).", valueName: "duration"),
    transform: TimeSpan.init(option:))
  var ttl: TimeSpan?

  static let environmentOptions = [
    EnvironmentOption("host-network", .flag), EnvironmentOption("pull-secret", .list),
    EnvironmentOption("node-selector", .list), EnvironmentOption("node-pool"), EnvironmentOption("toleration", .list),
    EnvironmentOption("ca-config-map"), EnvironmentOption("deadline"), EnvironmentOption("ttl"),
  ]

  /// The label of AKS that names a node's pool.
  private static let poolLabel = "kubernetes.azure.com/agentpool"

  /// How long a job's pod may take.
  var deadlineOrUsual: Duration { deadline?.duration ?? .seconds(600) }

  /// How long the run in it may take: the image is pulled before, and the report written after it. Kubernetes removes a
  /// pod that takes longer, with its log.
  var usualTimeout: Int {
    let seconds = Int(deadlineOrUsual.components.seconds)
    return max(seconds / 2, seconds - 180)
  }

  mutating func validate() throws {
    if deadlineOrUsual < .seconds(60) { throw ValidationError("--deadline takes 1m at least.") }
    for name in pullSecret where !KubernetesName.isSubdomain(name) {
      throw ValidationError("--pull-secret takes the name of a Secret; \(name.debugDescription) is none.")
    }
    if let nodePool, nodePool.isEmpty || !KubernetesName.isLabelValue(nodePool) {
      throw ValidationError("--node-pool takes the name of a node pool; \(nodePool.debugDescription) is none.")
    }
    if let ttl, ttl.duration < .seconds(1) { throw ValidationError("--ttl takes 1s at least.") }
    _ = try authorities()
    _ = try labels()
    _ = try toleration.map(Self.toleration)
  }

  func apply(to run: inout ClusterRun) throws {
    run.usesHostNetwork = hostNetwork
    run.pullSecrets = pullSecret
    run.tolerations = try toleration.map(Self.toleration)
    run.nodeSelector = try labels()
    run.authorities = try authorities()
    run.deadline = Int(deadlineOrUsual.components.seconds)
    if let ttl { run.timeToLive = ttl.seconds }
  }

  private func authorities() throws -> ClusterRun.MountedFile? {
    guard let caConfigMap else { return nil }
    let parts = caConfigMap.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let key = parts.count == 2 ? parts[1] : "ca.crt"
    guard parts.count <= 2, KubernetesName.isSubdomain(parts[0]), KubernetesName.isDataKey(key) else {
      throw ValidationError(
        "--ca-config-map takes the name of a ConfigMap, and perhaps a key of it, as in corporate-ca/root.pem; "
          + "\(caConfigMap.debugDescription) is neither.")
    }
    return ClusterRun.MountedFile(configMap: parts[0], key: key)
  }

  private func labels() throws -> [String: String] {
    var labels: [String: String] = [:]
    for text in nodeSelector {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, KubernetesName.isQualified(parts[0]), KubernetesName.isLabelValue(parts[1]) else {
        throw ValidationError(
          "--node-selector takes a label with its value, as in topology.kubernetes.io/zone=westeurope-1; "
            + "\(text.debugDescription) is none.")
      }
      guard labels.updateValue(parts[1], forKey: parts[0]) == nil else {
        throw ValidationError("--node-selector names the label \(parts[0]) twice; no node has two values of it.")
      }
    }
    if let nodePool, labels.updateValue(nodePool, forKey: Self.poolLabel) != nil {
      throw ValidationError("--node-pool and --node-selector \(Self.poolLabel)=… say the same; give one of them.")
    }
    return labels
  }

  /// `key=value:NoSchedule`, `key:NoSchedule`, `key`, `all`.
  private static func toleration(_ text: String) throws -> ClusterRun.Toleration {
    if text == "all" { return ClusterRun.Toleration(key: nil, value: nil, effect: nil) }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let taint = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let effect = parts.count > 1 ? parts[1] : nil
    let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"]
    let isTaint =
      parts.count <= 2 && KubernetesName.isQualified(taint[0])
      && (taint.count == 1 || KubernetesName.isLabelValue(taint[1]))
    guard isTaint, effect.map(effects.contains) ?? true else {
      let nearest = effect.flatMap { Suggestion.nearest(to: $0, among: effects) }
      let hint = nearest.flatMap { $0 == effect ? nil : " Did you mean \($0)?" } ?? ""
      throw ValidationError(
        "--toleration takes a taint, as in sku=gpu:NoSchedule, with one of the effects \(effects.joined(separator: ", ")), "
          + "or all; \(text.debugDescription) is none.\(hint)")
    }
    return ClusterRun.Toleration(key: taint[0], value: taint.count == 2 ? taint[1] : nil, effect: effect)
  }
}
