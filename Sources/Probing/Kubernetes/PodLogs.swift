import ClusterAPI
import Execution
public import Model

/// What pods of a cluster printed: the reports of a DaemonSet, one a node.
public struct PodLogs: Sendable {
  /// What one pod printed, or why that is not known.
  public struct Log: Sendable {
    /// `azureml/preflight-x7k2p`.
    public var pod: String
    public var node: String?
    /// As printed, at most `ClusterReading.logLimit` bytes; empty if it could not be read.
    public var bytes: [UInt8]
    /// Why it could not be read; `nil`: it was.
    public var trouble: ClusterAnswer.Ending?
  }

  /// What the list of the pods came to.
  public var pods: ClusterAnswer
  /// Of those pods, in the order of the API server.
  public var logs: [Log]

  /// Reads what pods printed: a list and a log each, with a review of the right before each; nothing else is sent.
  ///
  /// - Parameters:
  ///   - settings: With the way to the cluster (`login`).
  ///   - selector: Which pods of the namespace, as the API reads it (`app.kubernetes.io/name=aml-preflight`).
  ///   - container: Whose output; `nil`: of the only one.
  ///   - limit: How many pods at most.
  public static func read(
    _ settings: Network.Settings, namespace: String, selector: String, container: String? = nil, limit: Int = 5_000
  ) async throws -> PodLogs {
    try await Network.open(settings) { network in
      // A list has as long as in a run; a log is one request.
      let time = settings.stepTimeout * 6
      let read = ClusterRead(.pods, namespace: namespace, labelSelector: selector, limit: limit)
      let pods = await network.prober.answer(to: read, by: .now + time)
      guard case .pods(let found)? = pods.objects else { return PodLogs(pods: pods, logs: []) }
      var logs: [Log] = []
      // Few at a time, so that what was read can be forgotten as soon as it is used up.
      for start in stride(from: 0, to: found.count, by: ClusterClient.width) {
        let part = found[start..<min(start + ClusterClient.width, found.count)]
        logs += await withTaskGroup(of: (Int, Log).self) { group in
          for (index, pod) in zip(part.indices, part) {
            group.addTask { (index, await network.prober.log(of: pod, container: container, by: .now + time)) }
          }
          var done: [(Int, Log)] = []
          while let log = await group.next() { done.append(log) }
          return done.sorted { $0.0 < $1.0 }.map(\.1)
        }
      }
      return PodLogs(pods: pods, logs: logs)
    }
  }
}

extension PodLogs.Log {
  /// The JSON document among what was printed: from the first line that begins with a brace to the last that ends with
  /// one. What a program says of its progress stands before it, in the same log.
  public var document: [UInt8] {
    let (open, close, newline) = (UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\n"))
    guard
      let start = bytes.indices.first(where: { bytes[$0] == open && ($0 == 0 || bytes[$0 - 1] == newline) }),
      let end = bytes.lastIndex(of: close), start < end
    else { return [] }
    return Array(bytes[start...end])
  }
}
