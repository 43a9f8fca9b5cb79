import CheckCatalog
import Model
import Testing

@Suite struct `The embedded catalog` {
  let catalog: Catalog

  init() throws {
    catalog = try CatalogReader.embedded()
  }

  @Test func `says something about every cause`() {
    #expect(catalog.causes.keys.count == Cause.allCases.count)
  }
}
