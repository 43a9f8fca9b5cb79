import TestSupport

/// What is said to one host with a credential, and what a report has to say of it.
struct ServiceCall: Sendable {
  var name: String
  /// By the beginning of the path.
  var answers: [String: VirtualHost.Answer]
  var environment: [String: String] = [:]
  var options: [String] = []
  /// Causes with the role that they are about; none where all is well.
  var expected: [String] = []
  /// Of the requirement that the case is about.
  var outcome = "pass"
  /// What the host must see after the requests that need no credential, as `GET /path`; `nil`: not looked at.
  var requests: [String]?
}

extension VirtualHost.Answer {
  private static func storageError(_ status: Int, _ code: String, _ detail: String = "") -> VirtualHost.Answer {
    VirtualHost.Answer(
      status, headers: [("x-ms-request-id", "6d3f"), ("x-ms-error-code", code)], contentType: "application/xml",
      body:
        "<?xml version=\"1.0\"?><Error><Code>\(code)</Code><AuthenticationErrorDetail>\(detail)</AuthenticationErrorDetail></Error>"
    )
  }

  private static let modelBytes = VirtualHost.Answer(
    206, headers: [("x-ms-request-id", "6d3f"), ("Content-Range", "bytes 0-18/19")],
    contentType: "application/octet-stream", body: "the model's weights")

  private static func of(_ status: Int, key: String = "", _ body: String = "{}") -> VirtualHost.Answer {
    var answer = VirtualHost.Answer(status, headers: [("x-ms-request-id", "9f00")], body: body)
    answer.credential = key
    return answer
  }

  /// Storage that answers its strangers as ever, and the blob so.
  private static func blob(_ answer: VirtualHost.Answer) -> [String: VirtualHost.Answer] {
    ["/": .blobStorage, "/azureml/": answer]
  }

  /// A table so.
  private static func table(_ answer: VirtualHost.Answer) -> [String: VirtualHost.Answer] {
    ["/": .tableStorage, "/routing": answer]
  }

  /// A router that answers at its root, and a service so to whoever shows a key.
  private static func service(
    _ answer: VirtualHost.Answer, interface: VirtualHost.Answer? = nil
  ) -> [String: VirtualHost.Answer] {
    [
      "/": VirtualHost.Answer(contentType: "text/plain", body: "Healthy"), "/api/v1/service/iris/score": answer,
      "/api/v1/service/iris/swagger.json": interface ?? .of(404),
    ]
  }

  fileprivate static func storageCalls(_ sas: String) -> [ServiceCall] {
    let requests = ["GET /azureml/iris.pkl?\(sas)"]
    func call(
      _ name: String, _ answer: VirtualHost.Answer, _ cause: String?, outcome: String = "fail"
    ) -> ServiceCall {
      ServiceCall(
        name: name, answers: blob(answer), environment: ["STORAGE_SAS": "?\(sas)"],
        expected: cause.map { ["\($0) blobStorage"] } ?? [], outcome: outcome, requests: requests)
    }
    return [
      call("the model is read", modelBytes, nil, outcome: "pass"),
      call("the account's own rules refuse", storageError(403, "AuthorizationFailure"), "storage.network-rules"),
      call(
        "the signature is for another address", storageError(403, "AuthorizationSourceIPMismatch"),
        "storage.network-rules"),
      call(
        "the signature has run out",
        storageError(403, "AuthenticationFailed", "Signature not valid in the specified time frame"),
        "storage.credential-rejected"),
      call(
        "the signature is forged, and repeated",
        storageError(403, "AuthenticationFailed", "Signature did not match. sig=\(sas.suffix(20))"),
        "storage.credential-rejected"),
      call(
        "the signature does not allow to read", storageError(403, "AuthorizationPermissionMismatch"),
        "storage.not-authorized"),
      call("the account is disabled", storageError(403, "AccountIsDisabled"), "storage.not-authorized"),
      call("there is no such blob", storageError(404, "BlobNotFound"), "storage.data-missing"),
      call("it is another account", storageError(404, "ResourceNotFound"), "storage.data-missing"),
      call("the account is busy", storageError(503, "ServerBusy"), "service.throttled"),
      call("storage fails", storageError(500, "InternalError"), "service.failing"),
      call("a block page for the blob alone", .blockPage, "service.impostor"),
    ]
  }

