import Glibc
import TestSupport
import Testing

/// Everything runs inside one world: it is set up once.
@Suite(
  .needsNetworks,
  .uses(
    .named, .nginx, .dockerRegistry, .squid, .tinyproxy, .unbound, .dnsmasq, .openssl, .nft, .ip, .python, .faketime),
  .inWorld, .timeLimit(.minutes(10)))
struct `In a world of real servers` {
  @Test(arguments: Fault.all.filter { !$0.needsRoot })
  func `a fault is found, and nothing else`(fault: Fault) async throws { try await check(fault) }

  @Test(
    .enabled(if: getuid() == 0, "squid and devices of one's own need root itself"),
    arguments: Fault.all.filter(\.needsRoot))
  func `a fault that root can make is found, and nothing else`(fault: Fault) async throws { try await check(fault) }

  private func check(_ fault: Fault) async throws {
    let world = try #require(World.current)
    let instead = Fault.notYetDiagnosed[fault.name]
    let outcome =
      instead == nil
      ? try await world.run(fault.change, in: fault.circumstances, expecting: fault.expected)
      : try await world.run(fault.change, in: fault.circumstances)
    await world.score.count(fault, outcome)
    let isFound = outcome.shows(fault.expected)
    if let instead {
      #expect(!isFound, "found now: take it out of notYetDiagnosed (\(instead))")
    } else {
      #expect(isFound, "\(fault.expected)\nbut\n\(outcome.remarks)")
    }
  }

  @Test(arguments: Pair.all + Pair.entangled)
  func `two faults are both found, and no third`(pair: Pair) async throws { try await check(pair) }

  @Test(arguments: Pair.hidden)
  func `what a fault hides is not claimed`(pair: Pair) async throws { try await check(pair) }

  private func check(_ pair: Pair) async throws {
    let world = try #require(World.current)
    let outcome = try await world.run(pair.change, in: pair.circumstances, expecting: pair.expected)
    await world.score.count(pair: outcome.shows(pair.expected))
    #expect(outcome.shows(pair.expected), "\(pair.expected)\nbut\n\(outcome.remarks)")
  }

  @Test(arguments: HealthyRun.all)
  func `a healthy deployment has no finding`(healthy: HealthyRun) async throws {
    let world = try #require(World.current)
    let outcome = try await world.run(healthy.change, in: healthy.circumstances, expecting: [])
    await world.score.count(healthy: outcome)
    #expect(outcome.found.isEmpty, "\(outcome.remarks)")
    #expect(outcome.status == 0, "\(outcome.remarks)")
  }

  @Test(arguments: Restatement.faults, Restatement.allCases)
  func `a fault is the same fault however it is put`(name: String, restatement: Restatement) async throws {
    let world = try #require(World.current)
    let fault = try #require(Fault.all.first { $0.name == name })
    let (change, circumstances) = try restatement.applied(to: fault, in: world.directory)
    let outcome = try await world.run(change, in: circumstances, expecting: fault.expected)
    #expect(outcome.shows(fault.expected), "\(fault.expected)\nbut\n\(outcome.remarks)")
  }

  @Test(arguments: [["udp sport 53 drop", "tcp sport 53 drop", "tcp sport 443 drop"], ["tcp sport 443 drop"]])
  func `silence everywhere is found out within 20 seconds`(rules: [String]) async throws {
    let world = try #require(World.current)
    var change = Change()
    change.incoming = rules
    let outcome = try await world.run(change, patience: nil)
    #expect(outcome.took < .seconds(20))
    #expect(outcome.found.count == 1, "\(outcome.remarks)")
    #expect(outcome.report.summary.counts["inconclusive"] == 0, "\(outcome.remarks)")
    #expect(outcome.status == 1)
  }

  @Test func `every fault has a name of its own, and every exception is one`() {
    let names = Fault.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Set(names).isSuperset(of: Fault.notYetDiagnosed.keys))
    #expect(names.count >= 60)
    #expect(Pair.all.count >= 40)
    #expect(Pair.entangled.count == 27)
    #expect(Pair.hidden.count == 7)
    #expect(HealthyRun.all.count >= 50)
  }
}
