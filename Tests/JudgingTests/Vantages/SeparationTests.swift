import Judging
import Model
import TestSupport
import Testing

@Suite struct `What separates vantages` {
  /// Vantages by pool, zone and kernel; those that fail are marked.
  private struct Row {
    var pool: String?
    var zone: String?
    var kernel: String?
    var fails: Bool

    init(_ pool: String?, _ zone: String?, _ kernel: String? = nil, fails: Bool = false) {
      (self.pool, self.zone, self.kernel, self.fails) = (pool, zone, kernel, fails)
    }
  }

  private func separations(_ rows: [Row]) -> [Separation] {
    let reports = rows.enumerated().map { index, row in
      var facts: VantageScene.Facts = [:]
      facts[.nodePool] = row.pool
      facts[.zone] = row.zone
      facts[.kernel] = row.kernel
      return VantageScene.report("n\(index)", facts, silent: row.fails ? [.mcr] : [])
    }
    return VantageScene.merged(reports).separations
  }

  @Test func `is the trait that all that fail have and no other`() throws {
    let separations = separations([
      Row("cpu", "1"), Row("cpu", "2"), Row("gpu", "1", fails: true), Row("gpu", "2", fails: true),
    ])
    let only = try #require(separations.first)
    #expect(separations.count == 1)
    #expect(only.certainty == .exact)
    #expect(only.separators.map(\.trait) == [.nodePool])
    #expect(only.separators[0].failing == ["gpu"])
    #expect(only.separators[0].passing == ["cpu"])
    #expect(only.failing == ["n2", "n3"])
    #expect(only.passing == ["n0", "n1"])
    #expect(only.checks.map(\.requirement) == [VantageScene.mcrAnswers])
  }

  @Test func `is every trait that does, the simplest first`() throws {
    let separations = separations([
      Row("a", "1"), Row("b", "1"), Row("b", "1"), Row("gpu", "2", fails: true), Row("gpu", "2", fails: true),
    ])
    #expect(try #require(separations.first).separators.map(\.trait) == [.zone, .nodePool])
  }

  @Test func `is no trait with another value for each`() throws {
    let separations = separations([Row("a", nil, "1"), Row("a", nil, "2"), Row("a", nil, "3", fails: true)])
    let only = try #require(separations.first)
    #expect(only.certainty == .unknown)
    #expect(only.separators.isEmpty)
    #expect(only.untold.contains(.zone))
    #expect(!only.untold.contains(.kernel))
  }

  @Test func `is any difference between two`() throws {
    let only = try #require(separations([Row("a", "1", "k"), Row("b", "1", "k", fails: true)]).first)
    #expect(only.separators.map(\.trait) == [.nodePool])
  }

  @Test func `is only suspected with a counter-example`() throws {
    let separations = separations([
      Row("cpu", "1"), Row("cpu", "1"), Row("cpu", "2"), Row("gpu", "2"),
      Row("gpu", "1", fails: true), Row("gpu", "2", fails: true), Row("gpu", "2", fails: true),
    ])
    let only = try #require(separations.first)
    #expect(only.certainty == .suspected)
    let pool = try #require(only.separators.first)
    #expect(pool.trait == .nodePool)
    #expect(pool.failing == ["gpu"])
    #expect(pool.agreeing == 6)
    #expect(pool.counterExamples == [.init(vantage: "n3", value: "gpu", fails: false)])
    // Two of three that fail, and two of four that pass, are in zone 2: that is no better than chance.
    #expect(!only.separators.contains { $0.trait == .zone })
  }

  @Test func `is suspected by what those that pass have in common`() throws {
    let separations = separations([
      Row("cpu", nil), Row("cpu", nil), Row("cpu", nil),
      Row("a", nil, fails: true), Row("b", nil, fails: true), Row("a", nil, fails: true), Row("cpu", nil, fails: true),
    ])
    let pool = try #require(separations.first?.separators.first)
    #expect(pool.failing.isEmpty)
    #expect(pool.passing == ["cpu"])
    #expect(pool.agreeing == 6)
    #expect(pool.counterExamples == [.init(vantage: "n6", value: "cpu", fails: true)])
  }

  @Test func `is only suspected where one does not tell`() throws {
    let separations = separations([
      Row("cpu", nil), Row("cpu", nil), Row(nil, nil), Row("gpu", nil, fails: true), Row("gpu", nil, fails: true),
    ])
    let only = try #require(separations.first)
    #expect(only.certainty == .suspected)
    #expect(only.separators[0].counterExamples == [.init(vantage: "n2", value: nil, fails: false)])
    #expect(only.untold.contains(.nodePool))
  }

