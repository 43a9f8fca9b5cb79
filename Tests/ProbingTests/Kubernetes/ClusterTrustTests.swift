import ClusterAPI
import Foundation
import Model
import TestSupport
import Testing

@testable import Probing

@Suite(.timeLimit(.minutes(3)), .enabled(if: Program.python.shouldBeUsed, "python3 is not installed"))
struct `The way to an API server` {
  /// What a read of the version comes to, and how many requests arrived.
  private func trouble(
    of cluster: Cluster, patience: Duration = .seconds(20), with changes: (inout ClusterLogin) -> Void = { _ in }
  ) async throws -> ClusterAccessTrouble? {
    try await cluster.answers(ClusterRead(.namespaces), with: changes, patience: patience)[0].trouble
  }

  @Test func `is verified against the cluster's authority before anything is sent`() async throws {
    let cluster = try await Cluster()
    defer { cluster.stop() }
    let other = try await TestAuthority()
    defer { other.remove() }
    let foreign = try await trouble(of: cluster) {
      // Reading a file of this test's own does not fail.
      $0.trust = .authorities(pem: (try? Cluster.content(of: other.rootFile)) ?? [])
    }
    #expect(foreign?.kind == .serverIssuerUnknown)
    #expect(foreign?.subject.contains("Test Intermediate") == true)
    #expect(try await trouble(of: cluster) { $0.trust = .system }?.kind == .serverIssuerUnknown)
    let misnamed = try await trouble(of: cluster) { $0.serverName = Host("other.test") }
    #expect(misnamed?.kind == .serverNameMismatch)
    #expect(misnamed?.subject == "other.test")
    #expect(misnamed?.detail == "the certificate is for kubernetes.test")
    #expect(try await trouble(of: cluster) { $0.serverName = nil }?.kind == .serverNameMismatch)
    #expect(try cluster.server.requests.isEmpty)
    // Whoever asks for it is believed whatever is presented.
    #expect(try await trouble(of: cluster) { $0.trust = .anybody } == nil)
  }

  @Test func `is refused with the dates where its certificate has expired`() async throws {
    let cluster = try await Cluster(certificate: ServerCertificate(["kubernetes.test"], validity: .expired))
    defer { cluster.stop() }
    let found = try await trouble(of: cluster)
    #expect(found?.kind == .serverCertificateExpired)
    #expect(found?.detail.hasPrefix("valid from ") == true)
    #expect(try cluster.server.requests.isEmpty)
  }

  @Test func `needs somebody there, at one address or another`() async throws {
    let cluster = try await Cluster()
    defer { cluster.stop() }
    let refused = try await trouble(of: cluster) { $0.server.port = 1 }
    #expect(refused?.kind == .connectionRefused)
    #expect(refused?.detail == "Connection refused")
    let silent = try Loopback.fullListener(ip: "127.0.0.9", port: 0)
    let unanswered = try await trouble(of: cluster, patience: .milliseconds(500)) {
      $0.server = .init(host: .address(silent.address.address), port: silent.address.port)
    }
    #expect(unanswered?.kind == .connectionFailed)
    #expect(unanswered?.detail.hasPrefix("no answer in ") == true)
    let plain = try await ClusterServer(nil)
    defer { plain.stop() }
    let untrusted = try await trouble(of: cluster) {
      $0.server.port = plain.address.port
      $0.server.host = .address(plain.address.address)
    }
    #expect(untrusted?.kind == .handshakeFailed)
  }

  @Test func `leads through a proxy, which is told no credentials`() async throws {
    let cluster = try await Cluster()
    defer { cluster.stop() }
    let proxy = try await SquidServer(.authenticated(user: "user", password: "word"))
    defer { proxy.stop() }
    let way = ClusterProxy(
      scheme: .http, host: .address(proxy.address.address), port: proxy.address.port,
      userInformation: Secret("user:word"))
    // A proxy opens tunnels to the ports that its rules name.
    let answer = try await cluster.answers(ClusterRead(.version), with: { $0.proxy = way })[0]
    if let found = answer.trouble {
      #expect(found.kind == .proxyFailed, "\(found)")
    } else {
      #expect(answer.isRead)
      #expect(answer.address == nil)
    }
    let denied = try await trouble(of: cluster) {
      $0.proxy = way
      $0.proxy?.userInformation = nil
    }
    #expect(denied?.kind == .proxyFailed)
    #expect(denied?.detail.contains("407") == true)
  }
}

