import Foundation
import TestSupport
import Testing

/// What a static executable could lack, and a run with names and TLS alone would not show: the decompression of answers,
/// and starting another program.
@Suite(
  .enabled(if: StaticBuild.isGiven, StaticBuild.remark),
  .enabled(if: Program.python.shouldBeUsed, Comment(rawValue: Program.python.remark)), .timeLimit(.minutes(3)))
struct `The static executable at an API server` {
  @Test func `reads compressed lists with a plugin's token, as another build does`() async throws {
    let authority = try await TestAuthority()
    defer { authority.remove() }
    let server = try await ClusterServer(
      try await authority.issue(ServerCertificate(["kubernetes.test"])),
      settings: ["generated": ["nodes": 100, "pods": 400]])
    defer { server.stop() }
    let folder = try TemporaryFolder()
    let token =
      #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"token-of-tests"}}"#
    let plugin = try folder.write("#!/bin/sh\necho run >>\(folder.url.path)/runs\necho '\(token)'\n", to: "plugin")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: plugin.path)
    let kubeconfig = try folder.write(
      server.kubeconfig(
        cluster: ["certificate-authority: \(authority.rootFile)", "tls-server-name: kubernetes.test"],
        user: ["exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: ./plugin}"]),
      to: "kubeconfig")
    let deployment = try folder.write("name: aks\ncluster: {name: aks, region: westeurope}\n", to: "deployment.yaml")

    /// The line of every check.
    func checks(_ program: String) throws -> [String] {
      let result = try Preflight.run(
        ["run", deployment.path, "--kubeconfig", kubeconfig.path, "--dns-server", "127.0.0.1:1", "-o", "tap"],
        through: ["env"], program: program)
      try #require([0, 1, 3].contains(result.status), "\(result)")
      return result.output.split(separator: "\n").map(String.init).filter { $0.contains("ok ") }
    }
    let seen = try checks(#require(StaticBuild.executable))
    let first = try server.requests
    #expect(seen == (try checks(Preflight.executable.path)))
    #expect(folder.text(of: "runs") == "run\nrun\n")
    let lists = first.filter { $0.path.prefix { $0 != "?" } == "/api/v1/nodes" }
    #expect(!lists.isEmpty && lists.allSatisfy { $0.authorization == "Bearer token-of-tests" }, "\(first)")
  }
}
