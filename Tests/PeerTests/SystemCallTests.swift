import Foundation
import Model
import TestSupport
import Testing

/// Whether a program can do here what a test needs of it; containers forbid tracing and new networks now and then.
private func works(_ program: Program, _ arguments: [String]) async -> Bool {
  // A program that cannot be started cannot be used either.
  (try? await program.run(arguments).status) == 0
}

@Suite(
  .serialized, .uses(.named), .uses(.nginx), .uses(.dockerRegistry), .uses(.openssl), .uses(.strace),
  .timeLimit(.minutes(5)),
  .enabled("strace may not trace here") { await works(.strace, ["-f", "-e", "trace=network", "true"]) })
struct `A trace of system calls` {
  private func trace(_ landscape: Landscape, _ arguments: [String]) async throws -> String {
    let file = landscape.directory.path("trace")
    let result = try await Program.strace.run(
      ["-f", "-qq", "-e", "trace=network", "-o", file, Preflight.executable.path] + arguments,
      in: landscape.directory, within: .seconds(120))
    #expect(result.status == 0, "\(result)")
    return try String(contentsOfFile: file, encoding: .utf8)
  }

  @Test func `shows that a run contacts only what is planned and the nameservers given`() async throws {
    let landscape = try await Landscape()
    defer { landscape.stop() }
    let trace = try await trace(landscape, try landscape.arguments(["-o", "text"]))
    let contacted = Set(
      trace.matches(of: /sin_port=htons\((\d+)\), sin_addr=inet_addr\("([0-9.]+)"\)/)
        .filter { $0.output.1 != "0" }.map { "\($0.output.2):\($0.output.1)" })
    let calls = trace.split(separator: "\n").filter { $0.contains("connect(") || $0.contains("send") }
    // getsockname and accept name our own side; only calls that reach out count.
    let outgoing = contacted.filter { place in
      let parts = place.split(separator: ":")
      return calls.contains { $0.contains("htons(\(parts[1]))") && $0.contains("\"\(parts[0])\"") }
    }
    let planned = Set(landscape.places.values.map(\.description) + [landscape.named.address.description])
    #expect(outgoing == planned)
    #expect(!calls.contains { $0.contains("AF_INET6") && !$0.contains("\"::1\"") })
    // Not counted: the system's log, to which libdispatch writes where it may not raise a thread's priority.
    #expect(!calls.contains { $0.contains("AF_UNIX") && !$0.contains("/dev/log") }, "no name service is asked")
  }

  @Test func `shows that a plan opens no socket`() async throws {
    let landscape = try await Landscape()
    defer { landscape.stop() }
    let file = try landscape.directory.write(landscape.deployment, to: "deployment.yaml")
    let trace = try await trace(landscape, ["plan", file])
    #expect(!trace.contains("connect("))
    #expect(!trace.contains("AF_INET"))
  }
}

@Suite(
  .serialized, .uses(.unshare), .timeLimit(.minutes(1)),
  .enabled("a network of its own needs root") { await works(.unshare, ["-n", "true"]) })
struct `Without any network` {
  @Test(arguments: ["table", "json", "csv", "markdown"])
  func `a plan is made`(format: String) async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let file = try directory.write(
      "name: a\nworkspace: {region: westeurope}\nregistry: {name: peeracr}\nstorage: {account: peerstore}\n",
      to: "deployment.yaml")
    let result = try await Program.unshare.run(
      ["-n", Preflight.executable.path, "plan", file, "--format", format], in: directory)
    #expect(result.status == 0, "\(result)")
    #expect(result.output.contains("peeracr.azurecr.io"))
    let outside = try await directory.run(Preflight.executable, ["plan", file, "--format", format])
    #expect(outside.output == result.output)
  }
}
