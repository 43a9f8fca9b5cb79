import Model

/// What keeps a pod from working, as far as the API server tells.
struct PodTrouble {
  enum Kind: Hashable {
    /// The image cannot be had; the container's image.
    case image(String)
    /// A container ends again and again.
    case crash(restarts: Int)
    /// No node takes it.
    case unscheduled
    /// It does not get as far as starting its containers.
    case unstarted
    /// Its containers run, and it is not ready.
    case unready
  }

  var pod: ClusterPod
  var kind: Kind
  var reason: String
  /// Whether it may just need more time.
  var isFresh: Bool
}

extension PodTrouble {
  /// How long a pod may take to start, in seconds: Azure Machine Learning waits five minutes for one to be scheduled.
  private static let startTime: Int64 = 300

  /// Reasons for which a container waits that are about its image (kubelet, images/types.go).
  private static let imageReasons: Set<String> = [
    "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable",
    "ImageInspectError", "SignatureValidationFailed",
  ]

  /// `nil`: the pod is ready.
  init?(_ pod: ClusterPod, in state: ClusterState) {
    guard !pod.isReady else { return nil }
    let start = state.recording.startedAt.secondsSince1970
    let age = pod.createdAt.map { start - $0.secondsSince1970 }
    let isFresh = age.map { $0 < Self.startTime } ?? false
    for container in pod.containers {
      guard case .waiting(let reason, let message) = container.state, Self.imageReasons.contains(reason) else {
        continue
      }
      // The back-off says nothing; the last attempt's event says why.
      let event = state.warning(about: pod, "Failed").flatMap { $0.message.contains("Error:") ? nil : $0.message }
      let told = reason == "ImagePullBackOff" ? event ?? message : message ?? event
      self.init(
        pod: pod, kind: .image(container.image), reason: Self.sentence(reason, told), isFresh: false)
      return
    }
    for container in pod.containers {
      guard let reason = container.crash(at: start) else { continue }
      self.init(pod: pod, kind: .crash(restarts: container.restarts), reason: reason, isFresh: false)
      return
    }
    if let scheduled = pod.conditions.first(where: { $0.type == "PodScheduled" }), scheduled.status == .isFalse {
      let told = scheduled.message ?? state.warning(about: pod, "FailedScheduling")?.message
      self.init(
        pod: pod, kind: .unscheduled, reason: Self.sentence(scheduled.reason ?? "Unschedulable", told), isFresh: isFresh
      )
      return
    }
    let event = state.warning(about: pod)
    let waiting = pod.containers.lazy.compactMap { container -> String? in
      guard case .waiting(let reason, let message) = container.state else { return nil }
      return Self.sentence(reason, message)
    }.first
    if pod.phase == .pending || waiting != nil {
      self.init(
        pod: pod, kind: .unstarted,
        reason: event.map { Self.sentence($0.reason, $0.message) } ?? waiting ?? pod.reason ?? "Pending",
        isFresh: isFresh)
      return
    }
    let ready = pod.conditions.first { $0.type == "Ready" }
    // Without a word about readiness nothing is known.
    guard ready != nil || pod.phase == .unknown else { return nil }
    self.init(
      pod: pod, kind: .unready,
      reason: event.map { Self.sentence($0.reason, $0.message) }
        ?? Self.sentence(ready?.reason ?? "NotReady", ready?.message),
      isFresh: isFresh)
  }

  /// `ErrImagePull: no such host`, cut to what fits into a line or two.
  static func sentence(_ reason: String, _ message: String?) -> String {
    guard let message, !message.isEmpty, message != reason else { return reason }
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    let text = "\(reason): \(line)"
    return text.count > 300 ? String(text.prefix(299)) + "…" : text
  }
}

extension ClusterContainer {
  /// Why it ends again and again; `nil`: it does not.
  fileprivate func crash(at moment: Int64) -> String? {
    switch state {
    case .waiting("CrashLoopBackOff", let message):
      return lastTermination.map { PodTrouble.sentence("CrashLoopBackOff", $0.text) }
        ?? PodTrouble.sentence("CrashLoopBackOff", message)
    case .terminated(let termination) where termination.exitCode != 0 && !isReady:
      return termination.text
    case .running where !isReady && restarts >= 3:
      guard let last = lastTermination, last.exitCode != 0 else { return nil }
      // What ended long ago is not what keeps it from being ready now.
      if let finished = last.finishedAt, moment - finished.secondsSince1970 > 3_600 { return nil }
      return last.text
    case .waiting, .running, .terminated, .unknown: return nil
    }
  }
}

extension ClusterContainer.Termination {
  /// `OOMKilled, exit code 137: …`.
  fileprivate var text: String {
    let end = signal.map { "signal \($0)" } ?? "exit code \(exitCode)"
    let lead = reason.map { "\($0), \(end)" } ?? end
    return PodTrouble.sentence(lead, message)
  }
}
