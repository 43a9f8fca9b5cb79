public import Model

/// Why a report could not be left in a ConfigMap, in words.
public enum DeliveryWording {
  /// - Parameters:
  ///   - map: `aml-preflight/reports`.
  ///   - size: Of the report, in bytes.
  /// - Returns: `nil` where it was left.
  public static func trouble(_ ending: ClusterAnswer.Ending, map: String, size: Int) -> String? {
    let reason: String
    switch ending {
    case .read: return nil
    case .needsRight(let right, let message):
      reason =
        right.verb == .create
        ? "there is none, and none may be made (needs \(right))"
        : "not allowed (needs \(right))" + said(message)
    case .unauthorized(let message): reason = "the API server does not know who asks (401)" + said(message)
    case .absent: reason = "its namespace does not exist"
    case .failed(413, _, _),
      .failed(422, _, _) where isFull(ending):
      reason =
        "all that a ConfigMap holds has 1 MiB at most, this report alone \(kibibytes(size)), and reports of other vantages "
        + "are in it. Remove keys that are not needed any more, or take the reports from the pods' logs"
    case .failed(let status, let name, let message):
      reason = "status \(status)" + (name.isEmpty ? "" : " (\(name))") + said(message)
    case .malformed(let problem): reason = "the answer cannot be read (\(problem))"
    case .unanswered(let after): reason = "no answer in \(after)"
    case .notConnected(let trouble): reason = "not connected (\(Wording.text(trouble)))"
    case .notAsked(let trouble): reason = "not asked (\(Wording.text(trouble)))"
    }
    return "Cannot leave the report in the ConfigMap \(map): \(reason)."
  }

  /// What is said where a report is too large for any ConfigMap.
  public static func tooLarge(map: String, size: Int, limit: Int) -> String {
    "Cannot leave the report in the ConfigMap \(map): it has \(kibibytes(size)), and a ConfigMap holds "
      + "\(kibibytes(limit)) at most. Nothing was sent."
  }

  private static func isFull(_ ending: ClusterAnswer.Ending) -> Bool {
    guard case .failed(let status, _, let message) = ending else { return false }
    return status == 413 || message.contains("Too long")
  }

  private static func said(_ message: String) -> String { message.isEmpty ? "" : ": \(message)" }

  private static func kibibytes(_ size: Int) -> String { "\((size + 1_023) / 1_024) KiB" }
}
