import COpenSSL
import Model
import Testing

@testable import Probing

@Suite struct `A handshake` {
  private static let root = TestCertificate.make("Root", isAuthority: true)
  private static let intermediate = TestCertificate.make("Intermediate", by: root, isAuthority: true)
  private let climb = Climb(upTo: .handshake, trusted: [root])

  private static func leaf(
    _ names: [String] = ["DNS:good.test"], by issuer: TestCertificate = root,
    validity: TestCertificate.Validity = .init(), padding: Int = 0
  ) -> TestCertificate {
    .make("leaf", for: names, by: issuer, validity: validity, padding: padding, issuerURL: "http://ca.test/ca.der")
  }

  /// A server that completes the handshake and answers one request.
  private func server(_ chain: [TestCertificate], upTo version: Int32 = TLS1_3_VERSION) -> LoopbackServer {
    LoopbackServer { peer in
      guard let tls = TLSPeer(peer, .init(chain: chain, maximumVersion: version)) else { return }
      guard !tls.readHead().isEmpty else { return }
      tls.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
      tls.finish()
      peer.waitForEnd()
    }
  }

  @Test func `records version, cipher, chain and that it verifies`() async throws {
    let handshake = try #require(try await climb.up(server([Self.leaf()])).handshake)
    guard case .completed(let session) = handshake.ending else {
      Issue.record("\(handshake.ending)")
      return
    }
    #expect(session.protocolVersion == "TLSv1.3")
    #expect(session.cipher.hasPrefix("TLS_"))
    #expect(session.duration > .zero)
    #expect(handshake.chainErrors.isEmpty)
    #expect(handshake.nameMatches == true)
    let certificate = try #require(handshake.chain.first)
    #expect(certificate.subject == "CN=leaf")
    #expect(certificate.issuer == "CN=Root")
    #expect(certificate.alternativeNames == ["good.test"])
    #expect(certificate.publicKey == "id-ecPublicKey 256")
    #expect(certificate.issuerURLs == ["http://ca.test/ca.der"])
    #expect(certificate.fingerprint.count == 64)
    #expect(certificate.notBefore.days(until: certificate.notAfter) == 31)
    #expect(certificate.encoding?.content.isEmpty == false)
  }

  @Test func `of TLS 1-2 is told from one of TLS 1-3`() async throws {
    let handshake = try #require(try await climb.up(server([Self.leaf()], upTo: TLS1_2_VERSION)).handshake)
    guard case .completed(let session) = handshake.ending else {
      Issue.record("\(handshake.ending)")
      return
    }
    #expect(session.protocolVersion == "TLSv1.2")
  }

  @Test func `is followed by the response on the same connection`() async throws {
    var climb = climb
    climb.upTo = .response
    let gathered = try await climb.up(server([Self.leaf()]))
    #expect(gathered.handshake?.isCompleted == true)
    #expect(gathered.answer?.body == "ok")
    #expect(gathered.answer?.bodyIsComplete == true)
  }

  struct BrokenChain: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var chain: [TestCertificate]
    var errors: [ChainError.Reason]
    var nameMatches = true
  }

  private static let broken: [BrokenChain] = [
    BrokenChain(
      testDescription: "expired", chain: [leaf(validity: .init(from: -20, to: -10))], errors: [.expired]),
    BrokenChain(
      testDescription: "not yet valid", chain: [leaf(validity: .init(from: 10, to: 20))], errors: [.notYetValid]),
    BrokenChain(testDescription: "wrong name", chain: [leaf(["DNS:other.test"])], errors: [], nameMatches: false),
    BrokenChain(
      testDescription: "self-signed", chain: [.make("self", for: ["DNS:good.test"])], errors: [.selfSigned]),
    BrokenChain(
      testDescription: "missing intermediate", chain: [leaf(by: intermediate)], errors: [.issuerNotFound]),
    BrokenChain(testDescription: "whole chain", chain: [leaf(by: intermediate), intermediate], errors: []),
    BrokenChain(
      testDescription: "expired and wrong name and self-signed",
      chain: [.make("self", for: ["DNS:other.test"], validity: .init(from: -20, to: -10))],
      errors: [.selfSigned, .expired], nameMatches: false),
  ]

  @Test(arguments: broken)
  func `is completed and keeps everything that is wrong with the chain`(_ broken: BrokenChain) async throws {
    let handshake = try #require(try await climb.up(server(broken.chain)).handshake)
    #expect(handshake.isCompleted)
    #expect(handshake.chainErrors.map(\.reason) == broken.errors)
    #expect(handshake.chain.count == broken.chain.count)
    #expect(handshake.nameMatches == broken.nameMatches)
  }

  @Test func `names the root that nobody knows, at its depth`() async throws {
    let stranger = TestCertificate.make("Stranger", isAuthority: true)
    let handshake = try await climb.up(server([Self.leaf(by: stranger), stranger])).handshake
    #expect(handshake?.chainErrors.map(\.reason) == [.selfSignedInChain])
    #expect(handshake?.chainErrors.map(\.depth) == [1])
  }

  @Test func `with an address checks the address in the certificate`() async throws {
    var climb = climb
    climb.host = "127.0.0.1"
    #expect(try await climb.up(server([Self.leaf(["IP:127.0.0.1"])])).handshake?.nameMatches == true)
    #expect(try await climb.up(server([Self.leaf(["IP:127.0.0.2"])])).handshake?.nameMatches == false)
  }

  @Test func `keeps at most 16 certificates of a chain, and no encoding over 16 KiB`() async throws {
    let large = Self.leaf(padding: 30_000)
    let chain = [large] + (0..<20).map { _ in Self.intermediate }
    let handshake = try #require(try await climb.up(server(chain)).handshake)
    #expect(handshake.isCompleted)
    #expect(handshake.chain.count == Handshake.certificateLimit)
    #expect(handshake.chainIsCut)
    #expect(handshake.chain[0].encoding == nil)
    #expect(handshake.chain[1].encoding != nil)
  }

  @Test func `survives a chain of 150 KB`() async throws {
    let chain = [Self.leaf(padding: 50_000)] + (0..<4).map { .make("Filler \($0)", padding: 25_000) }
    #expect(try await climb.up(server(chain)).handshake?.isCompleted == true)
  }

  @Test(arguments: [TLS1_VERSION, TLS1_1_VERSION])
  func `with a server that knows only an old version is refused by one of the two sides`(version: Int32) async throws {
    let handshake = try #require(try await climb.up(server([Self.leaf()], upTo: version)).handshake)
    switch handshake.ending {
    case .alerted(alert: "protocol_version", _), .unsupported: break
    default: Issue.record("\(handshake.ending)")
    }
  }

  @Test func `offers no application protocol where HTTP is not spoken`() async throws {
    var climb = climb
    climb.transport = .tls
    climb.upTo = .response
    let gathered = try await climb.up(server([Self.leaf()]))
    #expect(gathered.handshake?.isCompleted == true)
    #expect(gathered.count == 1)
  }
}
