import Execution
import Model

@testable import Probing

/// A network edge with nameservers on loopback.
struct Scene {
  var nameservers: [SocketAddress]
  var families: [IPAddress.Family] = [.ipv4, .ipv6]
  var stepTimeout = Duration.seconds(10)

  /// The evidence of steps made one after the other, and how long all took.
  func gather(_ probes: Probe...) async throws -> (steps: [[Gathered]], elapsed: Duration) {
    let start = ContinuousClock.now
    var steps: [[Gathered]] = []
    try await open { network in
      for probe in probes {
        steps.append(await network.prober.gather(step(probe), by: .now + stepTimeout))
      }
    }
    return (steps, ContinuousClock.now - start)
  }

  func open<Result>(_ body: (Network) async throws -> Result) async throws -> Result {
    let vantage = Vantage(kind: .workstation, nameservers: nameservers, families: families)
    let settings = Network.Settings(vantage: vantage, trust: try TrustStore(), stepTimeout: stepTimeout)
    return try await Network.open(settings, body)
  }

  func step(_ probe: Probe) -> Step {
    Step(id: Step.ID(rawValue: "s1"), phase: .clusterCreation, probe: probe, serves: [])
  }
}

extension Probe {
  static func reach(
    _ host: String, port: UInt16, _ transport: Endpoint.Transport = .tcp, upTo rung: Rung = .response,
    proxy: Proxy? = nil
  ) throws -> Probe {
    guard let host = Host(host) else { throw CancellationError() }
    let endpoint = Endpoint(role: .mcr, host: host, port: port, transport: transport)
    return .reach(endpoint: endpoint, upTo: rung, route: proxy.map(Route.proxy) ?? .direct)
  }
}

extension [Gathered] {
  var lookups: [Lookup] { compactMap { if case .lookup(let lookup) = $0.evidence { lookup } else { nil } } }
  var connections: [Connection] {
    compactMap { if case .connection(let connection) = $0.evidence { connection } else { nil } }
  }
  var responses: [Response] { compactMap { if case .response(let response) = $0.evidence { response } else { nil } } }
  /// `lookup connection response`: the kinds in their order.
  var kinds: String {
    map { gathered in
      switch gathered.evidence {
      case .lookup: "lookup"
      case .connection: "connection"
      case .tunnel: "tunnel"
      case .handshake: "handshake"
      case .response: "response"
      case .time: "time"
      case .cluster: "cluster"
      case .exchange(let exchange): exchange.purpose.rawValue
      }
    }.joined(separator: " ")
  }
}
