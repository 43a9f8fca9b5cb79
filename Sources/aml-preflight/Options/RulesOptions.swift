public import ArgumentParser
import Intake
public import Model
import Planning

/// By which edition of the rules a declared deployment is judged, and with what data.
struct RulesOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(
    help: ArgumentHelp("Judge by the rules of a day, such as 2020-01-16 (default: the newest).", valueName: "date"))
  var rules: Day?

  @Option(
    help: ArgumentHelp(
      "The versions that AKS supports: what `az aks get-versions -o json` printed.", valueName: "file"),
    completion: .file())
  var aksVersions: String?

  @Option(
    help: ArgumentHelp(
      "Azure's address ranges: a service-tag file, or `az network list-service-tags -o json`.",
      valueName: "file"),
    completion: .file())
  var serviceTags: String?

  static let environmentOptions = [
    EnvironmentOption("rules"), EnvironmentOption("aks-versions"), EnvironmentOption("service-tags"),
  ]

  /// The files that are read.
  var inputs: [String] { [aksVersions, serviceTags].compactMap { $0 } }

  /// What the files say; read once, however many deployments are judged.
  func data() throws -> ReferenceData {
    ReferenceData(
      supportedVersions: try aksVersions.map { try ReferenceReader.supportedVersions(atPath: $0) },
      serviceTags: try serviceTags.map { try ReferenceReader.serviceTags(atPath: $0) })
  }

  /// The selection with the day of the rules.
  func applied(to selection: Selection) -> Selection {
    var selection = selection
    selection.rules = rules
    return selection
  }
}

/// What the user gives besides deployments.
struct ReferenceData {
  let supportedVersions: SupportedVersions?
  let serviceTags: ServiceTags?

  /// The part that a deployment's rules need, so that a report stays small: of the service tags those of the declared
  /// regions and their pairs. `nil` if nothing was given.
  func references(for deployment: Deployment, regions: [Region]) -> References? {
    guard supportedVersions != nil || serviceTags != nil else { return nil }
    let declared = [deployment.workspace.region, deployment.cluster.region].compactMap { $0 }
    let known = regions.filter { declared.contains($0.name) }
    let pairs = regions.filter { region in known.contains { $0.pair == region.name } }
    let names = Set((known + pairs).flatMap { [$0.name, $0.serviceTag] } + declared)
    var tags = serviceTags
    tags?.tags.removeAll { tag in tag.region.map { !names.contains($0) } ?? false }
    return References(supportedVersions: supportedVersions, serviceTags: tags)
  }
}

extension Day: ExpressibleByArgument {
  public init?(argument: String) {
    self.init(argument)
  }
}
