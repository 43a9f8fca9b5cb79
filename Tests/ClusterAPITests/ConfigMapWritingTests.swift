import Model
import Testing

@testable import ClusterAPI

@Suite struct `A text left in a ConfigMap` {
  private typealias Answer = ReadingScript.Answer
  private static let map = ConfigMapName(namespace: "checks", name: "reports")
  private static let patch = "PATCH /api/v1/namespaces/checks/configmaps/reports?fieldManager=aml-preflight"
  private static let create = "POST /api/v1/namespaces/checks/configmaps?fieldManager=aml-preflight"
  private static let done = Answer(status: 200, body: #"{"kind":"ConfigMap","data":{"a":"b"}}"#)

  private func play(
    _ answers: [Answer], isRenewable: Bool = false
  ) -> (ending: ClusterAnswer.Ending?, steps: [String], requests: Int) {
    var writing = ConfigMapWriting("text", as: "node-1.json", in: Self.map, isRenewable: isRenewable)
    var action = writing.begin()
    var steps: [String] = []
    var left = answers[...]
    while true {
      switch action {
      case .end(let ending): return (ending, steps, writing.requests)
      case .send(let request): steps.append(request.description)
      case .wait(let duration, let request): steps += ["wait \(duration)", request.description]
      case .renew(let request): steps += ["renew", request.description]
      }
      guard let answer = left.popFirst() else { return (nil, steps, writing.requests) }
      writing.received(status: answer.status, contentType: answer.type, retryAfter: answer.retryAfter)
      let goesOn = writing.received(body: Array(answer.body.utf8))
      action = writing.ended(goesOn || answer.end != .completed ? answer.end : .stopped)
    }
  }

  private static let nothing = ClusterAnswer.Ending.read(objects: .configMaps([]), total: 0)

  @Test func `is one request where the ConfigMap exists`() {
    let (ending, steps, requests) = play([Self.done])
    #expect(ending == Self.nothing)
    #expect(steps == [Self.patch])
    #expect(requests == 1)
  }

  @Test func `names its key alone, and has its text as JSON`() throws {
    let request = APIRequest.patch("{\"a\":\"\\ \u{1}é\"}\n", as: "node \"1\"", of: "reports", in: "checks")
    #expect(request.contentType == "application/merge-patch+json")
    var scanner = JSONScanner(keeping: .all)
    _ = try scanner.take(request.body)
    #expect(try scanner.finish()["data"]?.texts == ["node \"1\"": "{\"a\":\"\\ \u{1}é\"}\n"])
  }

  @Test func `makes the ConfigMap where there is none`() {
    let (ending, steps, _) = play([ReadingScript.status(404, "NotFound"), Answer(status: 201, body: "{}")])
    #expect(ending == Self.nothing)
    #expect(steps == [Self.patch, Self.create])
  }

  @Test func `goes on where somebody else made it meanwhile`() {
    let (ending, steps, _) = play([
      ReadingScript.status(404, "NotFound"), ReadingScript.status(409, "AlreadyExists"), Self.done,
    ])
    #expect(ending == Self.nothing)
    #expect(steps == [Self.patch, Self.create, Self.patch])
  }

  @Test func `does not go round in circles`() {
    let missing = ReadingScript.status(404, "NotFound")
    let (ending, steps, _) = play([missing, ReadingScript.status(409, "AlreadyExists"), missing])
    #expect(ending == .absent)
    #expect(steps.count == 3)
    #expect(play([missing, missing]).ending == .absent)
  }

  @Test func `names the right that is missing`() {
    let forbidden = ReadingScript.status(403, "Forbidden", message: "no")
    guard case .needsRight(let right, "no")? = play([forbidden]).ending else { return #expect(Bool(false)) }
    #expect(right.description == "patch configmaps/reports in checks")
    guard case .needsRight(let other, _)? = play([ReadingScript.status(404), forbidden]).ending else {
      return #expect(Bool(false))
    }
    #expect(other.description == "create configmaps in checks")
  }

  @Test func `waits where the server asks for patience, and not for ever`() {
    var busy = ReadingScript.status(429, "TooManyRequests")
    busy.retryAfter = "2"
    let (ending, steps, _) = play([busy, ReadingScript.status(500), Self.done])
    #expect(ending == Self.nothing)
    #expect(steps == [Self.patch, "wait 2.0 seconds", Self.patch, "wait 0.5 seconds", Self.patch])
    guard case .failed(429, "TooManyRequests", _)? = play(Array(repeating: busy, count: 9)).ending else {
      return #expect(Bool(false))
    }
  }

  @Test func `renews credentials once`() {
    let refused = ReadingScript.status(401, "Unauthorized")
    #expect(play([refused, Self.done], isRenewable: true).steps == [Self.patch, "renew", Self.patch])
    #expect(play([refused, refused], isRenewable: true).ending == .unauthorized(message: "m"))
    #expect(play([refused]).ending == .unauthorized(message: "m"))
  }

  @Test(arguments: [(413, "RequestEntityTooLarge"), (422, "Invalid"), (400, "BadRequest"), (405, "MethodNotAllowed")])
  func `says what the server says`(status: Int, reason: String) {
    let (ending, steps, _) = play([ReadingScript.status(status, reason, message: "Too long")])
    #expect(ending == .failed(status: status, reason: reason, message: "Too long"))
    #expect(steps.count == 1)
  }

  @Test func `keeps the text that came where it is no JSON`() {
    let page = Answer(status: 502, body: "<html>Bad gateway</html>", type: "text/html")
    guard case .failed(502, "", let message)? = play(Array(repeating: page, count: 5)).ending else {
      return #expect(Bool(false))
    }
    #expect(message.contains("Bad gateway"))
  }

  @Test func `takes an answer of any size for an answer`() {
    let (ending, _, _) = play([Answer(status: 200, body: String(repeating: "x", count: 5 << 20))])
    #expect(ending == Self.nothing)
  }

  @Test func `is not there where the connection broke`() {
    let ending = ClusterAnswer.Ending.unanswered(after: Milliseconds(microseconds: 5_000_000))
    #expect(play([Answer(status: 200, body: "{", end: .failed(ending))]).ending == ending)
  }
}
