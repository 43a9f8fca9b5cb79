import Foundation
import TestSupport
import Testing

/// The Kubernetes API as users reach it: by a kubeconfig.
@Suite(.enabled(if: Program.python.shouldBeUsed, "python3 is not installed"))
struct `A kubeconfig on the command line` {
  private static let deployment = """
    name: aks
    cluster: {name: aks, region: westeurope, apiServer: {host: aks.corp.example}}
    """

  /// A kubeconfig whose plugin leaves a mark.
  private func kubeconfig(in folder: TemporaryFolder, server: String, extra: [String] = []) throws -> String {
    let plugin = try folder.write(
      """
      #!/bin/sh
      echo run >>"\(folder.url.path)/runs"
      echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"token-of-tests"}}'
      """, to: "plugin")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: plugin.path)
    return try folder.write(
      """
      kind: Config
      current-context: prod
      contexts: [{name: prod, context: {cluster: prod, user: me}}]
      clusters:
      - name: prod
        cluster:
          server: \(server)
      \(extra.map { "    \($0)\n" }.joined())
      users:
      - name: me
        user:
          exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: ./plugin}
      """, to: "kubeconfig"
    ).path
  }

  @Test func `runs no plugin to say what it would do`() throws {
    let folder = try TemporaryFolder()
    let kubeconfig = try kubeconfig(in: folder, server: "https://other.corp.example:6443")
    let file = try folder.write(Self.deployment, to: "deployment.yaml").path
    let plan = try Preflight.run(["plan", file, "--kubeconfig", kubeconfig, "--dns-server", "127.0.0.1:1"])
    #expect(plan.status == 0, "\(plan.errors)")
    #expect(plan.output.contains("other.corp.example"))
    #expect(try Preflight.run(["discover", "--kubeconfig", kubeconfig]).output.contains("host: other.corp.example"))
    _ = try Preflight.run(["validate", file])
    // The same that kubectl would take.
    let context = try Preflight.run(
      ["plan", file, "--context", "prod", "--dns-server", "127.0.0.1:1"], environment: ["KUBECONFIG": kubeconfig])
    #expect(context.output.contains("other.corp.example"), "\(context.errors)")
    // A namespace alone means the same cluster, and its rights.
    let namespace = try Preflight.run(
      ["plan", file, "-n", "team", "--dns-server", "127.0.0.1:1"], environment: ["KUBECONFIG": kubeconfig])
    #expect(namespace.output.contains("list pods in team"), "\(namespace.errors)")
    #expect(!namespace.output.contains("list pods in all namespaces"))
    let misspelled = try Preflight.run(["plan", file, "-n", "Team_1"])
    #expect(misspelled.status == 2 && misspelled.errors.contains("is no namespace"), "\(misspelled.errors)")
    #expect(folder.text(of: "runs").isEmpty)
  }

  @Test func `is refused with its place before anything is sent`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.deployment, to: "deployment.yaml").path
    let kubeconfig = try kubeconfig(
      in: folder, server: "https://other.corp.example", extra: ["certificate-authority: missing.crt"])
    let run = try Preflight.run(["run", file, "--kubeconfig", kubeconfig, "--dns-server", "127.0.0.1:1"])
    #expect(run.status == 2)
    #expect(run.errors.contains("\(kubeconfig):8:28: error: "), "\(run.errors)")
    #expect(run.errors.contains("missing.crt\" does not exist"))
    let context = try Preflight.run(
      ["run", file, "--kubeconfig", kubeconfig, "--context", "prdo", "--dns-server", "127.0.0.1:1"])
    #expect(context.status == 2 && context.errors.contains("did you mean \"prod\"?"), "\(context.errors)")
    #expect(folder.text(of: "runs").isEmpty)
  }
}
