import Model

/// One side of a conversation: a state machine without I/O, which says what to ask next by what came so far. It knows the
/// names of variables, and never the secrets in them.
protocol Dialogue: Sendable {
  /// The first request.
  mutating func begin() -> Ask
  /// What follows on the answer to the latest request. Redirections have been followed, and what came to no answer ends a
  /// conversation without asking.
  mutating func received(_ reply: Reply) -> Turn
}

/// What came to a request.
struct Reply: Sendable {
  /// The exchange's number.
  var number: Int
  var answer: Response.Answer
  var received: TransferResult.Received

  var status: Int { answer.status }

  /// The body as JSON, if all of it came and it is.
  var json: JSONValue? { received.content.end == .whole ? JSONValue(received.body) : nil }
}

/// What a dialogue makes of a reply.
struct Turn: Sendable {
  enum Next: Sendable {
    case ask(Ask)
    case conclude(Exchange.Conclusion)
  }

  var next: Next
  /// What is known of the reply's content besides: of a manifest and of a token.
  var imageBytes: Int?
  var validity: Exchange.Content.Validity?

  static func ask(_ ask: Ask) -> Turn { Turn(next: .ask(ask)) }
  static var complete: Turn { Turn(next: .conclude(.complete)) }
  static func stop(_ reason: Exchange.Stop) -> Turn { Turn(next: .conclude(.stopped(reason: reason))) }
}

/// A request as a dialogue wants it sent.
struct Ask: Sendable {
  /// A field of a form that is posted.
  struct Field: Sendable {
    enum Value: Sendable {
      case plain(String)
      /// The value of a variable.
      case variable(String)
      /// What an earlier exchange brought; a secret.
      case issued(String)
    }
    var name: String
    var value: Value
  }

  var purpose: Exchange.Purpose
  var method = Exchange.Method.get
  var address: WebAddress
  /// The role of who is asked, and of whom a redirection leads to.
  var role: EndpointRole
  var redirectRole: EndpointRole
  /// Path and query as reports show them; `nil`: the path alone.
  var shownTarget: String?
  /// Further lines of the request's head, none of them a secret.
  var headers: [String]
  var authorization = Exchange.Authorization.none
  /// The token of an authorization that was issued.
  var token: String?
  var form: [Field] = []
  var origin: Exchange.Origin?
  var range: Int?
  var bodyLimit = 64 << 10
  var keptBytes = 64 << 10
  /// Whether the body is to be what a digest says: `expectedDigest`, or else the answer's own `Docker-Content-Digest`.
  var isDigested = false
  var expectedDigest: String?
  /// Whether what comes is the customer's own, so that nothing of a good answer's body is kept.
  var isConfidential = false
  /// What is posted is the user's sample request; `nil`: the form.
  var sample: SampleRequest?

  init(_ purpose: Exchange.Purpose, at address: WebAddress, as role: EndpointRole) {
    self.purpose = purpose
    self.address = address
    self.role = role
    redirectRole = role
    headers = purpose.headers
  }

  /// Whether a secret goes with it.
  var isSecret: Bool {
    authorization != .none
      || form.contains { field in
        switch field.value {
        case .plain: false
        case .variable, .issued: true
        }
      }
  }

  /// The same asked of somebody whom an answer names. Nothing that proves who asks goes along to another host.
  func redirected(to address: WebAddress, by origin: Exchange.Origin) -> Ask {
    var ask = self
    if address.host != self.address.host || address.port != self.address.port {
      ask.role = redirectRole
      ask.origin = origin
      ask.authorization = .none
      ask.token = nil
    }
    ask.address = address
    ask.shownTarget = nil
    return ask
  }
}