  @Test func `is the nameserver where that differs`() throws {
    let reports = [
      VantageScene.report("a"), VantageScene.report("b"),
      VantageScene.report("c", silent: [.acrData], nameservers: [.secondNameserver]),
    ]
    let only = try #require(VantageScene.merged(reports).separations.first)
    #expect(only.separators.map(\.trait) == [.nameservers])
    #expect(only.separators[0].failing == ["10.0.0.5"])
  }

  @Test(arguments: [(600, true), (299, false)]) func `may be the time`(gap: Int64, separates: Bool) throws {
    let later = Timestamp(secondsSince1970: Timestamp.testStart.secondsSince1970 + gap)
    let reports = [
      VantageScene.report("a", silent: [.mcr]), VantageScene.report("b", silent: [.mcr]),
      VantageScene.report("c", at: later), VantageScene.report("d", at: later),
    ]
    let only = try #require(VantageScene.merged(reports).separations.first)
    #expect(only.separators.contains { $0.trait == .time } == separates)
  }

  @Test func `is told once for all checks that fail at the same places`() throws {
    let reports = [
      VantageScene.report("a", [.nodePool: "gpu"], silent: [.mcr, .blobStorage]),
      VantageScene.report("b", [.nodePool: "cpu"], silent: [.blobStorage]),
      VantageScene.report("c", [.nodePool: "cpu"]),
    ]
    let separations = VantageScene.merged(reports).separations
    #expect(separations.map(\.failing) == [["a"], ["a", "b"]])
    #expect(separations.map(\.checks.count) == [1, 1])
  }

  @Test func `is nothing where all fail, or nobody knows better`() {
    let all = [VantageScene.report("a", silent: [.mcr]), VantageScene.report("b", silent: [.mcr])]
    #expect(VantageScene.merged(all).separations.isEmpty)
    #expect(VantageScene.merged(all, expecting: .named(["a", "b", "c"])).separations.isEmpty)
  }

  /// What is called exact never has a counter-example, whatever the vantages are like, and never misses a trait that could
  /// be named; the same reports in another order give the same.
  @Test(arguments: 0..<60) func `is right about made-up clusters`(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let count = Int.random(in: 2...14, using: &random)
    var known: [String: VantageScene.Facts] = [:]
    let reports = (0..<count).map { number -> Report in
      let id = "node\(number)"
      var facts: VantageScene.Facts = [:]
      for attribute in [Vantage.Place.Attribute.nodePool, .zone, .nodeImage, .subnet]
      where Int.random(in: 0..<12, using: &random) > 0 {
        facts[attribute] = "v\(Int.random(in: 0..<3, using: &random))"
      }
      known[id] = facts
      // Mostly by the pool, so that there is something to find.
      let fails = facts[.nodePool] == "v1" || Int.random(in: 0..<10, using: &random) == 0
      return VantageScene.report(id, facts, silent: fails ? [.mcr] : [])
    }
    let merged = VantageScene.merged(reports)
    let attributes: [Separation.Trait: Vantage.Place.Attribute] = [
      .nodePool: .nodePool, .zone: .zone, .nodeImage: .nodeImage, .subnet: .subnet,
    ]
    for separation in merged.separations {
      for separator in separation.separators {
        guard let attribute = attributes[separator.trait] else { continue }
        let failing = separation.failing.map { known[$0]?[attribute] }
        let passing = separation.passing.map { known[$0]?[attribute] }
        if separation.certainty == .exact {
          #expect(failing.allSatisfy { $0.map(separator.failing.contains) == true })
          #expect(passing.allSatisfy { $0.map(separator.passing.contains) == true })
          #expect(Set(separator.failing).isDisjoint(with: separator.passing))
        } else {
          let right =
            separator.failing.isEmpty
            ? failing.count { $0 != nil && $0 != separator.passing[0] } + passing.count { $0 == separator.passing[0] }
            : failing.count { $0 == separator.failing[0] } + passing.count { $0 != nil && $0 != separator.failing[0] }
          #expect(separator.agreeing == right)
          #expect(separator.counterExamples.count == min(20, failing.count + passing.count - right))
          #expect(right < failing.count + passing.count)
        }
      }
      for (trait, attribute) in attributes where separation.certainty != .exact {
        let failing = separation.failing.map { known[$0]?[attribute] }
        let passing = separation.passing.map { known[$0]?[attribute] }
        let values = failing + passing
        let names = Set(values).count
        let isSeparating = !values.contains(nil) && Set(failing).isDisjoint(with: passing)
        let isInformative = names > 1 && (names < values.count || values.count == 2)
        #expect(!(isSeparating && isInformative), "\(trait) would separate")
      }
    }
    #expect(VantageScene.merged(reports.shuffled(using: &random)) == merged)
  }
}
