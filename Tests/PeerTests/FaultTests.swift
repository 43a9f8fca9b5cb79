import TestSupport
import Testing

@Suite(.serialized, .uses(.named), .uses(.nginx), .uses(.dockerRegistry), .uses(.openssl), .timeLimit(.minutes(5)))
struct `A run against one wrong certificate` {
  @Test(arguments: FaultCase.certificates)
  func `names its one cause, and fails only what it concerns`(fault: FaultCase) async throws { try await fault.check() }
}

@Suite(.serialized, .uses(.named), .uses(.nginx), .uses(.dockerRegistry), .uses(.openssl), .timeLimit(.minutes(5)))
struct `A run against one wrong name` {
  @Test(arguments: FaultCase.names)
  func `names its one cause, and fails only what it concerns`(fault: FaultCase) async throws { try await fault.check() }
}

@Suite(.serialized, .uses(.named), .uses(.nginx), .uses(.dockerRegistry), .uses(.openssl), .timeLimit(.minutes(5)))
struct `A run against one wrong service` {
  @Test(arguments: FaultCase.connections + FaultCase.services)
  func `names its one cause, and fails only what it concerns`(fault: FaultCase) async throws { try await fault.check() }

  @Test func `calls a body that never came slow, and not somebody else's`() async throws {
    try await FaultCase.silentBody.check()
  }
}
