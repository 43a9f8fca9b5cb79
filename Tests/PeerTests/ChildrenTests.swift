import Foundation
import Model
import TestSupport
import Testing

@Suite(
  .uses(.strace), .timeLimit(.minutes(3)),
  .enabled("strace may not trace here") {
    // A program that cannot be started cannot be used either.
    (try? await Program.strace.run(["-f", "-e", "trace=execve", "true"]).status) == 0
  })
struct `A run under a tracer` {
  @Test func `starts no other program, which could be handed a secret`() async throws {
    let place = try TemporaryDirectory()
    defer { place.remove() }
    let file = place.path("trace")
    let result = try await Program.strace.run(
      ["-f", "-qq", "-e", "trace=execve,execveat", "-o", file, Preflight.executable.path, "demo", "mcr-blocked"],
      in: place, within: .seconds(120))
    #expect(result.status == 1, "\(result)")
    let starts = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").filter {
      $0.contains("exec") && !$0.contains("resumed")
    }
    #expect(starts.count == 1, "\(starts)")
  }
}