  fileprivate static func tableCalls(_ token: String) -> [ServiceCall] {
    func call(
      _ name: String, _ answer: VirtualHost.Answer, _ cause: String?, outcome: String = "fail"
    ) -> ServiceCall {
      ServiceCall(
        name: name, answers: table(answer), environment: ["STORAGE_TOKEN": token],
        expected: cause.map { ["\($0) tableStorage"] } ?? [], outcome: outcome, requests: ["GET /routing()?$top=1"])
    }
    let missing = VirtualHost.Answer(
      404, headers: [("x-ms-request-id", "1")],
      body: #"{"odata.error":{"code":"TableNotFound","message":{"value":"…"}}}"#)
    return [
      call(
        "an entity is read",
        VirtualHost.Answer(headers: [("x-ms-request-id", "1")], body: #"{"value":[{"Secret":"of the customer"}]}"#),
        nil,
        outcome: "pass"),
      call("there is no such table", missing, "storage.data-missing"),
      call("the token is refused", storageError(401, "InvalidAuthenticationInfo"), "storage.credential-rejected"),
      call("a role is missing", storageError(403, "AuthorizationPermissionMismatch"), "storage.not-authorized"),
    ]
  }

  fileprivate static func scoringCalls(key: String, expired: String, sample: String) -> [ServiceCall] {
    let path = "/api/v1/service/iris/score"
    let get = ["GET /", "GET /api/v1/service/iris/swagger.json", "GET \(path)"]
    func call(
      _ name: String, _ answer: VirtualHost.Answer, _ cause: String?, posts: Bool = false, outcome: String = "fail",
      requests: [String]? = nil
    ) -> ServiceCall {
      ServiceCall(
        name: name, answers: service(answer), environment: ["SCORING_KEY": key],
        options: posts ? ["--score-body", sample] : [], expected: cause.map { ["\($0) scoring"] } ?? [],
        outcome: outcome, requests: requests ?? get + (posts ? ["POST \(path)"] : []))
    }
    var withInterface = call("the description is enough", of(500), nil, outcome: "pass")
    withInterface.answers = service(of(500), interface: of(200, key: "Bearer \(key)"))
    withInterface.requests = ["GET /", "GET /api/v1/service/iris/swagger.json"]
    var withToken = call("the token has run out", of(200, key: "Bearer another"), "scoring.token-rejected")
    withToken.environment = ["SCORING_TOKEN": expired]
    return [
      withInterface, withToken, call("the key is taken", of(200, key: "Bearer \(key)"), nil, outcome: "pass"),
      call("a model that wants an input", of(502), nil, outcome: "pass"),
      call("the key is another service's", of(200, key: "Bearer another"), "scoring.key-rejected"),
      call("there is no such service", of(404), "scoring.service-missing"),
      call("all replicas are busy", of(503, "Too many requests for service iris"), "scoring.replicas-busy"),
      call(
        "a queue that overflows behind a gateway", of(502, "Too many requests for service iris (overloaded)"),
        "scoring.replicas-busy"),
      call("no replica is ready", of(503, "No ready replicas for service iris"), "scoring.no-replicas"),
      call(
        "no replica is ready, and a gateway's status", of(502, "No ready replicas for service iris"),
        "scoring.no-replicas"),
      call(
        "the replica ends", of(502, "Replica closed connection before replying"), "scoring.model-failing", posts: true),
      call("too many requests", of(429), "service.throttled"),
      call("the model takes too long", of(504), "scoring.timed-out"),
      call("the sample is scored", of(200, key: "Bearer \(key)"), nil, posts: true, outcome: "pass"),
      call("the model fails on the sample", of(502, "run() raised"), "scoring.model-failing", posts: true),
      call("the sample has another form", of(400, "expected a list"), "scoring.model-failing", posts: true),
    ]
  }
}

extension ServiceCall {
  static func storage(_ sas: String) -> [ServiceCall] { VirtualHost.Answer.storageCalls(sas) }
  static func tables(_ token: String) -> [ServiceCall] { VirtualHost.Answer.tableCalls(token) }
  static func scoring(key: String, expired: String, sample: String) -> [ServiceCall] {
    VirtualHost.Answer.scoringCalls(key: key, expired: expired, sample: sample)
  }
}
