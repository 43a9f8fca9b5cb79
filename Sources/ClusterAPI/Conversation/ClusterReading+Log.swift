public import Model

extension ClusterReading {
  /// What a log may have, in bytes; the server leaves out what is beyond.
  public static let logLimit = 32 << 20

  /// Reads what a container of a pod printed: `logBytes`, once it ends.
  ///
  /// - Parameter container: `nil`: the only one.
  public init(logOf pod: ClusterPod, container: String? = nil, isRenewable: Bool = false) {
    self.init(
      ClusterRead(.pods, namespace: pod.namespace, name: pod.name), isRenewable: isRenewable, certificate: { _ in nil })
    var path = "/api/v1/namespaces/\(APIRequest.encoded(pod.namespace))/pods/\(APIRequest.encoded(pod.name))/log"
    path += "?limitBytes=\(Self.logLimit)"
    if let container { path += "&container=\(APIRequest.encoded(container))" }
    log = LogSoFar(request: APIRequest(.get, path, accept: "*/*"))
  }

  /// What the container printed, as far as it was read; `nil` of any other read.
  public var logBytes: [UInt8]? { log?.bytes }
}

/// A log while it arrives.
struct LogSoFar: Sendable {
  var request: APIRequest
  var bytes: [UInt8] = []
}
