import ArgumentParser
import Intake
import Platform

/// Where reports are that pods of a cluster printed.
struct ClusterReportOptions: ParsableArguments, EnvironmentConfigurable {
  @Flag(
    help: """
      Read the reports that pods of the cluster printed, one a node; nodes without one are unknown. With --kubeconfig or \
      --context, else as kubectl, else as the pod that this runs in.
      """)
  var fromCluster = false

  @OptionGroup var kubeconfig: KubeconfigOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where those pods are (default: the context's namespace, else \(Self.usualNamespace)).", valueName: "name"),
    transform: NamespaceName.init(option:))
  var namespace: NamespaceName?

  @Option(help: ArgumentHelp("Which pods of it (default: \(Self.usualSelector)).", valueName: "labels"))
  var selector: String?

  @Option(
    help: ArgumentHelp("Time for asking the cluster (default: 5m).", valueName: "duration"),
    transform: TimeSpan.init(option:))
  var timeout: TimeSpan?

  @OptionGroup var nameservers: NameserverOptions

  static let usualNamespace = "aml-preflight"
  static let usualSelector = "app.kubernetes.io/name=aml-preflight"
  /// The container that prints the report; of pods without one of this name the first does.
  static let container = "aml-preflight"

  static let environmentOptions =
    [
      EnvironmentOption("from-cluster", .flag), EnvironmentOption("namespace", short: "n"),
      EnvironmentOption("selector"), EnvironmentOption("timeout"),
    ] + KubeconfigOptions.environmentOptions + NameserverOptions.environmentOptions

  mutating func validate() throws {
    if let timeout, timeout.duration > .seconds(86_400) {
      throw ValidationError("--timeout takes 24 hours (1440m) at most.")
    }
    if let selector, selector.isEmpty || selector.utf8.count > 1_000 || selector.utf8.contains(where: { $0 < 0x20 }) {
      throw ValidationError("--selector takes labels as kubectl does, such as \(Self.usualSelector).")
    }
    guard !fromCluster else { return }
    // A variable may be meant for other commands.
    let environment = Variables.all
    let given = [
      ("kubeconfig", kubeconfig.kubeconfig != nil), ("context", kubeconfig.context != nil),
      ("namespace", namespace != nil), ("selector", selector != nil), ("timeout", timeout != nil),
    ].first { name, isGiven in isGiven && environment[EnvironmentOption(name).variable] == nil }
    if let given { throw ValidationError("--\(given.0) is about reports of pods: add --from-cluster.") }
  }
}

/// A namespace's name on the command line.
struct NamespaceName {
  let text: String

  /// Takes what Kubernetes takes (RFC 1123 label).
  init(option: String) throws {
    let isAllowed = option.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || $0 == UInt8(ascii: "-")
    }
    guard (1...63).contains(option.utf8.count), isAllowed, !option.hasPrefix("-"), !option.hasSuffix("-") else {
      throw ValidationError(
        "\(option.debugDescription) is no namespace: up to 63 lower-case letters, digits and hyphens, as in azureml-ws."
      )
    }
    text = option
  }
}

/// The namespace that a run looks for models in.
struct ModelNamespaceOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      Look for models in this namespace only, with the rights that reads of it need (default: in all namespaces). The \
      router is looked for where its edition has it: default, or azureml with the extension.
      """, valueName: "name"),
    transform: NamespaceName.init(option:))
  var namespace: NamespaceName?

  static let environmentOptions = [EnvironmentOption("namespace", short: "n")]
}
