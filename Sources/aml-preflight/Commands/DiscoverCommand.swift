import ArgumentParser
import Intake
import Platform

struct DiscoverCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Derive a deployment file from what you have: documents of Azure and Kubernetes, in any order.",
    discussion: """
      Reads what az prints (-o json), ARM documents, template exports, PowerShell's ConvertTo-Json, kubeconfig files and \
      what kubectl prints (-o json), recognised by content. Sends nothing and runs nothing. Each value has its origin as a \
      comment; what is missing is a commented blank with the command that would give it.

      Example:
        aml-preflight discover aks.json
      """
  )
  .ofSubcommand

  @Argument(
    help: "Documents and folders of them; - reads standard input.",
    completion: .file(extensions: ["json", "yaml", "yml"])
  )
  var files: [String] = []

  @OptionGroup var cluster: KubeconfigOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("Write the deployment file there instead of to standard output.", valueName: "file"),
    completion: .deployments)
  var output: String?

  @Flag(name: .shortAndLong, help: "Say nothing on standard error about contradictions and what is not used.")
  var quiet = false

  @OptionGroup var general: GeneralOptions

  static let environmentOptions =
    KubeconfigOptions.environmentOptions + GeneralOptions.environmentOptions + [EnvironmentOption("quiet", .flag)]

  mutating func validate() throws {
    if cluster.context != nil, cluster.kubeconfig == nil {
      throw ValidationError("--context needs --kubeconfig FILE.")
    }
    if files.isEmpty, cluster.kubeconfig == nil {
      throw ValidationError("Name at least one document, or --kubeconfig FILE.")
    }
  }

  func run() throws {
    let composition = Composition(catalog: try general.loadCatalog())
    let discovery = try composition.discovery(from: files, cluster)
    if let output, output != "-" {
      try write(discovery.text, to: output)
    } else {
      try OutputWriter.print(discovery.text)
    }
    if !quiet { discovery.complain() }
  }

  private func write(_ text: String, to path: String) throws {
    let target = Path.resolved(path)
    if files.contains(where: { $0 != "-" && Path.resolved($0) == target }) {
      throw UsageError("Cannot write to \(path): it is one of the documents that are read.")
    }
    if File.kind(of: path) == .folder { throw UsageError("Cannot write to \(path): it is a folder.") }
    do throws(SystemCallError) {
      try File.write(text, to: path)
    } catch {
      throw UsageError("Cannot write to \(path): \(error.inWords).")
    }
  }
}
