import ArgumentParser
import Intake
import Model
import Platform

/// Which file says where the API server is.
struct KubeconfigOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(
    help: ArgumentHelp(
      "A kubeconfig file: what it says of the API server wins, and run asks that server about the cluster.",
      valueName: "file"),
    completion: .file())
  var kubeconfig: String?

  @Option(
    help: ArgumentHelp(
      "The context of the kubeconfig, instead of its current one; without --kubeconfig of the one that kubectl uses.",
      valueName: "name"))
  var context: String?

  static let environmentOptions = [EnvironmentOption("kubeconfig"), EnvironmentOption("context")]

}

/// Documents in place of a deployment file.
struct DiscoveryOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(
    name: .customLong("from"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "Derive the deployment from these documents and folders instead of reading a deployment file; see discover.",
      valueName: "file"),
    completion: .file(extensions: ["json", "yaml", "yml"]))
  var documents: [String] = []

  @OptionGroup var cluster: KubeconfigOptions

  static let environmentOptions = [EnvironmentOption("from", .list)] + KubeconfigOptions.environmentOptions

  /// Refuses both a deployment file and documents, and neither.
  func check(against deployment: String?) throws {
    if deployment == nil, documents.isEmpty {
      throw ValidationError("Name a deployment file, or the documents to derive one from: --from FILE.")
    }
    if let deployment, !documents.isEmpty {
      throw ValidationError("Either the deployment file \(deployment) or --from, not both.")
    }
  }

  /// Every file that is read.
  func inputs(with deployment: String?) -> [String] {
    [deployment, cluster.kubeconfig].compactMap { $0 } + documents
  }
}

extension Composition {
  /// The deployment in a file or, without one, in documents; of these it is said what is not used, unless quietly.
  func deployment(atPath path: String?, or options: DiscoveryOptions, quietly: Bool = false) throws -> Deployment {
    guard let path else {
      let discovery = try discovery(from: options.documents, options.cluster)
      if !quietly { discovery.complain() }
      return discovery.deployment
    }
    return try deployment(atPath: path)
  }

  /// The deployment in documents, files and folders, in whatever order.
  func discovery(from files: [String], _ options: KubeconfigOptions) throws -> Discovery {
    StandardInput.announce(files)
    return try Discovery(from: files, kubeconfig: options.kubeconfig, context: options.context, reader: reader)
  }
}

extension Discovery {
  /// Says on standard error what documents disagree on, and what was found and is not used.
  func complain() {
    let contradictions = deployment.contradictions.map { contradiction in
      let claims = contradiction.claims.map { "\($0.value) (\($0.place))" }.joined(separator: ", ")
      return "warning: the documents disagree on \(contradiction.path): \(claims)"
    }
    // Values come from documents; their readers leave nothing in them that a terminal would obey.
    let text = (contradictions + notices.map { "note: \($0)" }).map { $0 + "\n" }.joined()
    if !text.isEmpty { AMLPreflight.complain(text) }
  }
}
