import ArgumentParser
import Manifests
import Model
import Planning

/// What objects are made, and what the checker may read.
struct ManifestOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(
    help: ArgumentHelp(
      "The program's image (default: aml-preflight of this version in the declared registry).", valueName: "image"))
  var image: String?

  @Option(help: ArgumentHelp("The name of every object.", valueName: "name"))
  var name = "aml-preflight"

  @Option(name: [.short, .long], help: ArgumentHelp("Where the objects are made.", valueName: "namespace"))
  var namespace = "aml-preflight"

  @Flag(help: "Make the namespace, too, at the Pod Security level that the pods need.")
  var createNamespace = false

  @Option(
    help: ArgumentHelp(
      "When a cronjob runs: five fields of cron, or @hourly, @daily, … (default: \(CronSchedule.usual)).",
      valueName: "cron"), transform: CronSchedule.init)
  var schedule: CronSchedule?

  @Option(
    help: ArgumentHelp("After what time a daemonset's pods check again (default: 6h).", valueName: "duration"),
    transform: TimeSpan.init(option:))
  var every: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "Where reports go besides the pods' logs: log (nowhere), volume=CLAIM (a folder a node) or config-map[=NAME].",
      valueName: "place"),
    transform: ReportPlace.init(option:))
  var report = ReportPlace.log

  @Flag(help: "Ask the Kubernetes API from the pods; makes roles that allow just those reads.")
  var apiChecks = false

  @Flag(help: "With --api-checks: read the certificate in the router's secret, too. That right covers its key.")
  var certificateSecrets = false

  @Option(
    help: ArgumentHelp(
      "The Secret with the variables that the deployment file's credentials name.", valueName: "name"))
  var secret: String?

  static let environmentOptions = [
    EnvironmentOption("image"), EnvironmentOption("name"), EnvironmentOption("namespace", short: "n"),
    EnvironmentOption("create-namespace", .flag), EnvironmentOption("schedule"), EnvironmentOption("every"),
    EnvironmentOption("report"), EnvironmentOption("api-checks", .flag),
    EnvironmentOption("certificate-secrets", .flag), EnvironmentOption("secret"),
  ]

  /// Six hours.
  static let usualInterval = TimeSpan(duration: .seconds(21_600))

  mutating func validate() throws {
    for (option, value) in [("--name", name), ("--namespace", namespace)] where !KubernetesName.isLabel(value) {
      throw ValidationError(
        "\(option) takes lower-case letters, digits and hyphens, 63 at most, with a letter or digit at either end "
          + "(RFC 1123); \(value.debugDescription) is no such name.")
    }
    if let image, !KubernetesName.isImage(image) {
      throw ValidationError(
        "--image takes an image's reference, as in myacr.azurecr.io/aml-preflight:\(Version.current); "
          + "\(image.debugDescription) is none.")
    }
    if let secret, !KubernetesName.isSubdomain(secret) {
      throw ValidationError("--secret takes the name of a Secret; \(secret.debugDescription) is none.")
    }
    if let every, every.duration < .seconds(60) { throw ValidationError("--every takes 1m at least.") }
    if certificateSecrets, !apiChecks { throw ValidationError("--certificate-secrets needs --api-checks.") }
    if case .configMap(name) = report {
      throw ValidationError(
        "--report config-map=\(name) names the ConfigMap of the deployment file; leave =\(name) out, or give another name."
      )
    }
    // Who removes what was applied removes the namespace as well.
    if createNamespace, namespace == "default" || namespace.hasPrefix("kube-") {
      throw ValidationError("--create-namespace makes a namespace for the check; \(namespace) is Kubernetes' own.")
    }
  }

  /// The image to run. Throws if none is given and the deployment declares no registry to derive it from.
  func image(for deployment: Deployment, by planner: Planner) throws -> String {
    if let image { return image }
    guard let host = planner.host(of: .acr, in: deployment) else {
      throw UsageError(
        "--image is missing, and the deployment file declares no registry.name to derive it from. Give it as in: "
          + "--image myacr.azurecr.io/aml-preflight:\(Version.current)")
    }
    return "\(host)/aml-preflight:\(Version.current)"
  }

  /// The Secret's name with the variables that the deployment file names; `nil` if it names none.
  func secret(for deployment: Deployment) throws -> ClusterRun.SecretVariables? {
    let variables = deployment.credentials.variables
    guard let secret else {
      if variables.isEmpty { return nil }
      throw UsageError(
        "The deployment file takes credentials from \(variables.joined(separator: ", ")). Name the Secret whose keys are "
          + "called like these variables: --secret NAME")
    }
    if variables.isEmpty {
      throw UsageError("--secret \(secret) is given, and the deployment file names no credentials.")
    }
    return ClusterRun.SecretVariables(secret: secret, variables: variables)
  }
}

/// `log`, `volume=CLAIM` or `config-map[=NAME]`.
enum ReportPlace {
  case log
  case volume(claim: String)
  /// `nil`: called after the objects.
  case configMap(name: String?)

  init(option: String) throws {
    let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    switch (parts[0], parts.count == 2 ? parts[1] : nil) {
    case ("log", nil): self = .log
    case ("volume", let claim?) where KubernetesName.isSubdomain(claim): self = .volume(claim: claim)
    case ("config-map", let name) where name.map(KubernetesName.isSubdomain) ?? true: self = .configMap(name: name)
    default:
      let nearest = Suggestion.nearest(to: parts[0], among: ["log", "volume", "config-map"])
      let hint = nearest.flatMap { $0 == parts[0] ? nil : " Did you mean \($0)?" } ?? ""
      throw ValidationError(
        "\(option.debugDescription) is no place for reports; expected log, volume=CLAIM with the name of a "
          + "PersistentVolumeClaim, or config-map=NAME.\(hint)")
    }
  }

  func destination(for name: String) -> ClusterRun.Destination {
    switch self {
    case .log: .log
    case .volume(let claim): .volume(claim: claim)
    case .configMap(let map): .configMap(name: map ?? "\(name)-reports")
    }
  }
}

extension TimeSpan {
  init(duration: Duration) { self.duration = duration }

  /// Whole seconds.
  var seconds: Int { Int(duration.components.seconds) }
}
