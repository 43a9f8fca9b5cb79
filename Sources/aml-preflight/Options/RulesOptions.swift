public import ArgumentParser
import Intake
public import Model
import Planning

/// By which edition of the rules a declared deployment is judged, and with what data.
struct RulesOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(help: ArgumentHelp("Judge by the rules of a day, such as 2020-01-16 (default: the newest).", valueName: "date"))
  var rules: Day?

  @Option(
    help: ArgumentHelp("The versions that AKS supports: what `az aks get-versions -o json` printed.", valueName: "file"),
    completion: .file())
  var aksVersions: String?

  @Option(
    help: ArgumentHelp("Azure's address ranges: a service-tag file, or `az network list-service-tags -o json`.",
      valueName: "file"),
    completion: .file())
  var serviceTags: String?

  static let environmentOptions = [
    EnvironmentOption("rules"), EnvironmentOption("aks-versions"), EnvironmentOption("service-tags"),
  ]

  /// What the files say; read once, however many deployments are judged.
  func data() throws -> ReferenceData {
    ReferenceData()
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
  /// The part that a deployment's rules need.
  func references(for deployment: Deployment) -> References? { nil }
}

extension Day: ExpressibleByArgument {
  public init?(argument: String) {
    self.init(argument)
  }
}
