import ArgumentParser
import CheckCatalog
import Lab
import Model
import Reporting

// What shells offer. Codes are asked for while one types, so that they are those of the program that is installed.
extension CompletionKind {
  /// Deployment files.
  static var deployments: CompletionKind { .file(extensions: ["yaml", "yml", "json"]) }

  /// Stored reports.
  static var reports: CompletionKind { .file(extensions: ["json"]) }

  static var scenarios: CompletionKind { .list(Scenario.all.map(\.id)) }

  /// Everything that `explain` knows.
  static var codes: CompletionKind {
    .custom { _, _, _ in embedded.map { Explainer(catalog: $0).codes } ?? [] }
  }

  /// Requirement ids and roles.
  static var checks: CompletionKind {
    .custom { _, _, _ in
      embedded.map { $0.requirements.map(\.id.rawValue) + $0.endpoints.map(\.role.rawValue) } ?? []
    }
  }

  /// Report formats, to be followed by `=FILE`.
  static var outputs: CompletionKind { .list(ReportFormat.allCases.map(\.rawValue)) }

  private static var embedded: Catalog? {
    try? CatalogReader.embedded()  // a catalog that cannot be read completes nothing
  }
}
