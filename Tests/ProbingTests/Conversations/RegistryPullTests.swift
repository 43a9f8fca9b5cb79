import Model
import Testing

@testable import Probing

/// A pull with what came to it, request by request.
private struct Talk {
  var pull: RegistryPull
  private(set) var asks: [Ask] = []
  private(set) var end: Exchange.Conclusion?

  init(
    _ image: String = "models/iris:3", role: EndpointRole = .acr, credential: Credential? = nil,
    variables: Set<String> = []
  ) throws {
    let registry = Endpoint(
      role: role, host: try #require(Host("myacr.azurecr.io")), port: 443, transport: .https)
    pull = RegistryPull(
      image: try #require(ImageReference(image)), registry: registry, credential: credential, variables: variables)
    asks = [pull.begin()]
  }

  mutating func answer(
    _ status: Int, _ headers: [(String, String)] = [], body: String = "", content: Exchange.Content? = nil
  ) {
    let bytes = Array(body.utf8)
    let reply = Reply(
      number: asks.count, answer: Response.Answer(status: status),
      received: TransferResult.Received(
        headers: headers.map { Response.Header(name: $0.0, value: $0.1) }, body: bytes,
        content: content ?? Exchange.Content(bytes: bytes.count)))
    switch pull.received(reply).next {
    case .ask(let ask): asks.append(ask)
    case .conclude(let conclusion): end = conclusion
    }
  }

  mutating func challenge(_ realm: String = "https://myacr.azurecr.io/oauth2/token") {
    answer(401, [("www-authenticate", #"Bearer realm="\#(realm)",service="myacr.azurecr.io""#)])
  }

  var last: Ask { asks[asks.count - 1] }
  var targets: [String] { asks.map { "\($0.method.rawValue) \($0.address.target)" } }
}

private let first = "sha256:" + String(repeating: "a", count: 64)
private let second = "sha256:" + String(repeating: "b", count: 64)
private let third = "sha256:" + String(repeating: "c", count: 64)

private func manifest(_ layers: [(String, Int)]) -> String {
  let entries = layers.map { #"{"digest":"\#($0.0)","size":\#($0.1)}"# }.joined(separator: ",")
  return #"{"schemaVersion":2,"config":{"digest":"\#(first)","size":100},"layers":[\#(entries)]}"#
}

private let basic = Credential.basic(usernameFrom: "ACR_USER", passwordFrom: "ACR_PASSWORD")

@Suite struct `A registry pull` {
  @Test func `asks for challenge, token, list, manifest, configuration and layers in this order`() throws {
    var talk = try Talk()
    talk.challenge()
    talk.answer(200, body: #"{"access_token":"secret-token"}"#)
    talk.answer(
      200,
      body: #"""
        {"manifests":[{"digest":"\#(third)","platform":{"os":"windows","architecture":"amd64"}},
        {"digest":"\#(second)","platform":{"os":"linux","architecture":"amd64"}}]}
        """#)
    talk.answer(200, body: manifest([(second, 5_000), (third, 30_000_000)]))
    talk.answer(200)
    talk.answer(200)
    talk.answer(206, content: Exchange.Content(bytes: 1 << 20, rangeIsHonored: true))
    #expect(
      talk.targets == [
        "GET /v2/",
        "GET /oauth2/token?service=myacr.azurecr.io&scope=repository%3Amodels%2Firis%3Apull",
        "GET /v2/models/iris/manifests/3", "GET /v2/models/iris/manifests/\(second)",
        "GET /v2/models/iris/blobs/\(first)", "GET /v2/models/iris/blobs/\(second)",
        "GET /v2/models/iris/blobs/\(third)",
      ])
    #expect(talk.last.range == 1 << 20 && talk.last.bodyLimit == 1 << 20)
    #expect(talk.asks[3].expectedDigest == second)
    #expect(talk.asks.dropFirst(2).allSatisfy { $0.authorization == .issued(by: 2) && $0.token == "secret-token" })
    #expect(talk.end == .complete)
  }

  @Test func `does without a token where the registry lets everybody in`() throws {
    var talk = try Talk("mcr/hello-world", role: .mcr)
    talk.answer(200)
    #expect(talk.targets.last == "GET /v2/mcr/hello-world/manifests/latest")
    #expect(talk.last.authorization == .none)
    #expect(talk.last.redirectRole == .mcrData)
  }

  @Test func `asks for a token where only the manifest wants one`() throws {
    var talk = try Talk()
    talk.answer(200)
    talk.challenge()
    talk.answer(200, body: #"{"token":"t"}"#)
    #expect(talk.targets.last == "GET /v2/models/iris/manifests/3")
    talk.challenge()
    #expect(talk.end == .stopped(reason: .noCredential), "a token that anybody gets proves nobody")
  }

  @Test func `shows the password to the registry's own token service only`() throws {
    var own = try Talk(credential: basic, variables: ["ACR_USER", "ACR_PASSWORD"])
    own.challenge()
    #expect(own.last.authorization == .basic(usernameFrom: "ACR_USER", passwordFrom: "ACR_PASSWORD"))
    var foreign = try Talk(credential: basic, variables: ["ACR_USER", "ACR_PASSWORD"])
    foreign.challenge("https://tokens.example/token")
    #expect(foreign.last.authorization == .none)
    #expect(foreign.last.origin == Exchange.Origin(status: 401, from: "myacr.azurecr.io:443"))
    var plain = try Talk(credential: basic, variables: ["ACR_USER", "ACR_PASSWORD"])
    plain.challenge("http://myacr.azurecr.io/oauth2/token")
    #expect(plain.end == .stopped(reason: .challengeUnreadable))
  }

  @Test func `exchanges an Entra token for a token of the registry's`() throws {
    var talk = try Talk(credential: .entraToken(from: "ENTRA_TOKEN"), variables: ["ENTRA_TOKEN"])
    talk.challenge()
    #expect(talk.targets.last == "POST /oauth2/exchange")
    talk.answer(200, body: #"{"refresh_token":"r"}"#)
    #expect(talk.targets.last == "POST /oauth2/token")
    #expect(talk.last.form.map(\.name) == ["grant_type", "service", "scope", "refresh_token"])
    talk.answer(200, body: #"{"access_token":"a"}"#)
    #expect(talk.targets.last == "GET /v2/models/iris/manifests/3")
    #expect(talk.last.token == "a")
  }

  @Test(
    arguments: [
      (nil, [], 401, .noCredential), (basic, [], 401, .variableNotSet), (basic, ["ACR_USER"], 403, .variableNotSet),
      (basic, ["ACR_USER", "ACR_PASSWORD"], 401, .refused), (nil, [], 429, .status), (nil, [], 500, .status),
    ] as [(Credential?, Set<String>, Int, Exchange.Stop)])
  func `ends where no token is issued`(
    credential: Credential?, variables: Set<String>, status: Int, stop: Exchange.Stop
  ) throws {
    var talk = try Talk(credential: credential, variables: variables)
    talk.challenge()
    talk.answer(status)
    #expect(talk.end == .stopped(reason: stop))
  }

  @Test(
    arguments: [
      ("<html>", Exchange.Content.End.whole, nil, Exchange.Stop.contentUnreadable),
      (#"{"schemaVersion":1,"fsLayers":[]}"#, .whole, nil, .contentUnreadable),
      (
        #"{"manifests":[{"digest":"\#(first)","platform":{"os":"linux","architecture":"arm64"}}]}"#, .whole, nil,
        .noPlatform
      ),
      (manifest([]), .cut, nil, .contentIncomplete), (manifest([]), .silent, nil, .contentIncomplete),
      (manifest([]), .stopped, nil, .contentTooLong), (manifest([]), .whole, second, .contentDiffers),
      (#"{"config":{"digest":"sha256:../../x","size":1},"layers":[]}"#, .whole, nil, .contentUnreadable),
    ] as [(String, Exchange.Content.End, String?, Exchange.Stop)])
  func `goes on from a whole manifest only`(
    body: String, end: Exchange.Content.End, digest: String?, stop: Exchange.Stop
  ) throws {
    var talk = try Talk()
    talk.answer(200)
    talk.answer(
      200, body: body,
      content: Exchange.Content(
        bytes: body.utf8.count, end: end, digest: digest, expectedDigest: digest.map { _ in first }))
    #expect(talk.end == .stopped(reason: stop))
  }

  @Test(
    arguments: [
      ([(second, 5_000)], ["layer \(5_001)"]), ([(second, 5_000), (third, 5_000)], ["layer \(5_001)"]),
      ([(second, 5_000), (third, 6_000)], ["layer \(5_001)", "layer \(6_001)"]),
      ([(second, 4 << 20), (third, (4 << 20) + 1)], ["layer \((4 << 20) + 1)", "layerBeginning \(1 << 20)"]),
      ([(second, (4 << 20) + 1)], ["layerBeginning \(1 << 20)"]), ([], []),
    ] as [([(String, Int)], [String])])
  func `downloads the smallest layer and the beginning of the largest, each once`(
    layers: [(String, Int)], downloads: [String]
  ) throws {
    var talk = try Talk()
    talk.answer(200)
    talk.answer(200, body: manifest(layers))
    for _ in 0...downloads.count { talk.answer(200) }
    #expect(talk.asks.dropFirst(3).map { "\($0.purpose.rawValue) \($0.bodyLimit)" } == downloads)
    #expect(talk.end == .complete)
  }
}
