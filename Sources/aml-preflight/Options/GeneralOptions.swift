import ArgumentParser
import CheckCatalog
import Model
import Reporting

/// Options that most commands have.
struct GeneralOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(
    help: ArgumentHelp("Read the catalog of checks from this folder instead of the built-in one.", valueName: "dir"),
    completion: .directory)
  var catalog: String?

  static let environmentOptions = [EnvironmentOption("catalog")]

  func loadCatalog() throws -> Catalog {
    if let catalog { return try CatalogReader.read(directory: catalog) }
    return try CatalogReader.embedded()
  }
}

/// What counts as failure, and what is said meanwhile.
struct RunOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(help: "What gives a failing exit status: fail, warn, or new (what did not fail in the baseline).")
  var failOn: FailOn = .fail

  @Option(help: ArgumentHelp("An earlier report; say what is new since.", valueName: "report.json"))
  var baseline: String?

  @Option(help: "When to show progress on standard error: auto or never.")
  var progress: ProgressChoice = .auto

  @Flag(name: .shortAndLong, help: "Say nothing but the report.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Show more of what was seen.")
  var verbose = false

  mutating func validate() throws {
    if failOn == .new, baseline == nil {
      throw ValidationError("--fail-on new needs --baseline REPORT.json to compare with.")
    }
  }

  /// The baseline, if one is given; read before anything is sent.
  func loadBaseline() throws -> Baseline? {
    try baseline.map { try Baseline(path: $0) }
  }

  var verbosity: TextOptions.Verbosity { verbose ? .verbose : .normal }

  static let environmentOptions = [
    EnvironmentOption("fail-on"), EnvironmentOption("baseline"), EnvironmentOption("progress"),
    EnvironmentOption("quiet", .flag),
    EnvironmentOption("verbose", .flag),
  ]
}

enum FailOn: String, Choice {
  case fail, warn, new
}

enum ProgressChoice: String, Choice {
  case auto, never
}
