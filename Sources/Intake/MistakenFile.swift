internal import Model

/// A file that is given in place of a deployment file, by the keys that only such files have.
enum MistakenFile {
  case resource, cluster, report

  /// What a document is mistaken for; `nil`: it may be a deployment file with mistakes in it.
  init?(_ root: Value) {
    guard case .mapping(let members) = root.content else { return nil }
    let keys = Set(members.map(\.key))
    func text(_ key: String) -> String? {
      guard case .text(let text)? = members.first(where: { $0.key == key })?.value.content else { return nil }
      return text
    }
    if keys.isSuperset(of: ["schemaVersion", "recording"]) {
      self = .report
    } else if text("id")?.hasPrefix("/subscriptions/") == true || keys.contains("provisioningState") {
      self = .resource
    } else if ["Config", "List"].contains(text("kind") ?? "") && !keys.contains("name") {
      self = .cluster
    } else {
      return nil
    }
  }

  /// What to do instead, in one message for the whole file.
  func problem(at place: SourcePlace, in file: String) -> Problem {
    let name = file == "standard input" ? "-" : file
    switch self {
    case .resource:
      return Problem(
        place: place, message: "the file is a resource of Azure's, not a deployment file",
        expected: "a deployment file; `aml-preflight discover \(name)` derives one")
    case .cluster:
      return Problem(
        place: place, message: "the file is a document of Kubernetes', not a deployment file",
        expected: "a deployment file; `aml-preflight discover \(name)` derives one")
    case .report:
      return Problem(
        place: place, message: "the file is a report, not a deployment file",
        expected: "a deployment file; `aml-preflight judge \(name)` judges a report again")
    }
  }
}
