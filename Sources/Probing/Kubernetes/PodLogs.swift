import ClusterAPI
public import Model

/// What pods of a cluster printed: the reports of a DaemonSet, one a node.
public struct PodLogs<Report: Sendable>: Sendable {
  /// What the list of the pods came to.
  public var pods: ClusterAnswer
  /// What the list of the nodes came to.
  public var nodes: ClusterAnswer
  /// Of those pods, in the order of the API server.
  public var logs: [PodLog<Report>]
}

extension PodLogs {
  /// How long one log may take.
  private static var logTime: Duration { .seconds(30) }

  /// Lists nodes and pods, and reads what the pods printed: a review of each right first, then lists and logs; nothing else
  /// is sent. A log is read from its end, further back only where no report is found there.
  ///
  /// - Parameters:
  ///   - settings: With the way to the cluster (`login`).
  ///   - selector: Which pods of the namespace, as the API reads it (`app.kubernetes.io/name=aml-preflight`).
  ///   - container: Whose output, of pods that have a container of this name; of others that of the first.
  ///   - limit: How many pods at most.
  ///   - time: For all of it.
  ///   - entry: What a piece of a log is; called for what may be a report, the newest first, until it is one.
  public static func read(
    _ settings: Network.Settings, namespace: String, selector: String, container: String, limit: Int = 5_000,
    within time: Duration, entry: @escaping @Sendable (ArraySlice<UInt8>) -> LogEntry<Report>
  ) async throws -> PodLogs {
    try await Network.open(settings) { network in
      let deadline = ContinuousClock.now + time
      let prober = network.prober
      async let nodeList = prober.answer(to: .nodes, by: deadline)
      let read = ClusterRead(.pods, namespace: namespace, labelSelector: selector, limit: limit)
      let pods = await prober.answer(to: read, by: deadline)
      let nodes = await nodeList
      guard case .pods(let found)? = pods.objects, !found.isEmpty else {
        return PodLogs(pods: pods, nodes: nodes, logs: [])
      }
      // One review for all of them; where not all may be read, each is reviewed by itself.
      let isReviewed = await prober.mayReadLogs(in: namespace, by: deadline)
      let reader = PodLogReader(
        prober: prober, container: container, isReviewed: isReviewed, deadline: deadline, time: logTime, entry: entry)
      var logs = [PodLog<Report>?](repeating: nil, count: found.count)
      await withTaskGroup(of: (Int, PodLog<Report>).self) { group in
        for (index, pod) in found.enumerated() {
          // Few at a time: what was read is forgotten as soon as its report is found.
          if index >= ClusterClient.width, let (done, log) = await group.next() { logs[done] = log }
          group.addTask { (index, PodLog(pod: pod, ending: await reader.ending(of: pod))) }
        }
        for await (done, log) in group { logs[done] = log }
      }
      return PodLogs(pods: pods, nodes: nodes, logs: logs.compactMap { $0 })
    }
  }
}

/// Finds the newest report in a pod's log.
private struct PodLogReader<Report: Sendable>: Sendable {
  let prober: LiveProber
  let container: String
  let isReviewed: Bool
  let deadline: ContinuousClock.Instant
  let time: Duration
  let entry: @Sendable (ArraySlice<UInt8>) -> LogEntry<Report>

  /// How much of a log's end is asked for at first, in lines of the log file: up to 1 MiB and 16 MiB; then all of it.
  private static var tails: [Int?] { [64, 1_024, nil] }

  func ending(of pod: ClusterPod) async -> PodLog<Report>.Ending {
    let own = pod.containers.filter { !$0.isInit }
    let chosen = own.first { $0.name == container } ?? own.first
    if let chosen, !chosen.hasStarted(in: pod) { return .notStarted }
    for tail in Self.tails {
      guard ContinuousClock.now < deadline else { return .outOfTime }
      let end = min(deadline, ContinuousClock.now + time)
      let (bytes, ending) = await prober.log(
        of: pod, container: chosen?.name, tail: tail, isReviewed: isReviewed, by: end)
      guard case .read = ending else { return .notRead(ending) }
      // Elsewhere: all requests wait for this thread.
      let (found, isWhole) = await withTaskExecutorPreference(globalConcurrentExecutor) { look(at: bytes, tail: tail) }
      if let found { return found }
      if isWhole { return .withoutReport }
    }
    return .withoutReport
  }

  private nonisolated func look(at bytes: [UInt8], tail: Int?) -> (PodLog<Report>.Ending?, isWhole: Bool) {
    // The server leaves out the end of what is longer: the newest would be missing.
    guard bytes.count < ClusterReading.logLimit else { return (.tooLong, false) }
    let entries = LogEntries(bytes: bytes)
    for candidate in entries.candidates {
      switch entry(candidate) {
      case .report(let report): return (.report(report), false)
      case .unusable(let reason): return (.unusable(reason: reason), false)
      case .other: continue
      }
    }
    return (nil, entries.isWhole(askedFor: tail))
  }
}

extension ClusterContainer {
  /// Whether it ran, so that it may have printed something.
  fileprivate func hasStarted(in pod: ClusterPod) -> Bool {
    switch state {
    case .running, .terminated: true
    case .unknown: pod.phase != .pending
    case .waiting: lastTermination != nil
    }
  }
}
