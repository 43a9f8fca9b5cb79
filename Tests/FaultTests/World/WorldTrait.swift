import TestSupport
import Testing

/// Sets the world up once for all tests of a suite, and takes it down after them, whatever they came to.
struct WorldTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    let belongings = Belongings()
    defer { belongings.release() }
    let stands = Fault.all.flatMap(\.change.allStands) + HealthyRun.stands
    let world = try await World(stands: stands, belongings: belongings)
    let result: Result<Void, any Error>
    do {
      result = .success(try await World.$current.withValue(world) { try await function() })
    } catch {
      result = .failure(error)
    }
    await world.stop()
    print(await world.score.table)
    try result.get()
  }
}

extension Trait where Self == WorldTrait {
  static var inWorld: Self { WorldTrait() }
}

extension Trait where Self == ConditionTrait {
  /// Skips the tests, and says why, where a program is missing.
  static func uses(_ programs: Program...) -> Self {
    .enabled(
      if: programs.allSatisfy(\.shouldBeUsed),
      Comment(rawValue: programs.filter { !$0.shouldBeUsed }.map(\.remark).joined(separator: "; ")))
  }

  /// Skips the tests where neither root nor user namespaces allow networks of one's own.
  static var needsNetworks: Self {
    .enabled("networks of their own need root, or user namespaces, with nftables and veth") {
      await NetworkNamespace.canBeMade()
    }
  }
}
