import Model
import Reporting

/// Why two recordings cannot be put together: they did not check the same.
enum RecordingMismatch {
  /// Their deployments' names.
  case deployment(String, String)
  /// What their deployment files declare differently, in words.
  case declared(name: String, what: String)
  case edition(Edition, Edition)
  /// The days of their rules; `nil`: the newest.
  case rules(Day?, Day?)

  /// `nil`: they can.
  init?(_ first: Recording, _ other: Recording) {
    if other.deployment.name != first.deployment.name {
      self = .deployment(first.deployment.name, other.deployment.name)
    } else if other.deployment.bare != first.deployment.bare {
      let differences = first.deployment.declaredDifferences(from: other.deployment)
      let shown = differences.prefix(3).joined(separator: "; ")
      let more = differences.count > 3 ? "; and \(differences.count - 3) more" : ""
      self = .declared(
        name: first.deployment.name,
        what: differences.isEmpty ? "ports that the system chose, as those of the demo" : shown + more)
    } else if other.plan.edition != first.plan.edition {
      self = .edition(first.plan.edition, other.plan.edition)
    } else if other.plan.rules != first.plan.rules {
      self = .rules(first.plan.rules, other.plan.rules)
    } else {
      return nil
    }
  }

  /// What is said of two files: `are about different deployments, …`.
  var ofFiles: String {
    switch self {
    case .deployment(let first, let other):
      "are about different deployments, \(first) and \(other). merge puts together what several vantages saw of one; to "
        + "compare two, use diff."
    case .declared(let name, let what):
      "were made with different files of \(name), so that they checked different things (\(what)). Run both with the same "
        + "file."
    case .edition(let first, let other):
      "are of different editions, \(first.rawValue) and \(other.rawValue). Run both with the same --edition."
    case .rules(let first, let other):
      "judge by the rules of different days, \(Self.text(first)) and \(Self.text(other)). Run both with the same --rules."
    }
  }

  /// What is said of a pod's report: `is about another deployment (prod)`.
  var ofPod: String {
    switch self {
    case .deployment(_, let other): "is about another deployment (\(other))"
    case .declared(_, let what): "was made with another deployment file (\(what))"
    case .edition(_, let other): "is of another edition (\(other.rawValue))"
    case .rules(_, let other): "judges by the rules of another day (\(Self.text(other)))"
    }
  }

  private static func text(_ rules: Day?) -> String { rules?.description ?? "the newest" }
}

extension Deployment {
  /// What is declared, without where it stands.
  fileprivate var bare: Deployment {
    var bare = self
    bare.origins = [:]
    bare.contradictions = []
    return bare
  }
}
