import Model
import TestSupport

/// What is wrong in one run, and what must be made of it.
struct PullFault: Sendable {
  var name: String
  /// The cause that is to be named, and at which step and host the pull is to end; `nil`: none.
  var cause: String?
  var step: Exchange.Purpose
  var host: String
  var isWarning = false
  /// What the printed report must say of it.
  var says: String?
  /// Why it is skipped instead.
  var reason: String?
  /// Rules of the front, as JSON.
  var rules: [String] = []
  /// Settings of the token service, as JSON.
  var token = #""clock": 0"#
  /// By how many seconds the front's clock is ahead.
  var clock = 0
  var tag = "3"
  var credentials = "credentials: {registry: {usernameFrom: ACR_USER, passwordFrom: ACR_PASSWORD}}"
  var environment: [String: String] = [:]
  var isAtRegistry = false
  var isUntrusted = false
  /// Further options of the run.
  var options: [String] = []

  init(
    _ name: String, _ cause: String?, at step: Exchange.Purpose, of host: String = "registry.test",
    rules: [String] = []
  ) {
    self.name = name
    self.cause = cause
    self.step = step
    self.host = host
    self.rules = rules
  }

  /// The same, of which the report must say this.
  func saying(_ text: String) -> PullFault { with { $0.says = text } }

  /// The same with something more.
  func with(_ change: (inout PullFault) -> Void) -> PullFault {
    var fault = self
    change(&fault)
    return fault
  }

  private static let mark = #""headers": {"Docker-Distribution-Api-Version": "registry/2.0"}"#

  private static func answer(_ match: String, _ status: Int, _ headers: String = mark, body: String = "") -> String {
    #"{"match": "\#(match)", "do": "answer", "status": \#(status), \#(headers), "body": "\#(body)"}"#
  }

