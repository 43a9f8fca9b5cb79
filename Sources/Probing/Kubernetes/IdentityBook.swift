import ClusterAPI
import Glibc
import Model

/// What is known of who asks: made once, by whoever needs it first, while the others wait.
struct IdentityBook {
  typealias Made = Result<ClusterIdentity, ClusterAccessTroubleError>

  enum State {
    case known(Made)
    case underWay
  }

  private var made: Made?
  /// Counts what was made, so that what was refused is told from what took its place meanwhile.
  private(set) var generation = 0
  private var isUnderWay = false
  private var waiting: [CheckedContinuation<Made, Never>] = []
  /// Credentials that end within so long are made anew.
  private static let margin: Int64 = 10

  init(_ credentials: ClusterCredentials) {
    // What stands in the kubeconfig needs no making.
    switch credentials.authorization {
    case .plugin, .tokenFile: break
    case .token, .password, nil: made = .success(ClusterIdentity(credentials))
    }
  }

  /// The last one made, if it could be.
  var last: ClusterIdentity? {
    if case .success(let identity)? = made { identity } else { nil }
  }

  /// `nil`: it must be made.
  func state(at now: Timestamp) -> State? {
    if isUnderWay { return .underWay }
    guard let made else { return nil }
    if case .success(let identity) = made, let end = identity.expiresAt,
      end.secondsSince1970 - now.secondsSince1970 < Self.margin
    {
      return nil
    }
    return .known(made)
  }

  mutating func wait(_ continuation: CheckedContinuation<Made, Never>) { waiting.append(continuation) }

  mutating func begin() { isUnderWay = true }

  mutating func end(_ result: Made) {
    isUnderWay = false
    generation += 1
    made = result
    for continuation in waiting { continuation.resume(returning: result) }
    waiting = []
  }

  /// What was made then was refused; if nothing took its place yet, it is made anew.
  mutating func forget(_ refused: Int) { if refused == generation, !isUnderWay { made = nil } }
}

extension ClusterIdentity {
  /// What stands in a kubeconfig, without what must be made.
  init(_ credentials: ClusterCredentials) {
    switch credentials.authorization {
    case .token(let token): authorization = Secret("Bearer \(token.revealed)")
    case .password(let user, let password):
      authorization = Secret("Basic \(Base64.encoded(Array("\(user):\(password.revealed)".utf8)))")
    case .tokenFile, .plugin, nil: break
    }
    certificate = credentials.certificate
    impersonation = credentials.impersonation
  }
}

extension Timestamp {
  /// By this machine's clock.
  static var now: Timestamp { Timestamp(secondsSince1970: Int64(time(nil))) }
}
