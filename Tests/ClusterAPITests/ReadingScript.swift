import Model

@testable import ClusterAPI

/// A server that answers as a test says, one answer after the other, and what a reading makes of it.
struct ReadingScript {
  var read: ClusterRead
  var isRenewable = false
  /// Status, body and `Retry-After` of each answer.
  var answers: [Answer]

  struct Answer {
    var status: Int
    var body: String
    var type = "application/json"
    var retryAfter: String?
    /// How it ends, where it does not arrive.
    var end = APIEnd.completed
  }

  /// The ending, with what was asked for and waited for: `GET /version`, `wait 0.5 seconds`, `renew`.
  func play() -> (ending: ClusterAnswer.Ending?, steps: [String], reading: ClusterReading) {
    var reading = ClusterReading(read, isRenewable: isRenewable) { _ in nil }
    var action = reading.begin()
    var steps: [String] = []
    var left = answers[...]
    while true {
      switch action {
      case .end(let ending): return (ending, steps, reading)
      case .send(let request): steps.append(request.description)
      case .wait(let duration, let request): steps += ["wait \(duration)", request.description]
      case .renew(let request): steps += ["renew", request.description]
      }
      guard let answer = left.popFirst() else { return (nil, steps, reading) }
      reading.received(status: answer.status, contentType: answer.type, retryAfter: answer.retryAfter)
      let goesOn = reading.received(body: Array(answer.body.utf8))
      action = reading.ended(goesOn || answer.end != .completed ? answer.end : .stopped)
    }
  }

  static let allowed = Answer(status: 201, body: #"{"kind":"SelfSubjectAccessReview","status":{"allowed":true}}"#)
  static let refused = Answer(
    status: 201, body: #"{"kind":"SelfSubjectAccessReview","status":{"allowed":false,"reason":"no rule"}}"#)

  static func status(_ code: Int, _ reason: String = "", message: String = "m", next: String? = nil) -> Answer {
    let metadata = next.map { "{\"continue\":\"\($0)\"}" } ?? "{}"
    return Answer(
      status: code,
      body: "{\"kind\":\"Status\",\"metadata\":\(metadata),\"reason\":\"\(reason)\",\"message\":\"\(message)\"}")
  }

  /// A page of namespaces of these names.
  static func page(_ names: [String], next: String? = nil, remaining: Int? = nil) -> Answer {
    let metadata = [next.map { "\"continue\":\"\($0)\"" }, remaining.map { "\"remainingItemCount\":\($0)" }]
    let items = names.map { "{\"metadata\":{\"name\":\"\($0)\"}}" }.joined(separator: ",")
    return Answer(
      status: 200,
      body:
        "{\"kind\":\"NamespaceList\",\"metadata\":{\(metadata.compactMap { $0 }.joined(separator: ","))},\"items\":[\(items)]}"
    )
  }
}

extension ClusterAnswer.Ending {
  /// The names of namespaces that were read.
  var names: [String]? {
    if case .read(.namespaces(let namespaces), _) = self { namespaces.map(\.name) } else { nil }
  }

  var total: Int? {
    if case .read(_, let total) = self { total } else { nil }
  }
}
