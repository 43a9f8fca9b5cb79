import Model
import TestSupport
import Testing

@Suite(.serialized, .uses(.squid), .uses(.nginx), .uses(.curl), .uses(.openssl))
struct `squid` {
  /// A policy, the user and password given to curl, and the status of the answer to CONNECT.
  static let policies: [(SquidServer.Policy, String?, String)] = [
    (.allowAll, nil, "200"),
    (.deny(["a.test"]), nil, "403"),
    (.deny(["b.test"]), nil, "200"),
    (.denyAll, nil, "403"),
    (.authenticated(user: "u", password: "secret"), nil, "407"),
    (.authenticated(user: "u", password: "secret"), "u:wrong", "407"),
    (.authenticated(user: "u", password: "secret"), "u:secret", "200"),
  ]

  @Test(arguments: policies)
  func `lets CONNECT pass as its policy says`(
    policy: SquidServer.Policy, credentials: String?, status: String
  ) async throws {
    let authority = try await TestAuthority()
    defer { authority.remove() }
    let host = VirtualHost(["a.test"], identity: try await authority.issue(ServerCertificate(["a.test"])))
    let nginx = try await NginxServer(hosts: [host])
    defer { nginx.stop() }
    let squid = try await SquidServer(policy, hosts: ["a.test": host.address])
    defer { squid.stop() }
    var options = ["-sS", "-o", "/dev/null", "-w", "%{http_connect} %{http_code}", "--cacert", authority.rootFile]
    options += ["--proxy", "http://\(squid.address)"]
    if let credentials { options += ["--proxy-user", credentials] }
    let result = try await Program.curl.run(options + ["https://a.test:\(nginx.port)/"])
    #expect(result.output == (status == "200" ? "200 200" : "\(status) 000"), "\(result) \(squid.log)")
  }

  @Test func `cannot reach a name that it does not know`() async throws {
    let squid = try await SquidServer()
    defer { squid.stop() }
    let result = try await Program.curl.run(
      ["-sS", "-o", "/dev/null", "-w", "%{http_connect}", "--proxy", "http://\(squid.address)", "https://a.test:8443/"])
    #expect(result.output.hasPrefix("5"), "\(result) \(squid.log)")
  }
}
