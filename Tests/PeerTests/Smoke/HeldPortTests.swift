import TestSupport
import Testing

@Suite(.serialized, .uses(.curl))
struct `A held port` {
  @Test(arguments: [(HeldPort.Manner.refusing, 7 as Int32), (.neverAnswering, 28), (.dropping, 28)])
  func `refuses, never answers or drops`(manner: HeldPort.Manner, status: Int32) async throws {
    let port = try HeldPort(manner)
    defer { port.release() }
    let result = try await Program.curl.run(
      ["-sS", "-o", "/dev/null", "-w", "%{time_connect}", "--max-time", "1", "http://\(port.address)/"])
    #expect(result.status == status, "\(result)")
    #expect((result.output == "0.000000") == (manner != .neverAnswering), "\(result)")
  }
}
