import Model
import Testing

@testable import ClusterAPI

@Suite struct `A read of the Kubernetes API` {
  private typealias Script = ReadingScript
  private static let namespaces = ClusterRead(.namespaces)
  private static let review = "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews"

  @Test func `asks for its right first, and then page by page`() {
    let (ending, steps, reading) = Script(
      read: Self.namespaces,
      answers: [
        Script.allowed, Script.page(["a", "b"], next: "n/1+", remaining: 1), Script.page(["c"]),
      ]
    ).play()
    #expect(ending?.names == ["a", "b", "c"])
    #expect(ending?.total == 3)
    #expect(
      steps == [
        Self.review, "GET /api/v1/namespaces?limit=500", "GET /api/v1/namespaces?limit=500&continue=n%2F1%2B",
      ])
    #expect(reading.requests == 3)
  }

  @Test func `is not tried without its right, and names it`() {
    let read = ClusterRead(.pods, namespace: "azureml")
    let (ending, steps, _) = Script(read: read, answers: [Script.refused]).play()
    #expect(steps == [Self.review])
    guard case .needsRight(let right, let message)? = ending else { return #expect(Bool(false)) }
    #expect(right.description == "list pods in azureml")
    #expect(message == "no rule")
  }

  @Test func `reviews what it does`() throws {
    var reading = ClusterReading(ClusterRead(.autoscalers, namespace: "team \"a\"", name: "x")) { _ in nil }
    guard case .send(let request) = reading.begin() else { return #expect(Bool(false)) }
    var scanner = JSONScanner(keeping: .all)
    _ = try scanner.take(request.body)
    let attributes = try scanner.finish()["spec", "resourceAttributes"]
    #expect(
      attributes?.texts == [
        "verb": "get", "group": "autoscaling", "resource": "horizontalpodautoscalers", "namespace": "team \"a\"",
        "name": "x",
      ])
  }

  @Test(arguments: [403, 404, 405, 422])
  func `is tried where a review cannot be made`(status: Int) {
    let (ending, steps, _) = Script(
      read: Self.namespaces, answers: [Script.status(status, "Forbidden"), Script.page(["a"])]
    ).play()
    #expect(ending?.names == ["a"])
    #expect(steps.count == 2)
  }

  @Test func `tells 401, 403, 404, 429 and 5xx apart`() {
    func ending(_ answers: Script.Answer...) -> ClusterAnswer.Ending? {
      Script(read: Self.namespaces, answers: [Script.allowed] + answers).play().ending
    }
    #expect(ending(Script.status(401, "Unauthorized")) == .unauthorized(message: "m"))
    #expect(
      ending(Script.status(403, "Forbidden"))
        == .needsRight(AccessRight(verb: .list, resource: "namespaces"), message: "m"))
    #expect(ending(Script.status(404, "NotFound")) == .absent)
    let busy = Script.status(429, "TooManyRequests")
    #expect(
      ending(busy, busy, busy, busy) == .failed(status: 429, reason: "TooManyRequests", message: "m"))
    let broken = Script.status(500, "InternalError")
    #expect(ending(broken, broken) == .failed(status: 500, reason: "InternalError", message: "m"))
    #expect(ending(broken, Script.page(["a"]))?.names == ["a"])
    #expect(ending(Script.status(400, "BadRequest")) == .failed(status: 400, reason: "BadRequest", message: "m"))
  }

  @Test func `waits as long as the server asks, within bounds`() {
    var answers = [Script.allowed]
    for text in ["2", "3600", "soon"] {
      var answer = Script.status(429, "TooManyRequests")
      answer.retryAfter = text
      answers.append(answer)
    }
    let (ending, steps, _) = Script(read: Self.namespaces, answers: answers + [Script.page(["a"])]).play()
    #expect(ending?.names == ["a"])
    #expect(steps.filter { $0.hasPrefix("wait") } == ["wait 2.0 seconds", "wait 10.0 seconds", "wait 0.5 seconds"])
  }

  @Test func `begins anew when the server has forgotten its place, a few times`() {
    let gone = Script.status(410, "Expired", next: "again")
    let (ending, steps, _) = Script(
      read: Self.namespaces,
      answers: [
        Script.allowed, Script.page(["a"], next: "1"), gone, Script.page(["b"], next: "2"), gone,
        Script.page(["c"], next: "3"), gone, Script.page(["d"]),
      ]
    ).play()
    // After two new beginnings the rest is taken as it is.
    #expect(ending?.names == ["c", "d"])
    #expect(steps.last == "GET /api/v1/namespaces?limit=500&continue=again")
    var answers = [Script.allowed]
    for _ in 0..<10 { answers += [Script.page(["a"], next: "1"), gone] }
    guard case .failed(status: 410, _, _)? = Script(read: Self.namespaces, answers: answers).play().ending else {
      return #expect(Bool(false))
    }
  }

  @Test func `counts what it does not keep, without reading it all`() {
    var read = Self.namespaces
    read.limit = 2
    let known = Script(
      read: read, answers: [Script.allowed, Script.page(["a", "b"], next: "1", remaining: 4_998)]
    ).play()
    #expect(known.ending?.names == ["a", "b"])
    #expect(known.ending?.total == 5_000)
    // Of a selection the server does not say how many there are: then the rest is counted, by its metadata.
    read.labelSelector = "x in (y,z)"
    let selected = Script(
      read: read, answers: [Script.allowed, Script.page(["a", "b"], next: "1"), Script.page(["c", "d", "e"])]
    ).play()
    #expect(selected.ending?.names == ["a", "b"])
    #expect(selected.ending?.total == 5)
    #expect(selected.steps[1] == "GET /api/v1/namespaces?limit=2&labelSelector=x%20in%20%28y%2Cz%29")
    #expect(selected.reading.request.accept == APIRequest.metadataAlone)
  }

  @Test func `tries the next version of a group where the server has none`() {
    let answers = [
      Script.allowed, Script.status(404),
      Script.Answer(status: 200, body: #"{"kind":"EndpointSliceList","metadata":{},"items":[]}"#),
    ]
    let (ending, steps, _) = Script(read: ClusterRead(.endpointSlices), answers: answers).play()
    #expect(ending == .read(objects: .endpointSlices([]), total: 0))
    #expect(
      steps.dropFirst() == [
        "GET /apis/discovery.k8s.io/v1/endpointslices?limit=500",
        "GET /apis/discovery.k8s.io/v1beta1/endpointslices?limit=500",
      ])
    let old = Script(
      read: ClusterRead(.endpointSlices), answers: [Script.allowed, Script.status(404), Script.status(404)])
    #expect(old.play().ending == .absent)
  }

  @Test func `asks once more with other credentials, if there are others`() {
    let refusal = Script.status(401, "Unauthorized")
    let renewed = Script(
      read: Self.namespaces, isRenewable: true, answers: [refusal, Script.allowed, Script.page(["a"])]
    )
    .play()
    #expect(renewed.ending?.names == ["a"])
    #expect(renewed.steps == [Self.review, "renew", Self.review, "GET /api/v1/namespaces?limit=500"])
    let twice = Script(read: Self.namespaces, isRenewable: true, answers: [refusal, refusal]).play()
    #expect(twice.ending == .unauthorized(message: "m"))
  }

  @Test(
    arguments: [
      ("<html><body>Blocked</body></html>", "text/html", "it is HTML or XML"),
      (#"{"kind":"Status","status":"Success"}"#, "application/json", "it is of kind Status"),
      (#"{"kind":"NamespaceList","items":["#, "application/json", "it ends early, after 33 bytes"),
      (#"{"kind":"NamespaceList","metadata":{},"items":[{}]}"#, "application/json", "not the JSON that was expected"),
      ("\u{0}\u{1}", "application/json", "not the JSON that was expected"), ("", "application/json", "it is empty"),
      ("hello", "text/plain", "it is text/plain"),
    ])
  func `says what came instead of what it asked for`(body: String, type: String, part: String) {
    let answer = Script.Answer(status: 200, body: body, type: type)
    let ending = Script(read: Self.namespaces, answers: [Script.allowed, answer]).play().ending
    guard case .malformed(let reason)? = ending else { return #expect(Bool(false), "\(String(describing: ending))") }
    #expect(reason.contains(part), "\(reason)")
  }

  @Test func `keeps an end that is not the server's word`() {
    let silence = ClusterAnswer.Ending.unanswered(after: Milliseconds(.seconds(5)))
    let answer = Script.Answer(
      status: 200, body: #"{"kind":"NamespaceList","items":[{"metadata":{"name":"a"}}"#, end: .failed(silence))
    #expect(Script(read: Self.namespaces, answers: [Script.allowed, answer]).play().ending == silence)
  }

  @Test func `reads what needs no right without asking for one`() {
    let version = Script(
      read: ClusterRead(.version),
      answers: [
        Script.Answer(status: 200, body: #"{"major":"1","gitVersion":"v1.29.4","platform":"linux/amd64","x":[]}"#)
      ]
    ).play()
    #expect(version.steps == ["GET /version"])
    #expect(
      version.ending
        == .read(objects: .version(ServerVersion(gitVersion: "v1.29.4", platform: "linux/amd64")), total: 1))
    func readiness(_ status: Int, _ text: String) -> ClusterAnswer.Ending? {
      Script(
        read: ClusterRead(.readiness), answers: [Script.Answer(status: status, body: text, type: "text/plain")]
      ).play().ending
    }
    #expect(
      readiness(200, "[+]ping ok\nreadyz check passed\n")
        == .read(objects: .readiness(ServerReadiness(isReady: true)), total: 1))
    #expect(
      readiness(500, "[+]ping ok\n[-]etcd failed: reason withheld\nreadyz check failed\n")
        == .read(objects: .readiness(ServerReadiness(isReady: false, failing: ["etcd"])), total: 1))
    #expect(
      readiness(502, "<html>Bad gateway</html>")
        == .failed(status: 502, reason: "", message: "<html>Bad gateway</html>"))
    #expect(readiness(404, "404 page not found\n") == .absent)
    #expect(
      readiness(403, "forbidden")
        == .needsRight(AccessRight(verb: .get, resource: "/readyz"), message: "forbidden"))
    #expect(AccessRight.readiness.description == "get /readyz")
  }

  @Test func `asks for one object by its name`() {
    let read = ClusterRead(.configMaps, namespace: "kube-system", name: "coredns-custom")
    let (ending, steps, _) = Script(
      read: read,
      answers: [
        Script.allowed,
        Script.Answer(
          status: 200,
          body:
            #"{"kind":"ConfigMap","metadata":{"name":"coredns-custom","namespace":"kube-system"},"data":{"a.server":"x"}}"#
        ),
      ]
    ).play()
    #expect(steps.last == "GET /api/v1/namespaces/kube-system/configmaps/coredns-custom")
    let map = ConfigMap(namespace: "kube-system", name: "coredns-custom", data: ["a.server": "x"])
    #expect(ending == .read(objects: .configMaps([map]), total: 1))
    #expect(Script(read: read, answers: [Script.allowed, Script.status(404)]).play().ending == .absent)
  }
}
