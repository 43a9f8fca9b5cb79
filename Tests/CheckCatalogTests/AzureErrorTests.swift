import Model
import Testing

@testable import CheckCatalog

@Suite struct `The errors of Azure` {
  let catalog: Catalog

  init() throws {
    catalog = try CatalogReader.embedded()
  }

  @Test func `are told apart by code, title and meaning`() {
    #expect(Set(catalog.azureErrors.map(\.code)).count == catalog.azureErrors.count)
    #expect(Set(catalog.azureErrors.map(\.title)).count == catalog.azureErrors.count)
  }

  @Test func `have every cause that names them`() {
    for (cause, description) in catalog.causes {
      for code in description.azureErrors {
        #expect(catalog.azureErrors.contains { $0.code == code && $0.causes.contains(cause) }, "\(code)")
      }
    }
  }

  @Test func `that the network is behind have a cause or a check`() {
    for error in catalog.azureErrors where error.network == .usually {
      #expect(!error.causes.isEmpty || !error.checks.isEmpty, "\(error.code)")
    }
  }
}

@Suite struct `A nearest name` {
  @Test(arguments: [
    ("egres.dropped", "egress.dropped"), ("sinkhole", "dns.sinkhole"), ("dns.name-mising", "dns.name-missing"),
  ])
  func `comes first`(word: String, expected: String) {
    let codes = Cause.allCases.map(\.rawValue)
    #expect(Suggestion.nearest(to: word, among: codes, limit: 3).first == expected)
  }

  @Test(arguments: ["", "zzzzzzzzzzzzzz", String(repeating: "egress.dropped", count: 10_000)])
  func `is quick and few`(word: String) {
    #expect(Suggestion.nearest(to: word, among: Cause.allCases.map(\.rawValue), limit: 3).count <= 3)
  }
}
