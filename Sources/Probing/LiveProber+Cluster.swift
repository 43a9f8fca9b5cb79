import ClusterAPI
import Execution
import Model

extension LiveProber {
  /// What the API server says to a read. Its name is looked up by us, as every other.
  func readCluster(_ read: ClusterRead, by deadline: ContinuousClock.Instant) async -> [Gathered] {
    let start = ContinuousClock.now
    guard let cluster else {
      let trouble = ClusterAccessTrouble(.system, detail: "no access to the Kubernetes API was given")
      return [Gathered(.cluster(ClusterAnswer(read, .notAsked(trouble), requests: 0)), start: start, duration: .zero)]
    }
    let found = await addresses(of: cluster.destination.host, by: deadline)
    let answer = await cluster.answer(to: read, at: found.addresses, by: deadline)
    let duration = Milliseconds(ContinuousClock.now - start)
    return found.evidence + [Gathered(.cluster(answer), start: start, duration: duration)]
  }

  /// The same for one read outside of a plan.
  func answer(to read: ClusterRead, by deadline: ContinuousClock.Instant) async -> ClusterAnswer {
    guard let cluster else { return ClusterAnswer(read, .notAsked(ClusterAccessTrouble(.system)), requests: 0) }
    let found = await addresses(of: cluster.destination.host, by: deadline)
    return await cluster.answer(to: read, at: found.addresses, by: deadline)
  }

  /// How leaving a text in a ConfigMap ended.
  func leave(
    _ text: String, as key: String, in map: ConfigMapName, by deadline: ContinuousClock.Instant
  ) async -> ClusterAnswer.Ending {
    guard let cluster else { return .notAsked(ClusterAccessTrouble(.system)) }
    let found = await addresses(of: cluster.destination.host, by: deadline)
    return await cluster.leave(text, as: key, in: map, at: found.addresses, by: deadline)
  }

  /// Whether the logs of all pods of a namespace may be read; where nobody says, no.
  func mayReadLogs(in namespace: String, by deadline: ContinuousClock.Instant) async -> Bool {
    guard let cluster else { return false }
    let found = await addresses(of: cluster.destination.host, by: deadline)
    return await cluster.mayReadLogs(in: namespace, at: found.addresses, by: deadline)
  }

  /// What a container of a pod printed, and how that read ended.
  func log(
    of pod: ClusterPod, container: String?, tail: Int?, isReviewed: Bool, by deadline: ContinuousClock.Instant
  ) async -> (bytes: [UInt8], ending: ClusterAnswer.Ending) {
    guard let cluster else { return ([], .notAsked(ClusterAccessTrouble(.system))) }
    let found = await addresses(of: cluster.destination.host, by: deadline)
    let reading = ClusterReading(
      logOf: pod, container: container, tail: tail, isReviewed: isReviewed, isRenewable: cluster.isRenewable)
    return await cluster.log(reading, at: found.addresses, by: deadline)
  }
}
