import Model

/// A call of a deployed service as its clients make it (Azure Machine Learning, "Consume a model deployed as a web
/// service"): the router's own page, the service's description, the service itself, and, only where the user gave one, a
/// sample request. What comes to a sample is not kept.
struct ScoringCall: Dialogue {
  private enum Stage {
    case health, interface, service, sample
  }

  /// The most that is read of an answer to a sample.
  private static let answerLimit = 1 << 20

  /// What azureml-fe says when it has no replica for a request. No document lists its texts; these are known from its
  /// users' reports (Azure/MachineLearningNotebooks, issues 647 and 1004).
  private static let routerTexts = ["no ready replicas for service", "too many requests for service"]

  private let scoring: Endpoint
  private let credential: Credential?
  private let sample: SampleRequest?
  private var stage = Stage.health

  init(at scoring: Endpoint, credential: Credential?, sample: SampleRequest?) {
    self.scoring = scoring
    self.credential = credential
    self.sample = sample
  }

  mutating func begin() -> Ask { Ask(.health, at: WebAddress(scoring, target: "/"), as: scoring.role) }

  mutating func received(_ reply: Reply) -> Turn {
    switch stage {
    case .health: return interfacePath.map { ask(.interface, at: $0) } ?? ask(.service, at: scoring.path)
    case .interface:
      switch reply.status {
      case 200...299: return next()
      case 401, 403: return .stop(.refused)
      // A service need not have a description.
      default: return ask(.service, at: scoring.path)
      }
    case .service:
      switch reply.status {
      case 401, 403: return .stop(.refused)
      case 404, 408, 429, 503, 504: return .stop(.status)
      // Whatever its status, this the router says itself, and no model ran.
      case 500... where Self.routerTexts.contains { reply.answer.body.lowercased().contains($0) }: return .stop(.status)
      // A model that is asked without an input may well fail: it was reached, which is all that is asked for here.
      default: return next()
      }
    case .sample:
      switch reply.status {
      case 200...299: return .complete
      case 401, 403: return .stop(.refused)
      default: return .stop(.status)
      }
    }
  }

  /// What follows once the service let us in.
  private mutating func next() -> Turn { sample == nil ? .complete : ask(.sample, at: scoring.path) }

  /// The description beside `…/score` (`swagger.json`), which runs no model.
  private var interfacePath: String? {
    let path = scoring.path.prefix { $0 != "?" }
    guard path.hasSuffix("/score") else { return nil }
    return path.dropLast("score".count) + "swagger.json"
  }

  private mutating func ask(_ purpose: Exchange.Purpose, at path: String) -> Turn {
    stage =
      switch purpose {
      case .interface: .interface
      case .sample: .sample
      default: .service
      }
    var ask = Ask(purpose, at: WebAddress(scoring, target: path), as: scoring.role)
    if let credential { ask.authorization = credential.authorization }
    if purpose == .sample, let sample {
      ask.method = .post
      ask.sample = sample
      ask.headers = ["Content-Type: \(sample.contentType)"]
      ask.bodyLimit = Self.answerLimit
    }
    ask.keptBytes = 2_048
    ask.isConfidential = true
    return .ask(ask)
  }
}
