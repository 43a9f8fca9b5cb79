import Foundation
import Model
import Testing

@Suite struct `A deployment in JSON` {
  private typealias Authentication = Deployment.ScoringService.Authentication

  @Test(arguments: [(["key"], #"["key"]"#), (["key", "token"], #"[["key","token"]]"#)])
  func `has one kind of authentication as text and several as a list`(_ names: [String], _ text: String) throws {
    let kinds = names.compactMap(Authentication.Kind.init)
    let json = try JSONEncoder().encode([Authentication(kinds)])
    #expect(String(decoding: json, as: UTF8.self) == text)
    #expect(try JSONDecoder().decode([Authentication].self, from: json) == [Authentication(kinds)])
  }

  @Test func `may be of a version that knew no contradictions`() throws {
    let json = try JSONEncoder().encode(Deployment(name: "d"))
    var object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect(object.removeValue(forKey: "contradictions") != nil)
    let old = try JSONSerialization.data(withJSONObject: object)
    #expect(try JSONDecoder().decode(Deployment.self, from: old) == Deployment(name: "d"))
  }

  @Test func `has a route table that is none, or one with routes`() throws {
    for table in [SubnetRouteTable.absent, .associated(table: RouteTable())] {
      let json = try JSONEncoder().encode(table)
      #expect(try JSONDecoder().decode(SubnetRouteTable.self, from: json) == table)
    }
  }

  @Test(arguments: [("System", "system"), ("none", "none"), ("/subscriptions/S/zones/Z", "/subscriptions/S/zones/Z")])
  func `has a private zone by whose it is`(_ text: String, _ written: String) {
    #expect(PrivateDNSZone(text)?.description == written)
  }

  @Test func `has no private zone that is neither a word nor an identifier`() {
    #expect(PrivateDNSZone("privatelink.westeurope.azmk8s.io") == nil)
  }
}

@Suite struct `A place` {
  @Test func `in a document is shown by its keys, in a file by line and column`() {
    #expect(SourcePlace(file: "d.yaml", line: 12, column: 3).description == "d.yaml:12:3")
    #expect(
      SourcePlace(file: "aks.json", line: 1, column: 2, pointer: "/properties/podCidr").description
        == "aks.json: /properties/podCidr")
  }
}

@Suite struct `Published references` {
  @Test func `know a version by its patch and by its minor`() {
    let versions = SupportedVersions(file: "v.json", versions: [.init(version: "1.29.4", isPreview: true)])
    #expect(versions.entry(for: "1.29.4")?.isPreview == true)
    #expect(versions.entry(for: "1.29.5") == nil)
    #expect(versions.supports(minorOf: "1.29.5"))
    #expect(!versions.supports(minorOf: "1.2"))
  }

  @Test func `tell a region's ranges from those of all regions`() throws {
    let all = try #require(IPPrefix("10.0.0.0/8"))
    let one = try #require(IPPrefix("10.1.0.0/16"))
    let tags = ServiceTags(
      file: "t.json", cloud: "Public", changeNumber: 1,
      tags: [
        .init(name: "A", service: "A", region: nil, prefixes: [all]),
        .init(name: "A.WestEurope", service: "A", region: "westeurope", prefixes: [one]),
      ])
    #expect(tags.prefixes(of: "A") == [all])
    #expect(tags.prefixes(of: "A", in: "westeurope") == [one])
    #expect(tags.prefixes(of: "A", in: "eastus") == nil)
  }
}
