import Model
import Testing

@testable import Probing

/// A conversation with what came to it, request by request.
private struct Talk {
  var dialogue: any Dialogue
  private(set) var asks: [Ask] = []
  private(set) var end: Exchange.Conclusion?

  init(_ dialogue: some Dialogue) {
    self.dialogue = dialogue
    asks = [self.dialogue.begin()]
  }

  mutating func answer(_ status: Int, body: String = "{}", end: Exchange.Content.End = .whole) {
    let bytes = Array(body.utf8)
    let reply = Reply(
      number: asks.count, answer: Response.Answer(status: status),
      received: TransferResult.Received(headers: [], body: bytes, content: .init(bytes: bytes.count, end: end)))
    switch dialogue.received(reply).next {
    case .ask(let ask): asks.append(ask)
    case .conclude(let conclusion): self.end = conclusion
    }
  }

  var last: Ask { asks[asks.count - 1] }
  var targets: [String] { asks.map { "\($0.method.rawValue) \($0.address.target)" } }
}

private func endpoint(
  _ role: EndpointRole, _ host: String, path: String = "/", transport: Endpoint.Transport = .https, port: UInt16 = 443
) -> Endpoint {
  Endpoint(role: role, host: Host(host)!, port: port, transport: transport, path: path)
}

private let blob = endpoint(.blobStorage, "mystore.blob.core.windows.net")
private let table = endpoint(.tableStorage, "mystore.table.core.windows.net")

@Suite struct `A read of storage` {
  @Test(arguments: [
    (200, Exchange.Content.End.whole, Exchange.Conclusion.complete), (206, .stopped, .complete),
    (206, .cut, .stopped(reason: .contentIncomplete)), (200, .silent, .stopped(reason: .contentIncomplete)),
    (200, .malformed, .stopped(reason: .contentIncomplete)), (401, .whole, .stopped(reason: .refused)),
    (403, .whole, .stopped(reason: .refused)), (404, .whole, .stopped(reason: .status)),
    (416, .whole, .stopped(reason: .status)), (503, .whole, .stopped(reason: .status)),
  ])
  func `ends with the first answer`(status: Int, end: Exchange.Content.End, conclusion: Exchange.Conclusion) {
    var talk = Talk(StorageRead(.blob(path: "azureml/iris.pkl"), at: blob, credential: .signature(from: "SAS")))
    talk.answer(status, end: end)
    #expect(talk.end == conclusion)
    #expect(talk.targets == ["GET /azureml/iris.pkl"])
  }

  @Test func `asks for the first MiB of a blob with the signature, and keeps nothing`() {
    let ask = Talk(StorageRead(.blob(path: "azureml/iris.pkl"), at: blob, credential: .signature(from: "SAS"))).last
    #expect(ask.range == 1 << 20)
    #expect(ask.bodyLimit == 1 << 20)
    #expect(ask.authorization == .signature(from: "SAS"))
    #expect(ask.isConfidential)
    #expect(ask.isSecret)
  }

  @Test(arguments: [("routing", "/routing()?$top=1"), (nil, "/Tables?$top=1")] as [(String?, String)])
  func `asks a table for one entity`(name: String?, target: String) {
    let ask = Talk(StorageRead(.table(name: name), at: table, credential: .bearer(tokenFrom: "TOKEN"))).last
    #expect(ask.address.target == target)
    #expect(ask.shownTarget == target)
    #expect(ask.range == nil)
    #expect(ask.authorization == .bearer(tokenFrom: "TOKEN"))
    // Without a version a token of Entra's is refused.
    #expect(ask.headers == Exchange.Purpose.tableEntity.headers)
    #expect(ask.isConfidential)
  }
}

@Suite struct `A read of instance metadata` {
  @Test(arguments: [
    (200, #"{"apiVersions":["2021-02-01"]}"#, Exchange.Conclusion.complete),
    (200, "<html>", .stopped(reason: .contentUnreadable)), (200, "{}", .stopped(reason: .contentUnreadable)),
    (404, "{}", .stopped(reason: .status)), (429, "{}", .stopped(reason: .status)),
  ])
  func `is one question with the header that keeps strangers out`(
    status: Int, body: String, conclusion: Exchange.Conclusion
  ) {
    var talk = Talk(MetadataRead(at: endpoint(.apiServer, "169.254.169.254", transport: .http, port: 80)))
    talk.answer(status, body: body)
    #expect(talk.end == conclusion)
    #expect(talk.targets == ["GET /metadata/versions"])
    #expect(talk.last.headers == ["Metadata: true"])
    #expect(!talk.last.isSecret)
  }
}

@Suite struct `A call of a deployed service` {
  private static let path = "/api/v1/service/iris/score"
  private static let interface = "GET /api/v1/service/iris/swagger.json"

