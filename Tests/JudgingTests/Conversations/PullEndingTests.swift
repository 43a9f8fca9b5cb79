import Judging
import Model
import TestSupport
import Testing

/// How a pull ended, and what must be made of it.
private struct Ending: Sendable, CustomStringConvertible {
  enum Outcome: Sendable { case fail, skipped, inconclusive }

  var description: String
  var stop: Exchange.Stop
  var outcome: Outcome
  var causes: [Cause]
  var scene: TalkScene

  init(
    _ description: String, _ stop: Exchange.Stop, _ purpose: Exchange.Purpose, _ status: Int,
    headers: [String: String] = Self.marks, body: String = "", content: Exchange.Content? = nil,
    authorization: Exchange.Authorization = .none, origin: Exchange.Origin? = nil, _ outcome: Outcome,
    _ causes: Cause..., change: (inout TalkScene) -> Void = { _ in }
  ) {
    self.description = description
    self.stop = stop
    self.outcome = outcome
    self.causes = causes
    var scene = TalkScene()
    change(&scene)
    let answer = Response.Answer(
      status: status, headers: headers.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value) },
      body: body)
    scene.say(
      purpose, answer, content: content, authorization: authorization, origin: origin,
      conclusion: .stopped(reason: stop))
    self.scene = scene
  }

  static let marks = ["docker-distribution-api-version": "registry/2.0"]
  static let page = ["content-type": "text/html"]
  static let issued = Exchange.Authorization.issued(by: 1)
  static let elsewhere = Exchange.Origin(status: 307, from: "myacr.azurecr.io:443")
  static let example = ConversationKind.pull(image: TalkScene.image)

  /// A token that holds from or until so many seconds before or after the registry's clock.
  static func token(from: Int64?, until: Int64?) -> (inout TalkScene) -> Void {
    { scene in
      func moment(_ seconds: Int64?) -> Timestamp? {
        seconds.map { Timestamp(secondsSince1970: 1_769_850_000 + $0) }
      }
      scene.say(
        .token, Response.Answer(status: 200),
        content: Exchange.Content(bytes: 900, validity: .init(from: moment(from), until: moment(until))))
    }
  }
  /// The registry's clock in those tables: 2026-01-31 09:00:00 UTC.
  static let date = ["date": "Sat, 31 Jan 2026 09:00:00 GMT"]

  static func content(_ end: Exchange.Content.End, bytes: Int = 500) -> Exchange.Content {
    Exchange.Content(bytes: bytes, end: end, total: 3_000, digest: "sha256:00", expectedDigest: "sha256:01")
  }

  static let all: [Ending] = [
    // Who asks.
    Ending("anonymous", .noCredential, .challenge, 401, .skipped),
    Ending("anonymous at the manifest", .noCredential, .manifest, 401, .skipped),
    Ending("a stranger's challenge", .noCredential, .challenge, 401, headers: [:], .fail, .serviceImpostor),
    Ending("the example wants a credential", .noCredential, .manifest, 401, .fail, .registryCredentials) {
      $0.kind = example
    },
    Ending("the router's image wants a credential", .noCredential, .manifest, 401, .inconclusive) {
      $0.endpoint = .mcr
    },
    Ending("variable not set", .variableNotSet, .token, 401, .skipped),
    Ending("wrong password", .refused, .token, 401, .fail, .registryCredentials),
    Ending("wrong password, without tokens", .refused, .manifest, 401, .fail, .registryCredentials),
    Ending("refresh token refused", .refused, .token, 401, authorization: issued, .fail, .registryCredentials),
    Ending(
      "no right by the challenge", .refused, .manifest, 401,
      headers: ["www-authenticate": #"Bearer error="insufficient_scope",service="myacr""#], authorization: issued,
      .fail,
      .registryNotAuthorized),
    Ending(
      "no right by the error", .refused, .manifest, 401, headers: marks, body: #"{"errors":[{"code":"DENIED"}]}"#,
      authorization: issued, .fail, .registryNotAuthorized),
    Ending("token rejected", .refused, .manifest, 401, authorization: issued, .fail, .registryTokenRejected),
    Ending(
      "token ahead of the registry's clock", .refused, .manifest, 401, headers: marks.merging(date) { $1 },
      authorization: issued, .fail, .registryTokenRejected, change: token(from: 600, until: 900)),
    Ending(
      "token behind the registry's clock", .refused, .manifest, 401, headers: marks.merging(date) { $1 },
      authorization: issued, .fail, .registryTokenRejected, change: token(from: -900, until: -600)),
    Ending(
      "the firewall, though a token is shown", .refused, .manifest, 403, headers: marks,
      body: "client with IP '203.0.113.7' is not allowed access", authorization: issued, .fail, .registryNetworkRules),
    // What is said instead.
    Ending(
      "the firewall", .status, .challenge, 403, headers: marks,
      body: "client with IP '203.0.113.7' is not allowed access. Refer https://aka.ms/acr/firewall", .fail,
      .registryNetworkRules),
    Ending("the firewall, without its text", .status, .challenge, 403, .fail, .registryNetworkRules),
    Ending("the token service refuses", .status, .token, 403, .fail, .registryCredentials),
    Ending("the manifest is refused", .status, .manifest, 403, .fail, .registryNotAuthorized),
    Ending("the layer host refuses", .status, .layer, 403, origin: elsewhere, .fail, .serviceFailing),
    Ending("throttled", .status, .manifest, 429, .fail, .serviceThrottled),
    Ending(
      "the layer host is busy", .status, .layer, 503, headers: ["x-ms-error-code": "ServerBusy"], origin: elsewhere,
      .fail,
      .serviceThrottled),
    Ending("no such tag", .status, .manifest, 404, .fail, .registryImageMissing),
    Ending("the example is not offered", .status, .manifest, 404, .skipped) { $0.kind = example },
    Ending("a stranger knows no manifest", .status, .manifest, 404, headers: [:], .fail, .serviceImpostor),
    Ending("a layer is gone", .status, .layer, 404, .fail, .registryContentCorrupt),
    Ending("the platform's manifest is gone", .status, .platformManifest, 404, .fail, .registryContentCorrupt),
    Ending("the registry is broken", .status, .manifest, 500, .fail, .serviceFailing),
    Ending("a block page", .status, .layer, 403, headers: page, body: "<html>", .fail, .serviceImpostor),
    Ending("a teapot", .status, .manifest, 418, headers: [:], .fail, .serviceImpostor),
    Ending("a challenge of nothing", .challengeUnreadable, .challenge, 401, headers: [:], .fail, .serviceImpostor),
    Ending("no token in the answer", .noToken, .token, 200, headers: [:], .fail, .serviceImpostor),
    // Where it leads.
    Ending(
      "to plain HTTP", .redirectToPlain, .layer, 307, headers: ["location": "http://x/"], .fail, .serviceRedirectsWrong),
    Ending(
      "in a circle", .redirectLoop, .layer, 307, headers: ["location": "https://x/"], .fail, .serviceRedirectsWrong),
    Ending("to no URL", .redirectUnreadable, .layer, 307, headers: ["location": "mailto:x"], .fail, .serviceImpostor),
    // What comes.
    Ending("no manifest", .contentUnreadable, .manifest, 200, body: "{}", .fail, .registryContentCorrupt),
    Ending("a page", .contentUnreadable, .manifest, 200, headers: page, body: "<html>", .fail, .serviceImpostor),
    Ending("no form for the nodes", .noPlatform, .manifest, 200, .fail, .registryImageMissing),
    Ending(
      "another digest", .contentDiffers, .layer, 200, content: content(.whole), .fail, .registryContentCorrupt),
    Ending(
      "no end", .contentTooLong, .manifest, 200, content: content(.stopped, bytes: 4 << 20), .fail, .serviceContentCut),
    Ending("cut", .contentIncomplete, .layer, 200, content: content(.cut), .fail, .serviceContentCut),
    Ending("silent", .contentIncomplete, .layer, 200, content: content(.silent), .fail, .serviceContentCut),
    Ending("broken chunks", .contentIncomplete, .layer, 200, content: content(.malformed), .fail, .serviceContentCut),
    Ending("nothing known of it", .contentIncomplete, .layer, 200, .inconclusive),
    Ending("still coming", .contentIncomplete, .layer, 200, content: content(.silent), .inconclusive) {
      $0.isFinished = false
    },
    // What could not be found out.
    Ending("out of time", .outOfTime, .layer, 200, .inconclusive) { $0.isFinished = false },
    Ending("no answer", .noAnswer, .manifest, 200, .inconclusive),
  ]
}

