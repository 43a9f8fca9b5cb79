import Judging
import Model
import TestSupport

/// A conversation with a registry or a storage account, as a recording shows it: how its host was reached, then what was
/// said.
struct TalkScene {
  static let image = ImageReference("models/iris:3")!

  var endpoint = Endpoint.acr
  var kind = ConversationKind.pull(image: nil)
  var exchanges: [Exchange] = []
  var roundTrip = Milliseconds(microseconds: 2_000)
  var vantage = Vantage.Kind.node
  var within: TimeLimit?
  var longestStall: Milliseconds?
  var isFinished = true

  /// One exchange, numbered by its place.
  mutating func say(
    _ purpose: Exchange.Purpose, _ answer: Response.Answer, content: Exchange.Content? = nil,
    authorization: Exchange.Authorization = .none, from host: String? = nil, origin: Exchange.Origin? = nil,
    conclusion: Exchange.Conclusion? = nil
  ) {
    var whom = endpoint
    if let host { whom.host = Host(host)! }
    exchanges.append(
      Exchange(
        number: exchanges.count + 1, purpose: purpose, endpoint: whom, url: "https://\(whom.host)/",
        authorization: authorization, origin: origin,
        ending: .sent(ending: .answered(answer: answer), address: SocketAddress("20.61.0.1:443")!), content: content,
        conclusion: conclusion))
  }

  private var conversation: Conversation {
    switch kind {
    case .readBlob:
      .readBlob(path: "azureml/iris.pkl", storage: endpoint, credential: .signature(from: "STORAGE_SAS"))
    case .pull(let image):
      .pull(
        image: image ?? Self.image, registry: endpoint,
        credential: .basic(usernameFrom: "ACR_USER", passwordFrom: "ACR_PASSWORD"))
    case .queryTable, .readMetadata, .score: preconditionFailure("a scene is a pull or a read")
    }
  }

  var report: Report {
    let place = SocketAddress("20.61.0.1:443")!
    let evidence =
      Evidence.lookups(endpoint.host.description, addresses: ["20.61.0.1"])
      + [
        .connection(Connection(address: place, ending: .connected(after: roundTrip, roundTrip: roundTrip))),
        .handshake("20.61.0.1", endpoint.host.description),
      ] + exchanges.map { .exchange($0) }
    var recording = Recording.with(
      [Visit(endpoint, [.converses(kind: kind)], evidence: evidence, isFinished: isFinished)],
      asksForNameservers: false, vantage: .with(kind: vantage), interruption: isFinished ? nil : .outOfTime)
    recording.plan.steps[0].probe = .converse(with: conversation, route: .direct)
    recording.plan.requirements[0].requirement.within = within
    recording.longestStall = longestStall
    var catalog = Catalog.with()
    let source = Source(
      id: Source.ID(rawValue: "the-time"), title: "A document of the time", location: "somewhere", date: "2022-06-09",
      statement: "It takes no longer.")
    catalog.sources = [source.id: source]
    return Judge(catalog: catalog).report(on: recording)
  }

  /// The one verdict.
  var verdict: Verdict { report.verdicts[0] }
}

extension TimeLimit {
  /// 20 minutes, three parts at a time.
  static let ofTest = TimeLimit(seconds: 1_200, connections: 3, source: Source.ID(rawValue: "the-time"))
}
