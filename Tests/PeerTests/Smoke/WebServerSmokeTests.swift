import Model
import TestSupport
import Testing

@Suite(.serialized, .uses(.nginx), .uses(.curl), .uses(.openssl))
struct `nginx` {
  /// Asks over TLS for a path of the host.
  private func curl(
    _ host: VirtualHost, of server: NginxServer, path: String = "/", root: String, _ options: [String] = []
  ) async throws -> ToolResult {
    try await Program.curl.run(
      [
        "-sS", "-i", "--max-time", "20", "--cacert", root, "--resolve",
        "\(host.names[0]):\(server.port):\(host.address)",
      ]
        + options + ["https://\(host.names[0]):\(server.port)\(path)"])
  }

  @Test func `answers with status, headers and body as told`() async throws {
    let authority = try await TestAuthority()
    defer { authority.remove() }
    let host = VirtualHost(
      ["a.test"], identity: try await authority.issue(ServerCertificate(["a.test"], key: .rsa)),
      answers: [
        "/": VirtualHost.Answer(401, headers: [("WWW-Authenticate", "Bearer realm=\"x\"")], body: "{\"a\": \"$b\\n\"}")
      ])
    let nginx = try await NginxServer(hosts: [host])
    defer { nginx.stop() }
    let result = try await curl(host, of: nginx, root: authority.rootFile)
    #expect(result.status == 0, "\(result) \(nginx.log)")
    #expect(result.output.contains("HTTP/1.1 401"))
    #expect(result.output.contains("WWW-Authenticate: Bearer realm=\"x\""))
    #expect(result.output.contains("Content-Type: application/json"))
    #expect(result.output.hasSuffix("{\"a\": \"$b\\n\"}"))
    #expect(try await nginx.requests(atLeast: 1) == ["\(host.address):\(nginx.port) a.test GET / 401"])
  }

  /// A certificate and what `openssl s_client` says of it.
  static let certificates: [(ServerCertificate, String)] = [
    (ServerCertificate(["a.test"]), "Verify return code: 0 (ok)"),
    (ServerCertificate(["a.test"], validity: .expired), "Verify return code: 10 (certificate has expired)"),
    (ServerCertificate(["a.test"], validity: .notYetValid), "Verify return code: 9 (certificate is not yet valid)"),
    (ServerCertificate(["b.test"]), "Verify return code: 62 (hostname mismatch)"),
    (ServerCertificate(["a.test"], chain: .selfSigned), "Verify return code: 18 (self-signed certificate)"),
    (
      ServerCertificate(["a.test"], chain: .withoutIntermediate),
      "Verify return code: 21 (unable to verify the first certificate)"
    ),
  ]

  @Test(arguments: certificates)
  func `presents each certificate as it is`(certificate: ServerCertificate, verdict: String) async throws {
    let authority = try await TestAuthority()
    defer { authority.remove() }
    let host = VirtualHost(["a.test"], identity: try await authority.issue(certificate))
    let nginx = try await NginxServer(hosts: [host])
    defer { nginx.stop() }
    let result = try await Program.openssl.run(
      ["s_client", "-connect", "\(host.address):\(nginx.port)", "-servername", "a.test", "-verify_hostname", "a.test"]
        + ["-CAfile", authority.rootFile])
    #expect(result.output.contains(verdict), "\(result)")
  }

  @Test func `speaks TLS 1.2 only where it is told so`() async throws {
    let authority = try await TestAuthority()
    defer { authority.remove() }
    let identity = try await authority.issue(ServerCertificate(["a.test", "b.test"]))
    let old = VirtualHost(["a.test"], identity: identity, onlyTLS12: true)
    let new = VirtualHost(["b.test"], identity: identity)
    let nginx = try await NginxServer(hosts: [old, new])
    defer { nginx.stop() }
    let refused = try await curl(old, of: nginx, root: authority.rootFile, ["--tlsv1.3"])
    #expect(refused.status == 35, "\(refused)")
    #expect(try await curl(old, of: nginx, root: authority.rootFile).status == 0)
    #expect(try await curl(new, of: nginx, root: authority.rootFile, ["--tlsv1.3"]).status == 0)
  }

  /// A manner, curl's exit status with a limit of 1 s, and what curl reports of it.
  static let manners: [(VirtualHost.Answer.Manner, Int32, String)] = [
    (.after(milliseconds: 300), 0, "slow enough"),
    (.trickling(bytesPerSecond: 2), 28, "out of"),
    (.never, 28, "0 bytes received"),
    (.reset, 56, "reset by peer"),
    (.closed, 52, "Empty reply"),
  ]

  @Test(arguments: manners)
  func `answers late, slowly, never or with a reset`(
    manner: VirtualHost.Answer.Manner, status: Int32, report: String
  ) async throws {
    let authority = try await TestAuthority()
    defer { authority.remove() }
    let host = VirtualHost(
      ["a.test"], identity: try await authority.issue(ServerCertificate(["a.test"])),
      answers: ["/": VirtualHost.Answer(body: String(repeating: "slow enough ", count: 50), manner: manner)])
    let nginx = try await NginxServer(hosts: [host])
    defer { nginx.stop() }
    let result = try await curl(
      host, of: nginx, root: authority.rootFile, ["--max-time", "1", "-w", "%{time_starttransfer}"])
    #expect(result.status == status, "\(result)")
    #expect((result.output + result.errors).contains(report), "\(result)")
    if case .after = manner {
      let seconds = result.output.suffix(8)
      #expect(Double(seconds).map { $0 >= 0.3 } == true, "\(seconds)")
    }
  }
}
