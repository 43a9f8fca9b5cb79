import CheckCatalog
import Model
import Testing

@testable import Reporting

@Suite struct `An explanation` {
  let catalog: Catalog
  let explainer: Explainer

  init() throws {
    catalog = try CatalogReader.embedded()
    explainer = Explainer(catalog: catalog)
  }

  @Test func `exists for every check, cause, symptom and error`() {
    let codes = explainer.codes
    #expect(Set(codes).count == codes.count)
    for requirement in catalog.requirements {
      #expect(explainer.explanations(of: requirement.id.rawValue).map(\.kind) == [.check], "\(requirement.id)")
    }
    for cause in Cause.allCases {
      #expect(explainer.explanations(of: cause.rawValue).contains { $0.kind == .cause }, "\(cause)")
    }
    for symptom in Symptom.Code.allCases {
      #expect(explainer.explanations(of: symptom.rawValue).contains { $0.kind == .symptom }, "\(symptom)")
    }
    for error in catalog.azureErrors {
      for name in [error.code, error.code.uppercased()] + error.shownAs {
        #expect(explainer.explanations(of: name).map(\.code) == [error.code], "\(name)")
      }
    }
  }

  @Test func `is whole, and leaves no fact to be filled in`() {
    for explanation in explainer.codes.flatMap(explainer.explanations) {
      let texts =
        [explanation.title, explanation.meaning, explanation.owner, explanation.verify ?? "none"]
        + explanation.checking + explanation.commands + explanation.steps + explanation.related.map(\.title)
      for text in texts {
        #expect(!text.isEmpty && !text.contains("{") && !text.contains("  "), "\(explanation.code): \(text)")
      }
      #expect(!explanation.title.contains("?") && !explanation.title.contains("()"), "\(explanation.code)")
      #expect(!explanation.checking.isEmpty && !explanation.commands.isEmpty, "\(explanation.code)")
      #expect(!explanation.steps.isEmpty, "\(explanation.code)")
      // What concerns the run itself rests on no public document.
      let isOurs = explanation.kind == .symptom && explanation.related.isEmpty
      #expect(explanation.sources.isEmpty == isOurs, "\(explanation.code)")
      for source in explanation.sources { #expect(!source.date.isEmpty && !source.location.isEmpty) }
    }
  }

  @Test func `names every symptom's causes, and for every cause a symptom`() {
    let shown = Set(Symptom.Code.allCases.flatMap { SymptomNote($0).causes })
    #expect(Set(Cause.allCases).subtracting(shown).map(\.rawValue) == [])
  }

  @Test func `refers only to what can be explained`() {
    let codes = Set(explainer.codes)
    for explanation in explainer.codes.flatMap(explainer.explanations) {
      #expect(explanation.related.map(\.code).filter { !codes.contains($0) } == [], "\(explanation.code)")
    }
  }

  @Test(arguments: [80, 132]) func `keeps to the columns`(width: Int) {
    for code in explainer.codes {
      let explanations = explainer.explanations(of: code)
      let text = ExplanationRenderer(TextOptions(width: width)).render(explanations, as: .text)
      for line in text.split(separator: "\n") where TextWidth.of(line) > width {
        // A command's word is not torn: it would not run any more.
        let word = line.split(separator: " ").filter { $0 != "\\" }
        let isOneWord = word.count <= 1 || word.count == 2 && word[0].hasPrefix("-")
        #expect(isOneWord && explanations.contains { $0.commands.contains { $0.contains(word.last ?? "") } }, "\(line)")
      }
    }
  }

  @Test(arguments: [
    ("52", "vmss-cse-52"), ("exit status=52", "vmss-cse-52"), ("ExitCode: 52", "vmss-cse-52"),
    ("vmssCSE 52", "vmss-cse-52"), ("OutboundConnFailVMExtensionError", "vmss-cse-50"),
    ("errimagepull", "ErrImagePull"), ("BAD_NETWORK_CONNECTIVITY", "E45003"), ("EGRESS.DROPPED", "egress.dropped"),
  ])
  func `is found by what Azure shows`(text: String, code: String) {
    #expect(explainer.explanations(of: text).map(\.code) == [code])
  }

  @Test(arguments: ["", "x", "exit status=9999", "vmss-cse-", "status 99999999999999999999", "../etc", "*"])
  func `is not made up`(text: String) {
    #expect(explainer.explanations(of: text).isEmpty)
  }

  @Test func `says the same in every format`() throws {
    let explanations = explainer.explanations(of: "proxy.denies")
    #expect(explanations.map(\.kind) == [.cause, .symptom])
    let markdown = ExplanationRenderer().render(explanations, as: .markdown)
    let json = ExplanationRenderer().render(explanations, as: .json)
    for explanation in explanations {
      #expect(markdown.contains(MarkdownText.plain(explanation.meaning)))
      #expect(json.contains(explanation.meaning))
    }
    #expect(json.hasPrefix("[") && json.hasSuffix("]\n"))
  }

  @Test func `has a command that makes the check`() {
    for requirement in catalog.requirements {
      let explanation = explainer.explanation(of: requirement)
      let command = explanation.commands.last ?? ""
      if case .found = requirement.expectation { #expect(command.contains("--kubeconfig "), "\(command)") }
      if requirement.conditions.contains(.edition(.extension)) { #expect(command.contains("--edition extension")) }
      let day = command.split(separator: " ").drop { $0 != "--rules" }.dropFirst().first.flatMap { Day(String($0)) }
      #expect((requirement.validity ?? Validity(from: nil, until: nil)).contains(day), "\(command)")
    }
  }

  @Test func `of a rule names its causes, and nothing that is not said`() throws {
    let disjoint = explainer.explanations(of: "preconditions/ranges-disjoint")[0]
    #expect(disjoint.related.map(\.code).contains("plan.ranges-overlap"))
    let cause = try #require(catalog.causes[.planRangesOverlap])
    #expect(disjoint.steps.first == FactTemplate(cause.remedy.steps[0]).general)
    for requirement in catalog.requirements {
      let explanation = explainer.explanation(of: requirement)
      let text = (explanation.checking + explanation.steps).joined(separator: "\n")
      #expect(!text.contains("no figures") && !text.contains("Run the check"), "\(requirement.id)")
      if case .holds = requirement.expectation { #expect(!text.contains("that needs it"), "\(requirement.id)") }
    }
  }

  @Test func `says where a host is found in each cloud`() {
    let text = explainer.explanations(of: "model-deployment/acr-answers").flatMap(\.checking).joined(separator: "\n")
    #expect(text.contains("REGISTRY.azurecr.io in Azure") && text.contains("REGISTRY.azurecr.cn in Azure China"))
  }
}

@Suite struct `The list of checks` {
  @Test(arguments: CatalogListing.Format.allCases) func `has every check once`(format: CatalogListing.Format) throws {
    let catalog = try CatalogReader.embedded()
    let text = CatalogListing().render(catalog.requirements, as: format)
    for requirement in catalog.requirements {
      let words = text.split { " \n\"`|".contains($0) }
      #expect(words.count { $0 == requirement.id.rawValue } == 1, "\(requirement.id)")
    }
    if format == .table { #expect(text.split(separator: "\n").allSatisfy { TextWidth.of($0) <= 80 }) }
  }
}