  private func call(
    path: String = path, _ credential: Credential? = .key(from: "KEY"), sample: SampleRequest? = nil
  ) -> Talk {
    Talk(ScoringCall(at: endpoint(.scoring, "iris.corp", path: path), credential: credential, sample: sample))
  }

  @Test func `asks the root without the key, and then the description with it`() {
    var talk = call()
    #expect(talk.last.authorization == .none)
    talk.answer(200)
    #expect(talk.last.authorization == .key(from: "KEY"))
    talk.answer(200)
    #expect(talk.targets == ["GET /", Self.interface])
    #expect(talk.end == .complete)
  }

  @Test(arguments: [404, 405, 500, 503])
  func `asks the service itself where there is no description`(status: Int) {
    var talk = call()
    talk.answer(200)
    talk.answer(status)
    #expect(talk.targets == ["GET /", Self.interface, "GET \(Self.path)"])
    #expect(talk.last.authorization == .key(from: "KEY"))
  }

  @Test func `asks the service at once where its path has no description beside it`() {
    var talk = call(path: "/iris")
    talk.answer(404)
    #expect(talk.targets == ["GET /", "GET /iris"])
  }

  @Test(arguments: [
    (200, Exchange.Conclusion.complete), (400, .complete), (405, .complete), (500, .complete), (502, .complete),
    (401, .stopped(reason: .refused)), (403, .stopped(reason: .refused)), (404, .stopped(reason: .status)),
    (429, .stopped(reason: .status)), (503, .stopped(reason: .status)), (504, .stopped(reason: .status)),
  ])
  func `takes a model that fails without an input for one that is reached`(
    status: Int, conclusion: Exchange.Conclusion
  ) {
    var talk = call(path: "/iris")
    talk.answer(200)
    talk.answer(status)
    #expect(talk.end == conclusion)
  }

  @Test func `never posts unless there is a sample`() {
    for status in [200, 400, 500] {
      var talk = call()
      talk.answer(200)
      talk.answer(404)
      talk.answer(status)
      #expect(talk.asks.allSatisfy { $0.method == .get })
    }
  }

  @Test(arguments: [
    (200, Exchange.Conclusion.complete), (201, .complete), (400, .stopped(reason: .status)),
    (401, .stopped(reason: .refused)), (502, .stopped(reason: .status)),
  ])
  func `posts the sample last, once`(status: Int, conclusion: Exchange.Conclusion) {
    var talk = call(sample: SampleRequest(bytes: 12, contentType: "application/json"))
    talk.answer(200)
    talk.answer(200)
    #expect(talk.last.method == .post)
    #expect(talk.last.headers == ["Content-Type: application/json"])
    #expect(talk.last.isConfidential)
    talk.answer(status)
    #expect(talk.targets == ["GET /", Self.interface, "POST \(Self.path)"])
    #expect(talk.end == conclusion)
  }

  @Test func `posts nothing once the key is refused`() {
    var talk = call(sample: SampleRequest(bytes: 12, contentType: "application/json"))
    talk.answer(200)
    talk.answer(401)
    #expect(talk.end == .stopped(reason: .refused))
    #expect(talk.asks.count == 2)
  }
}

@Suite struct `The secrets of a run` {
  @Test func `leave an answer that repeats a signature, or a part of it`() {
    let secrets = Secrets(["SAS": "?sv=2022-11-02&sp=r&sig=abc%2Fdef%3D"])
    #expect(secrets.concealed(in: "String to sign; sig=abc/def= is wrong") == "String to sign; sig=••• is wrong")
    #expect(secrets.concealed(in: "at /x?sv=2022-11-02&sp=r&sig=abc%2Fdef%3D") == "at /x•••")
    #expect(secrets.concealed(in: "got abc%2Fdef%3D") == "got •••")
  }
}
