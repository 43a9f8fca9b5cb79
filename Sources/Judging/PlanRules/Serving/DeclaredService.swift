import Model

/// A declared service with its path in the deployment file.
struct DeclaredService {
  let service: Deployment.ScoringService
  let index: Int
  /// The namespace that a service gets that declares none; `nil` where it is not known.
  let defaultNamespace: String?

  var path: String { "services[\(index)]" }
  /// The service's name, else its path.
  var name: String { service.name ?? path }
  /// As Kubernetes writes it: `azureml-ws/iris`; the name alone where the namespace is not known.
  var qualifiedName: String {
    (service.namespace ?? defaultNamespace).map { "\($0)/\(name)" } ?? name
  }

  /// The path of one of the service's keys.
  func path(_ key: String) -> String { "\(path).\(key)" }

  var subject: Finding.Subject {
    Finding.Subject(kind: .service, id: qualifiedName, detail: path)
  }

  /// What breaks a rule about the service; its name is among the facts.
  func sign(
    _ code: Symptom.Code, _ facts: [Symptom.Fact: String], isWarning: Bool = false, changes: [Change]
  ) -> Sign {
    Sign(code, facts.with(.name, name), isWarning: isWarning, subject: subject, changes: changes)
  }
}

extension DeclaredPlan {
  /// All declared services, in order.
  var services: [DeclaredService] {
    (deployment.services ?? []).enumerated().map {
      DeclaredService(service: $1, index: $0, defaultNamespace: defaultNamespace)
    }
  }

  /// What Azure Machine Learning makes of the workspace's name (Python package azureml-core 1.48.0, `AksWebservice`); the
  /// extension has namespaces of the customer's.
  private var defaultNamespace: String? {
    guard edition == .v1 else { return nil }
    return deployment.workspace.name.map { "azureml-\($0.lowercased())" }
  }

  /// Judges each service by itself. A service that the rule is not about adds nothing but may name what it would have
  /// to declare; that counts only where no service could be judged.
  func appraiseServices(_ judge: (DeclaredService, inout Appraisal) -> Void) -> Appraisal {
    guard deployment.services != nil else { return .notDeclared("services") }
    var appraisal = Appraisal()
    for service in services { judge(service, &appraisal) }
    let isJudged = !appraisal.workings.isEmpty || !appraisal.unknowns.isEmpty
    if isJudged { appraisal.missing = [] }
    return isJudged || !appraisal.missing.isEmpty ? appraisal : .nothing(at: "services")
  }
}
