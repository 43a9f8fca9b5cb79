public import Model

extension ClusterReading {
  /// What a log may have, in bytes; the server leaves out what is beyond.
  public static let logLimit = 32 << 20

  /// Reads what a container of a pod printed: `logBytes`, once it ends.
  ///
  /// - Parameters:
  ///   - container: `nil`: the only one.
  ///   - tail: How many lines of its end at most, as kubelets count them: a line of a log file has up to 16 KiB, so that a
  ///     longer one counts several times. `nil`: from the beginning.
  ///   - isReviewed: Whether it is known that it may be read.
  public init(
    logOf pod: ClusterPod, container: String? = nil, tail: Int? = nil, isReviewed: Bool = false,
    isRenewable: Bool = false
  ) {
    self.init(
      ClusterRead(.pods, namespace: pod.namespace, name: pod.name), isRenewable: isRenewable, certificate: { _ in nil })
    var path = "/api/v1/namespaces/\(APIRequest.encoded(pod.namespace))/pods/\(APIRequest.encoded(pod.name))/log"
    path += "?limitBytes=\(Self.logLimit)"
    if let tail { path += "&tailLines=\(tail)" }
    if let container { path += "&container=\(APIRequest.encoded(container))" }
    log = LogSoFar(request: APIRequest(.get, path, accept: "*/*"), isReviewed: isReviewed)
  }

  /// Asks whether the logs of all pods of a namespace may be read, and nothing else: ends with no objects if so.
  public init(reviewingLogsIn namespace: String, isRenewable: Bool = false) {
    self.init(ClusterRead(.pods, namespace: namespace), isRenewable: isRenewable, certificate: { _ in nil })
    isReviewOnly = true
  }

  /// The right to read logs, of all pods of a namespace or of one.
  static func logRight(_ read: ClusterRead) -> AccessRight {
    AccessRight(verb: .get, resource: "pods/log", namespace: read.namespace, name: read.name)
  }

  /// What the container printed, as far as it was read; `nil` of any other read.
  public var logBytes: [UInt8]? { log?.bytes }
}

/// A log while it arrives.
struct LogSoFar: Sendable {
  var request: APIRequest
  var isReviewed: Bool
  var bytes: [UInt8] = []
}