  private static func location(_ match: String, _ url: String) -> String {
    answer(match, 307, #""headers": {"Location": "\#(url)"}"#)
  }

  static let all: [PullFault] = [
    // Who asks.
    PullFault("wrong password", "registry.credentials", at: .token).with { $0.environment = ["ACR_PASSWORD": "wrong"] },
    PullFault("no credential", nil, at: .token).with { ($0.credentials, $0.reason) = ("", "credentialNotDeclared") },
    PullFault("variable not set", nil, at: .token).with {
      ($0.environment, $0.reason) = (["ACR_PASSWORD": ""], "variableNotSet")
    },
    PullFault("Entra token refused", "registry.credentials", at: .tokenExchange).with {
      $0.credentials = "credentials: {registry: {entraTokenFrom: ENTRA_TOKEN}}"
      $0.environment = ["ENTRA_TOKEN": "another"]
    },
    PullFault("no right to pull", "registry.not-authorized", at: .manifest).with {
      $0.token = #""grants": false"#
    },
    PullFault("token not valid yet", "registry.token-rejected", at: .manifest).with { $0.token = #""ahead": 3600"# },
    PullFault("token expired", "registry.token-rejected", at: .manifest).with { $0.token = #""ahead": -3600"# },
    PullFault(
      "network rules", "registry.network-rules", at: .challenge,
      rules: [
        answer(
          "^/v2/$", 403,
          body:
            #"{\"errors\":[{\"code\":\"DENIED\",\"message\":\"client with IP '203.0.113.7' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.\"}]}"#
        )
      ]),
    PullFault("token service throttles", "service.throttled", at: .token).with {
      $0.token = #""answer": {"status": 429}"#
    },
    PullFault("registry throttles", "service.throttled", at: .manifest, rules: [answer("manifests/", 429)]),
    PullFault("token of an untrusted certificate", "tls.unknown-issuer", at: .challenge).with { $0.isUntrusted = true },
    // What is there.
    PullFault("tag missing", "registry.image-missing", at: .manifest).with { $0.tag = "4" },
    PullFault(
      "layer missing", "registry.content-corrupt", at: .layer, rules: [answer("blobs/SMALLEST", 404)]),
    PullFault(
      "no linux/amd64", "registry.image-missing", at: .manifest,
      rules: [answer("manifests/3", 200, body: #"{\"manifests\":[]}"#)]),
    PullFault("flipped byte", "registry.content-corrupt", at: .layer, rules: [#"{"match": "SMALLEST", "do": "flip"}"#]),
    PullFault(
      "flipped byte in the configuration", "registry.content-corrupt", at: .configuration,
      rules: [#"{"match": "CONFIGURATION", "do": "flip"}"#]),
    PullFault(
      "range ignored", "service.range-ignored", at: .layerBeginning, rules: [#"{"match": "LARGEST", "do": "whole"}"#]
    ).with { $0.isWarning = true },
    // Where it leads.
    PullFault(
      "redirect to plain HTTP", "service.redirects-wrong", at: .configuration,
      rules: [location("blobs/", "http://layers.test/x")]),
    PullFault(
      "layer host closed", "egress.rejected", at: .configuration, of: "layers.test",
      rules: [location("blobs/", "https://layers.test:1/x")]),
    PullFault(
      "layer host without a name", "dns.name-missing", at: .configuration, of: "nowhere.test",
      rules: [location("blobs/", "https://nowhere.test/x")]),
    PullFault(
      "block page instead of a layer", "service.impostor", at: .layer,
      rules: [
        answer(
          "SMALLEST", 403, #""headers": {"Content-Type": "text/html"}"#, body: "<html><title>Blocked</title></html>")
      ]),
    PullFault("layer host broken", "service.failing", at: .layer, rules: [answer("SMALLEST", 503)]),
    PullFault("layer cut", "service.content-cut", at: .layer, rules: [#"{"match": "SMALLEST", "do": "cut"}"#]),
    PullFault("layer reset", "service.failing", at: .layer, rules: [#"{"match": "SMALLEST", "do": "reset"}"#]),
    PullFault("layer stalls", "service.content-cut", at: .layer, rules: [#"{"match": "SMALLEST", "do": "stall"}"#]),
  ]

  /// Peers that mean no good: what they do is bounded, and named.
  static let hostile: [PullFault] = [
    PullFault(
      "body without end", "service.content-cut", at: .manifest, rules: [#"{"match": "manifests/", "do": "endless"}"#]
    ).saying("is longer than anything of its kind (more than 4194304 bytes)"),
    PullFault(
      "layer without end", "registry.content-corrupt", at: .layer, rules: [#"{"match": "SMALLEST", "do": "endless"}"#]
    ).saying("is not what its digest says"),
    PullFault("gzip bomb", "service.content-cut", at: .manifest, rules: [#"{"match": "manifests/", "do": "bomb"}"#])
      .saying("is longer than anything of its kind (more than 4194304 bytes)"),
    PullFault(
      "10,000 headers", "service.impostor", at: .manifest, rules: [#"{"match": "manifests/", "do": "headers"}"#]
    )
    .saying("HTTP"),
    PullFault("redirect loop", "service.redirects-wrong", at: .layer, rules: [#"{"match": "SMALLEST", "do": "loop"}"#])
      .saying("leads in a circle"),
    PullFault(
      "redirects on and on", "service.redirects-wrong", at: .layer, rules: [#"{"match": "SMALLEST", "do": "wander"}"#]
    ).saying("leads in a circle"),
    PullFault(
      "chunk of no length", "service.content-cut", at: .layer, rules: [#"{"match": "SMALLEST", "do": "chunks"}"#]
    ).saying("its length is not what HTTP says a length is"),
    PullFault(
      "range answered with 200 without end", "service.range-ignored", at: .layerBeginning,
      rules: [#"{"match": "LARGEST", "do": "endless"}"#]
    ).with { $0.isWarning = true }.saying("sends all where a part was asked for (status 200)"),
  ]
}
