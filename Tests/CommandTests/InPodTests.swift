import Foundation
import Model
import TestSupport
import Testing

/// A place like a pod, with the files of a service account.
private struct Pod {
  /// Puts the files of `$FILES` where they belong, then runs what follows.
  private static let script = """
    set -e
    mount -t tmpfs none "$(readlink -f /var/run)"
    mkdir -p /var/run/secrets/kubernetes.io/serviceaccount
    cp "$FILES"/token "$FILES"/ca.crt "$FILES"/namespace /var/run/secrets/kubernetes.io/serviceaccount
    exec "$@"
    """

  /// Whether this machine lets us.
  static let canBeMade: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }  // then there is no unshare
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  let authority: TestAuthority
  let server: ClusterServer
  private let folder: TemporaryFolder

  init(_ settings: [String: Any]) async throws {
    authority = try await TestAuthority()
    server = try await ClusterServer(
      try await authority.issue(ServerCertificate(["127.0.0.1"])),
      settings: ["address": "127.0.0.1"].merging(settings) { $1 })
    folder = try TemporaryFolder()
    try folder.write("token-of-tests\n", to: "token")
    try folder.write("checks", to: "namespace")
    try folder.write(try String(contentsOfFile: authority.rootFile, encoding: .utf8), to: "ca.crt")
    try folder.write("name: a\n", to: "a.yaml")
  }

  /// Runs the check; the variables are those of a manifest.
  func run(_ arguments: [String], onHostNetwork: Bool) throws -> Preflight.Result {
    try Preflight.run(
      ["run", folder.url.path + "/a.yaml", "--dns-server", "127.0.0.1:1", "--step-timeout", "2s", "--proxy", "none"]
        + ["-o", "json"] + arguments,
      environment: [
        "FILES": folder.url.path, "KUBERNETES_SERVICE_HOST": "127.0.0.1",
        "KUBERNETES_SERVICE_PORT": "\(server.address.port)", "AML_PREFLIGHT_NODE_NAME": "node-7",
        "AML_PREFLIGHT_POD_NAME": "preflight-x", "AML_PREFLIGHT_POD_NAMESPACE": "checks",
        "AML_PREFLIGHT_HOST_NETWORK": "\(onHostNetwork)",
      ], through: ["unshare", "-m", "sh", "-c", Self.script, "sh"])
  }

  func stop() {
    server.stop()
    authority.remove()
  }
}

/// The program as it runs in a pod: with the files of a service account where the kubelet puts them, in a mount namespace
/// of its own.
@Suite(.timeLimit(.minutes(2)), .enabled(if: Pod.canBeMade, "no mount namespaces here: needs root"))
struct `The program in a pod` {
  @Test(arguments: ["pod", "node"]) func `leaves its report by its service account`(vantage: String) async throws {
    let pod = try await Pod(["writable": true])
    defer { pod.stop() }
    let result = try pod.run(
      ["--vantage", vantage, "--no-api-checks", "--report-config-map", "reports", "--only", "mcr"],
      onHostNetwork: vantage == "node")
    #expect([0, 1, 3].contains(result.status) && result.errors.isEmpty, "\(result.errors)")
    let requests = try pod.server.requests
    #expect(requests.map(\.method) == ["PATCH", "POST"])
    #expect(
      requests.allSatisfy { $0.authorization == "Bearer token-of-tests" && $0.path.contains("/namespaces/checks/") })
    #expect(requests.last?.body.contains("\"node-7.json\":") == true)
    #expect(!result.output.contains("token-of-tests"))
  }

  @Test(arguments: [("pod", true), ("node", false)])
  func `asks about its own pod only where policies are about it`(vantage: String, asks: Bool) async throws {
    let pod = try await Pod([:])
    defer { pod.stop() }
    let result = try pod.run(["--vantage", vantage, "--only", "cluster"], onHostNetwork: vantage == "node")
    let paths = try pod.server.requests.map(\.path)
    #expect(paths.contains { $0.hasPrefix("/api/v1/nodes?") }, "\(result.errors)")
    #expect(paths.contains("/api/v1/namespaces/checks/pods/preflight-x") == asks)
  }

  @Test func `takes no service account where it is told that this is a workstation`() async throws {
    let pod = try await Pod(["writable": true])
    defer { pod.stop() }
    let result = try pod.run(["--vantage", "workstation", "--report-config-map", "reports"], onHostNetwork: false)
    #expect(result.status == 2 && result.errors.contains("--vantage pod or node"), "\(result.errors)")
    #expect(try pod.server.requests.isEmpty)
  }
}
