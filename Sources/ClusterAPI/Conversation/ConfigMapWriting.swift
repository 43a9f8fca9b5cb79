public import Model

/// A ConfigMap, by its namespace and name.
public struct ConfigMapName: Sendable, Hashable {
  public var namespace: String
  public var name: String

  public init(namespace: String, name: String) {
    self.namespace = namespace
    self.name = name
  }
}

/// Leaves one text in a ConfigMap, under one key: the only thing that is ever written to a cluster, and only where the
/// user asks for it. A ConfigMap that exists keeps its other keys; one that does not is made, where that is allowed.
public struct ConfigMapWriting: APIConversation {
  /// What all values of a ConfigMap may have together, in bytes (Kubernetes documentation, "ConfigMaps": 1 MiB).
  public static let sizeLimit = 1 << 20
  /// How often a server is asked again that asks for patience.
  static let patienceLimit = 3

  public let map: ConfigMapName
  public private(set) var requests = 0

  private let patch: APIRequest
  private let creation: APIRequest
  private var request: APIRequest
  private var answer = AnswerSoFar()
  private var isRenewable: Bool
  private var patience = 0
  /// Whether somebody else made the ConfigMap meanwhile.
  private var wasMade = false

  /// - Parameters:
  ///   - key: Letters, digits, `-`, `_` and `.`.
  ///   - isRenewable: Whether other credentials can be had when these are refused.
  public init(_ text: String, as key: String, in map: ConfigMapName, isRenewable: Bool = false) {
    self.map = map
    self.isRenewable = isRenewable
    patch = .patch(text, as: key, of: map.name, in: map.namespace)
    creation = .create(map.name, with: text, as: key, in: map.namespace)
    request = patch
  }

  public mutating func begin() -> APIAction { send(patch) }

  public mutating func received(status: Int, contentType: String?, retryAfter: String?) {
    answer = AnswerSoFar(status: status, contentType: contentType, retryAfter: retryAfter)
    // Of the ConfigMap, which comes back whole, nothing is wanted.
    if !(200..<300).contains(status) {
      answer.scanner = JSONScanner(keeping: .whole("kind", "reason", "message"))
    }
  }

  public mutating func received(body bytes: [UInt8]) -> Bool {
    answer.byteCount += bytes.count
    // The ConfigMap as it is now, and what describes it.
    guard answer.byteCount <= 4 * Self.sizeLimit else { return false }
    guard answer.scanner != nil else { return true }
    answer.beginning += bytes.prefix(max(0, AnswerSoFar.beginningLimit - answer.beginning.count))
    do throws(JSONError) {
      _ = try answer.scanner?.take(bytes)
    } catch {
      answer.problem = answer.words(for: error)  // no Status object: the text that came is the message
    }
    return true
  }

  public mutating func ended(_ end: APIEnd) -> APIAction {
    if case .failed(let ending) = end { return .end(ending) }
    _ = answer.finish()
    guard let status = answer.status else { return .end(.malformed(reason: "it has no status")) }
    switch status {
    case 200..<300: return .end(.read(objects: ClusterObjects(emptyOf: .configMaps), total: 0))
    case 401:
      guard isRenewable else { return .end(.unauthorized(message: answer.message)) }
      isRenewable = false
      requests += 1
      return .renew(then: request)
    case 403: return .end(.needsRight(right, message: answer.message))
    case 404: return request.method == .patch && !wasMade ? send(creation) : .end(.absent)
    case 409 where request.method == .post:
      wasMade = true
      return send(patch)
    case 409, 429, 500, 502, 503, 504:
      guard patience < Self.patienceLimit else { return .end(failure) }
      patience += 1
      requests += 1
      let seconds = answer.retryAfter.flatMap { Int($0) }.map { max(0, $0) }
      let wait = min(seconds.map { .seconds($0) } ?? .milliseconds(500), ClusterReading.longestWait)
      return .wait(wait, then: request)
    default: return .end(failure)
    }
  }

  public var failure: ClusterAnswer.Ending {
    .failed(status: answer.status ?? 0, reason: answer.reason, message: answer.message)
  }

  private mutating func send(_ next: APIRequest) -> APIAction {
    request = next
    requests += 1
    return .send(next)
  }

  /// The right that the request at hand takes.
  private var right: AccessRight {
    request.method == .patch
      ? AccessRight(verb: .patch, resource: "configmaps", namespace: map.namespace, name: map.name)
      : AccessRight(verb: .create, resource: "configmaps", namespace: map.namespace)
  }
}
