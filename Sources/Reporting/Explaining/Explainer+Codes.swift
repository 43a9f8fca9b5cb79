internal import Model

extension Explainer {
  func explanation(of description: CauseDescription) -> Explanation {
    let cause = description.cause
    let symptoms = Symptom.Code.allCases.filter { SymptomNote($0).causes.contains(cause) }
    var checking = [
      cause.rawValue.hasPrefix("plan.")
        ? "validate concludes it from the deployment file, and so does a run before it sends anything."
        : "A run concludes it from what was seen, and from the follow-ups to it where they were made."
    ]
    if !symptoms.isEmpty {
      checking.append("It shows itself as \(Wording.list(symptoms.map(\.rawValue))).")
    }
    return Explanation(
      kind: .cause, code: cause.rawValue, title: FactTemplate(description.title).general, shownAs: [],
      meaning: description.meaning, checking: checking,
      commands: description.remedy.commands.map { FactTemplate($0).general },
      owner: description.remedy.owner,
      steps: description.remedy.steps.map { FactTemplate($0).general }
        + (description.apiServerRemedy?.steps.prefix(1) ?? []).map { "For the API server: \(FactTemplate($0).general)" },
      configurations: description.remedy.configurations.isEmpty
        ? nil
        : description.remedy.configurations.map { configuration in
          ReportDocument.Configuration(
            software: configuration.software, text: FactTemplate(configuration.text).lines([:]))
        },
      verify: FactTemplate(description.remedy.verify).general,
      related: references(symptoms).filter { $0.code != cause.rawValue }
        + references(catalog.azureErrors.filter { description.azureErrors.contains($0.code) }),
      sources: sources(description.sources))
  }

  func explanation(of code: Symptom.Code) -> Explanation {
    let note = SymptomNote(code)
    let descriptions = note.causes.compactMap { catalog.causes[$0] }
    let checking =
      descriptions.isEmpty
      ? "No cause is concluded from it."
      : "A run tells by everything else it saw which cause is behind it: "
        + Wording.list(note.causes.map(\.rawValue)) + "."
    return Explanation(
      kind: .symptom, code: code.rawValue, title: FactTemplate(Wording.template(code)).general, shownAs: [],
      meaning: note.meaning, checking: [checking], commands: note.commands,
      owner: descriptions.isEmpty
        ? "whoever runs this tool" : Wording.list(descriptions.map(\.remedy.owner).uniqued()),
      steps: note.steps + firstSteps(note.causes), verify: nil, related: references(note.causes),
      // What is ours has no public document behind it.
      sources: sources(descriptions.flatMap(\.sources)))
  }

  func explanation(of error: AzureError) -> Explanation {
    let checks = catalog.requirements.filter { error.checks.contains($0.id) }
    let share =
      switch error.network {
      case .usually: "The network is usually behind it."
      case .sometimes: "The network is sometimes behind it."
      case .hardly: "The network is hardly ever behind it."
      }
    let shown =
      checks.isEmpty
      ? "No check of this tool shows it."
      : "What is behind it is shown by \(Wording.list(checks.map(\.id.rawValue), last: "and"))."
    return Explanation(
      kind: .azureError, code: error.code, title: error.title, shownAs: error.shownAs, meaning: error.meaning,
      checking: [share, shown], commands: error.commands, owner: error.owner, steps: error.steps, verify: nil,
      related: references(error.causes) + references(checks), sources: sources(error.sources))
  }
}
