public import Model

/// Says what a code means: a check, a cause, a symptom, or an error that Azure shows. Everything comes from the catalog
/// and from the sentences that reports use.
public struct Explainer: Sendable {
  let catalog: Catalog
  /// By the letters and digits of their codes and of the other texts that they are shown as.
  private let errorsByLetters: [String: AzureError]

  public init(catalog: Catalog) {
    self.catalog = catalog
    let named = catalog.azureErrors.flatMap { error in
      ([error.code] + error.shownAs).map { (Self.letters(of: $0), error) }
    }
    errorsByLetters = Dictionary(named) { first, _ in first }
  }

  /// Every code that can be explained, in the order of checks, causes, symptoms and errors; each once.
  public var codes: [String] {
    (catalog.requirements.map(\.id.rawValue) + Cause.allCases.map(\.rawValue) + Symptom.Code.allCases.map(\.rawValue)
      + catalog.azureErrors.map(\.code)).uniqued()
  }

  /// What is known about a code, without regard to case; a cause and a symptom may share one. Errors of Azure are also
  /// known by the other texts that they are shown as, and by `exit status=52`. Empty: unknown.
  public func explanations(of code: String) -> [Explanation] {
    let wanted = code.lowercased()
    let requirements = catalog.requirements.filter { $0.id.rawValue.lowercased() == wanted }
    let causes = Cause.allCases.filter { $0.rawValue.lowercased() == wanted }.compactMap { catalog.causes[$0] }
    let symptoms = Symptom.Code.allCases.filter { $0.rawValue.lowercased() == wanted }
    return requirements.map { explanation(of: $0) } + causes.map { explanation(of: $0) }
      + symptoms.map { explanation(of: $0) } + [azureError(of: code)].compactMap { $0 }.map { explanation(of: $0) }
  }

  /// The error that a text names: by code, by another text, or by the exit status of a Linux node's script.
  private func azureError(of text: String) -> AzureError? {
    if let error = errorsByLetters[Self.letters(of: text)] { return error }
    return Self.exitStatus(in: text).flatMap { errorsByLetters["vmsscse\($0)"] }
  }

  /// Letters and digits alone: `vmssCSE 52` is `vmss-cse-52`.
  private static func letters(of text: String) -> String {
    text.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  /// `52` of `52`, `exit status=52` and `ExitCode: 52`.
  private static func exitStatus(in text: String) -> Int? {
    let letters = letters(of: text)
    let digits = letters.reversed().prefix { $0.isNumber }
    let words = letters.dropLast(digits.count)
    guard ["", "exitstatus", "exitcode", "status"].contains(words) else { return nil }
    return Int(String(digits.reversed()))
  }

  // MARK: - Parts

  func sources(_ ids: [Source.ID]) -> [Explanation.SourceEntry] {
    ids.uniqued().compactMap { catalog.sources[$0] }.map {
      Explanation.SourceEntry(title: $0.title, location: $0.location, date: $0.date, statement: $0.statement)
    }
  }

  func references(_ causes: [Cause]) -> [Explanation.Reference] {
    causes.uniqued().compactMap { catalog.causes[$0] }.map {
      Explanation.Reference(code: $0.cause.rawValue, title: FactTemplate($0.title).general)
    }
  }

  func references(_ requirements: [Requirement]) -> [Explanation.Reference] {
    requirements.map { Explanation.Reference(code: $0.id.rawValue, title: $0.title) }
  }

  func references(_ errors: [AzureError]) -> [Explanation.Reference] {
    errors.map { Explanation.Reference(code: $0.code, title: $0.title) }
  }

  func references(_ symptoms: [Symptom.Code]) -> [Explanation.Reference] {
    symptoms.map { Explanation.Reference(code: $0.rawValue, title: FactTemplate(Wording.template($0)).general) }
  }

  /// What to change for each cause that may be behind it: its first step.
  func firstSteps(_ causes: [Cause]) -> [String] {
    causes.compactMap { catalog.causes[$0] }.map { description in
      let step = description.remedy.steps.first.map { FactTemplate($0).general } ?? ""
      return "If it is \(description.cause.rawValue): \(step)"
    }
  }
}
