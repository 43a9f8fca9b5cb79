import ClusterAPI
import Foundation
import Model
import TestSupport
import Testing

@testable import Probing

@Suite(.timeLimit(.minutes(3)), .enabled(if: Program.python.shouldBeUsed, "python3 is not installed"))
struct `A credential plugin that is run` {
  /// Plugins of a test are scripts in a folder.
  private func plugin(_ script: String, in directory: TemporaryDirectory, name: String = "plugin") throws
    -> CredentialPlugin
  {
    let path = try directory.write("#!/bin/sh\n\(script)\n", to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return CredentialPlugin(version: .v1, command: path, interactiveMode: .never)
  }

  private static func credential(_ token: String, until end: String = "2099-01-01T00:00:00Z") -> String {
    """
    echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1",\
    "status":{"token":"\(token)","expirationTimestamp":"\(end)"}}'
    """
  }

  private func credential(_ plugin: CredentialPlugin, within limit: Duration = .seconds(20)) async -> Result<
    ExecCredential, ClusterAccessTroubleError
  > {
    do throws(ClusterAccessTroubleError) {
      return .success(try await PluginRun(plugin: plugin, limit: limit).credential())
    } catch {
      return .failure(error)
    }
  }

  private func trouble(_ plugin: CredentialPlugin, within limit: Duration = .seconds(20)) async -> ClusterAccessTrouble?
  {
    if case .failure(let error) = await credential(plugin, within: limit) { error.trouble } else { nil }
  }

  @Test func `is told what it is for, with its arguments and variables`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    var plugin = try plugin(
      "printf '%s\\n' \"$KUBERNETES_EXEC_INFO\" \"$GREETING\" \"$1\" \"$2\" >\(directory.path("seen"))\n"
        + Self.credential("t0k3n"), in: directory)
    plugin.arguments = ["get token", ""]
    plugin.environment = [CredentialPlugin.Variable(name: "GREETING", value: Secret("hello"))]
    let found = try await credential(plugin).get()
    #expect(found.token == Secret("t0k3n"))
    let seen = try String(contentsOfFile: directory.path("seen"), encoding: .utf8)
    #expect(
      seen == """
        {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"interactive":false}}
        hello
        get token


        """)
  }

  @Test func `that is missing is told with what to do`() async throws {
    let hint = "Get it from the internal portal."
    let missing = CredentialPlugin(
      version: .v1, command: "aml-preflight-no-such-plugin", interactiveMode: .never, installHint: hint)
    let found = await trouble(missing)
    #expect(found?.kind == .credentialPluginMissing)
    #expect(found?.subject == "aml-preflight-no-such-plugin")
    #expect(found?.detail == "it is not in PATH: \(hint)")
    let elsewhere = CredentialPlugin(version: .v1, command: "/nonexistent/plugin", interactiveMode: .never)
    #expect(await trouble(elsewhere)?.kind == .credentialPluginMissing)
  }

  @Test func `that fails is told with its last words, and without what it printed`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let secret = String(repeating: "s3cret", count: 20)
    let failing = try plugin("echo hunter2; echo 'please run az login' >&2; echo \(secret) >&2; exit 3", in: directory)
    let found = await trouble(failing)
    #expect(found?.kind == .credentialPluginFailed)
    #expect(found?.detail == "it ended with exit status 3: please run az login (…)")
    let malformed = await trouble(try plugin("echo hunter2", in: directory, name: "second"))
    #expect(malformed?.kind == .credentialPluginMalformed)
    #expect(malformed?.detail == "what it printed is not JSON")
    let chatty = await trouble(try plugin("yes hunter2", in: directory, name: "third"))
    #expect(chatty?.kind == .credentialPluginMalformed)
    #expect(chatty?.detail == "it printed more than 1 MiB")
    var talking = try plugin(Self.credential("x"), in: directory, name: "fourth")
    talking.interactiveMode = .always
    #expect(await trouble(talking)?.detail == "it must talk with a person, and standard input is no terminal")
  }

  @Test(arguments: ["sleep 60", "trap '' TERM; sleep 60", "sleep 60 & wait"])  // pace: of the plugin's own
  func `that takes too long is ended`(script: String) async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let slow = try plugin("echo $$ >\(directory.path("pid"))\n\(script)", in: directory)
    let start = ContinuousClock.now
    let found = await trouble(slow, within: .milliseconds(800))
    #expect(found?.kind == .credentialPluginTimedOut)
    #expect(ContinuousClock.now - start < .seconds(20))
    let pid = try #require(
      Int32(
        String(contentsOfFile: directory.path("pid"), encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(kill(pid, 0) == -1)
  }

  @Test func `is run once for many reads, and again when what it gave is refused`() async throws {
    let cluster = try await Cluster(["tokens": ["run-1", "run-2"]])
    defer { cluster.stop() }
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    // The first run's token is unknown to the server.
    let runs = directory.path("runs")
    let script = "echo x >>\(runs); n=$(($(wc -l <\(runs)) - FIRST)); " + Self.credential("run-'$n'")
    func answers(first: Int) async throws -> ([ClusterAnswer], Int) {
      try directory.write("", to: "runs")
      let plugin = try plugin(script.replacing("FIRST", with: "\(first)"), in: directory)
      let answers = try await cluster.answers(
        ClusterRead(.namespaces), ClusterRead(.nodes), ClusterRead(.pods), ClusterRead(.services), ClusterRead(.events),
        with: { $0.credentials = ClusterCredentials(authorization: .plugin(plugin)) })
      return (answers, try String(contentsOfFile: runs, encoding: .utf8).split(separator: "\n").count)
    }
    let (good, once) = try await answers(first: 0)
    #expect(good.map(\.isRead) == Array(repeating: true, count: 5))
    #expect(once == 1)
    let (renewed, twice) = try await answers(first: 1)
    #expect(renewed.map(\.isRead) == Array(repeating: true, count: 5), "\(renewed.map(\.ending))")
    #expect(twice == 2)
    // What never helps is tried once more for each read at most.
    let (refused, many) = try await answers(first: 100)
    #expect(refused.allSatisfy { $0.ending == .unauthorized(message: "Unauthorized") })
    #expect(many <= 6)
  }

  @Test func `gives a certificate`() async throws {
    let cluster = try await Cluster()
    defer { cluster.stop() }
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let certificate = try await cluster.certificate("admin")
    let document: [String: Any] = [
      "kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1",
      "status": [
        "clientCertificateData": String(decoding: certificate.chain, as: UTF8.self),
        "clientKeyData": certificate.key.revealed,
      ],
    ]
    let path = try directory.write(
      String(decoding: try JSONSerialization.data(withJSONObject: document), as: UTF8.self), to: "credential")
    let plugin = try plugin("cat \(path)", in: directory)
    let answer = try await cluster.answers(
      ClusterRead(.namespaces), with: { $0.credentials = ClusterCredentials(authorization: .plugin(plugin)) })[0]
    #expect(answer.isRead, "\(answer.ending)")
  }
}