@Suite struct `A pull that ends early` {
  @Test(arguments: Ending.all)
  fileprivate func `comes to one outcome and one cause`(_ ending: Ending) {
    let report = ending.scene.report
    let outcome = report.verdicts[0].outcome
    switch (ending.outcome, outcome) {
    case (.fail, .fail), (.skipped, .skipped), (.inconclusive, .inconclusive): break
    default: Issue.record("\(ending): \(outcome)")
    }
    #expect(report.causes == ending.causes, "\(ending)")
    // Who else it is that answers can only be supposed.
    for finding in report.findings where finding.cause != .serviceImpostor {
      #expect(finding.confidence == .proved, "\(ending)")
    }
  }

  @Test func `has a line for every way to end`() {
    #expect(Set(Ending.all.map(\.stop)) == Set(Exchange.Stop.allCases))
    #expect(Set(Ending.all.map(\.description)).count == Ending.all.count)
  }

  @Test(arguments: [(Int64?.some(600), Int64?.some(900), "holds only in"), (-900, -600, "ran out")])
  func `says by whose clock a token does not hold`(from: Int64?, until: Int64?, text: String) {
    var scene = TalkScene()
    Ending.token(from: from, until: until)(&scene)
    scene.say(
      .manifest,
      Response.Answer(status: 401, headers: [.init(name: "date", value: Ending.date["date"] ?? "")]),
      authorization: .issued(by: 1), conclusion: .stopped(reason: .refused))
    #expect(scene.verdict.symptoms.first?.facts[.reason]?.contains(text) == true)
  }
}