@Suite(.timeLimit(.minutes(3)), .enabled(if: Program.python.shouldBeUsed, "python3 is not installed"))
struct `Who asks an API server` {
  private static let read = ClusterRead(.namespaces)

  @Test func `is known by a certificate`() async throws {
    let cluster = try await Cluster()
    defer { cluster.stop() }
    let admin = try await cluster.certificate("admin")
    let known = try await cluster.answers(Self.read, with: { $0.credentials = ClusterCredentials(certificate: admin) })[
      0]
    #expect(known.isRead)
    let stranger = try await cluster.certificate("stranger")
    let unknown = try await cluster.answers(
      Self.read, with: { $0.credentials = ClusterCredentials(certificate: stranger) })[0]
    #expect(unknown.ending == .unauthorized(message: "Unauthorized"))
    let mixed = ClusterCredentials.Certificate(chain: admin.chain, key: stranger.key)
    let unusable = try await cluster.answers(
      Self.read, with: { $0.credentials = ClusterCredentials(certificate: mixed) })[0]
    #expect(unusable.trouble?.kind == .clientCertificateUnusable)
  }

  @Test(arguments: [false, true])
  func `has a certificate that has expired, however the server says so`(isStrict: Bool) async throws {
    let cluster = try await Cluster(["strict": isStrict])
    defer { cluster.stop() }
    let expired = try await cluster.certificate("admin", validity: .expired)
    let answer = try await cluster.answers(
      Self.read, with: { $0.credentials = ClusterCredentials(certificate: expired) })[0]
    // In TLS 1.3 a request is under way before the server has refused the certificate, and a reset may overtake its alert.
    let kinds: [ClusterAccessTrouble.Kind] =
      isStrict ? [.clientCertificateExpired, .connectionFailed] : [.clientCertificateExpired]
    let trouble = try #require(answer.trouble)
    #expect(kinds.contains(trouble.kind), "\(trouble)")
  }

  @Test func `has a token, a file with one, or none`() async throws {
    let cluster = try await Cluster()
    defer { cluster.stop() }
    func answer(_ authorization: ClusterCredentials.Authorization?) async throws -> ClusterAnswer {
      try await cluster.answers(Self.read, with: { $0.credentials = ClusterCredentials(authorization: authorization) })[
        0]
    }
    #expect(try await answer(.token(Secret("token-of-tests"))).isRead)
    #expect(try await answer(.token(Secret("another"))).ending == .unauthorized(message: "Unauthorized"))
    #expect(try await answer(nil).ending == .unauthorized(message: "Unauthorized"))
    #expect(
      try await answer(.password(user: "a", password: Secret("b"))).ending == .unauthorized(message: "Unauthorized"))
    #expect(try cluster.server.requests.last?.authorization == "Basic YTpi")
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    #expect(try await answer(.tokenFile(path: try directory.write("token-of-tests\n", to: "token"))).isRead)
    for (content, detail) in [("", "it is empty"), ("a b", "it holds something else than a token")] {
      let found = try await answer(.tokenFile(path: try directory.write(content, to: "bad"))).trouble
      #expect(found?.kind == .tokenUnusable)
      #expect(found?.detail == detail)
    }
    #expect(try await answer(.tokenFile(path: directory.path("none"))).trouble?.detail == "No such file or directory")
  }

  @Test func `may be somebody else`() async throws {
    let cluster = try await Cluster()
    defer { cluster.stop() }
    let answer = try await cluster.answers(
      Self.read, with: { $0.credentials.impersonation = .init(user: "robot", groups: ["a"]) })[0]
    #expect(answer.isRead)
    #expect(try cluster.server.requests.allSatisfy { $0.impersonate == "robot" })
  }
}
