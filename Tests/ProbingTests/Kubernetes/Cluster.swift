import ClusterAPI
import EventLoop
import Execution
import Foundation
import Model
import TestSupport

@testable import Probing

/// A cluster of a test: an API server over TLS with an authority of its own, and clients of it.
struct Cluster {
  let authority: TestAuthority
  let server: ClusterServer
  let login: ClusterLogin

  /// Starts the server.
  ///
  /// - Parameters:
  ///   - certificate: What it presents; `nil`: a good one for its address.
  ///   - settings: Further members of the configuration, as `apiserver.py` has them.
  init(_ settings: [String: Any] = [:], certificate: ServerCertificate? = nil) async throws {
    authority = try await TestAuthority()
    let certificate = certificate ?? ServerCertificate(["kubernetes.test"])
    server = try await ClusterServer(
      try await authority.issue(certificate), clientAuthority: authority.rootFile, settings: settings)
    login = ClusterLogin(
      server: .init(host: .address(server.address.address), port: server.address.port),
      serverName: Host("kubernetes.test"), trust: .authorities(pem: try Self.content(of: authority.rootFile)),
      credentials: ClusterCredentials(authorization: .token(Secret("token-of-tests"))), origin: "test")
  }

  static func content(of file: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: file))) }

  /// A certificate for a client of this name.
  func certificate(
    _ name: String, validity: ServerCertificate.Validity = .current, by other: TestAuthority? = nil
  ) async throws -> ClusterCredentials.Certificate {
    let identity = try await (other ?? authority).issue(
      ServerCertificate([name], validity: validity, isOfClient: true))
    return ClusterCredentials.Certificate(
      chain: try Self.content(of: identity.chain), key: Secret(try Self.content(of: identity.key)))
  }

  /// What reads come to, all at the same time, and how long they took.
  func answers(
    _ reads: ClusterRead..., with changes: (inout ClusterLogin) -> Void = { _ in }, patience: Duration = .seconds(20),
    within limit: Duration = .seconds(40)
  ) async throws -> [ClusterAnswer] {
    var login = login
    changes(&login)
    return try await Self.answers(reads, as: login, patience: patience, within: limit)
  }

  static func answers(
    _ reads: [ClusterRead], as login: ClusterLogin, patience: Duration = .seconds(20),
    within limit: Duration = .seconds(40)
  ) async throws -> [ClusterAnswer] {
    let vantage = Vantage(kind: .workstation, nameservers: [])
    let settings = Network.Settings(vantage: vantage, trust: try TrustStore(), stepTimeout: patience, login: login)
    return try await Network.open(settings) { network in
      await withTaskGroup(of: (Int, ClusterAnswer?).self) { group in
        for (index, read) in reads.enumerated() {
          let step = Step(id: Step.ID(rawValue: "s1"), phase: .routerStart, probe: .readCluster(read), serves: [])
          group.addTask {
            let gathered = await network.prober.gather(step, by: .now + limit)
            return (index, gathered.lazy.compactMap(\.evidence.answer).first)
          }
        }
        var answers: [(Int, ClusterAnswer)] = []
        for await (index, answer) in group { if let answer { answers.append((index, answer)) } }
        return answers.sorted { $0.0 < $1.0 }.map(\.1)
      }
    }
  }

  func stop() {
    server.stop()
    authority.remove()
  }
}

extension Evidence {
  fileprivate var answer: ClusterAnswer? { if case .cluster(let answer) = self { answer } else { nil } }
}

extension ClusterAnswer {
  /// Why there is none, if that is on this side or on the way.
  var trouble: ClusterAccessTrouble? {
    switch ending {
    case .notConnected(let trouble), .notAsked(let trouble): trouble
    case .read, .needsRight, .unauthorized, .absent, .failed, .malformed, .unanswered: nil
    }
  }

  var isRead: Bool { objects != nil }
}
