import ClusterAPI
import Judging
import Model
import Probing
import Reporting

/// What the cluster has of reports: those that its pods printed, and why others are missing.
struct ClusterReports {
  /// A report with the pod that printed it.
  struct Printed {
    var pod: ClusterPod
    var report: RecordedReport
  }

  var printed: [Printed] = []
  /// Why there is none, by the node, or by the pod where it has none.
  var reasons: [String: String] = [:]
  /// By name, as far as they could be listed.
  var nodes: [String: ClusterNode] = [:]
  /// What is to be said besides.
  var remarks: [String] = []

  /// Asks the cluster. What is not there is a reason and no error.
  init(_ options: ClusterReportOptions, entrance: ClusterEntrance) async throws {
    let namespace = options.namespace?.text ?? entrance.login.namespace ?? ClusterReportOptions.usualNamespace
    let selector = options.selector ?? ClusterReportOptions.usualSelector
    let host = entrance.login.proxy?.host ?? entrance.login.server.host
    // An address is not looked up, and a machine without nameservers may ask it.
    let nameservers = host.name == nil ? [] : try options.nameservers.nameservers().0
    let settings = Network.Settings(
      vantage: Vantage(kind: .workstation, nameservers: nameservers), trust: try TrustStore(), login: entrance.login)
    let logs = try await PodLogs<RecordedReport>.read(
      settings, namespace: namespace, selector: selector, container: ClusterReportOptions.container,
      within: options.timeout?.duration ?? .seconds(300), entry: Self.entry)
    self.init(logs, namespace: namespace, selector: selector)
  }

  init(_ logs: PodLogs<RecordedReport>, namespace: String, selector: String) {
    takeNodes(logs.nodes)
    guard logs.pods.objects != nil else {
      let place = "pods of \(namespace)"
      reasons[place] = "they cannot be listed: \(logs.pods.ending.inWords)"
      return
    }
    if logs.logs.isEmpty {
      remarks.append(
        "No pod in \(namespace) has the label \(selector): manifest daemonset writes what runs one on each node.")
    }
    let unread = logs.pods.isCut ? "none of the first \(logs.logs.count) pods of the check runs there" : nil
    for log in logs.logs {
      let place = log.pod.node ?? log.pod.id
      switch log.ending {
      case .report(let report): printed.append(Printed(pod: log.pod, report: report))
      default: reasons[place] = log.reason
      }
    }
    // Of several pods on a node one with a report is enough.
    for place in printed.compactMap(\.pod.node) { reasons[place] = nil }
    let visited = Set(logs.logs.compactMap(\.pod.node))
    podPlaces = Set(logs.logs.map { $0.pod.node ?? $0.pod.id })
    for (name, node) in nodes where !visited.contains(name) { reasons[name] = unread ?? node.whyWithoutPod }
  }

  /// The nodes that could have a pod of the check: it runs on Linux, and virtual nodes have no network of their own.
  private mutating func takeNodes(_ answer: ClusterAnswer) {
    guard case .nodes(let found)? = answer.objects else {
      unlisted = (place: "nodes without a pod of the check", reason: "they cannot be listed: \(answer.ending.inWords)")
      return
    }
    let able = found.filter(\.runsChecks)
    if able.count < found.count {
      remarks.append(
        "\(found.count - able.count) of \(found.count) nodes run no Linux containers and are not expected.")
    }
    if answer.isCut { unlisted = (place: "further nodes", reason: "only the first \(found.count) are listed") }
    nodes = Dictionary(able.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Nodes of which not even the names are known, and why: where nobody says which nodes are expected, nobody knows whether
  /// all gave a report. `nil`: all are known.
  private(set) var unlisted: (place: String, reason: String)?
  /// Nodes with a pod, and pods without a node.
  private(set) var podPlaces: Set<String> = []

  /// Every node or pod that is there: each should have a report.
  var expected: [String] {
    Set(nodes.keys).union(reasons.keys).union(printed.map { $0.pod.node ?? $0.pod.id }).sorted()
  }

  /// What a piece of a log is. A report of which a part is missing is something else: it is being written, or was cut.
  private static let entry: @Sendable (ArraySlice<UInt8>) -> LogEntry<RecordedReport> = { bytes in
    do throws(ReportError) {
      let report = try RecordedReport(json: Array(bytes))
      guard report.redaction != .names else {
        return .unusable(
          reason: "its report was written with --redact names, so that it cannot be put together with others")
      }
      return .report(report)
    } catch {
      switch error.code {
      case .newerVersion, .tooLarge, .malformed: return .unusable(reason: "its newest report cannot be read: \(error)")
      case .notJSON, .notReport, .severalReports: return .other
      }
    }
  }
}

extension PodLog {
  /// Why it gives no report; `nil`: it does.
  fileprivate var reason: String? {
    switch ending {
    case .report: nil
    case .unusable(let reason): reason
    case .withoutReport: "its pod has printed no report\(pod.isReady ? " yet" : "")"
    case .tooLong: "the log of its pod is too long to be read, without a report near its end"
    case .notStarted: "its pod has not started (\(pod.waiting))"
    case .notRead(let ending): "the log of its pod cannot be read: \(ending.inWords)"
    case .outOfTime: "the time was over before the log of its pod was read"
    }
  }
}

extension ClusterPod {
  /// What it waits for, as far as the API server says.
  fileprivate var waiting: String {
    let reasons = containers.compactMap { container -> String? in
      guard case .waiting(let reason, let message) = container.state else { return nil }
      return message.map { "\(reason): \($0)" } ?? reason
    }
    let scheduled = conditions.first { $0.type == "PodScheduled" && $0.status == .isFalse }
    let told =
      scheduled.map { [$0.reason, $0.message].compactMap(\.self).joined(separator: ": ") } ?? reasons.first ?? reason
      ?? phase.rawValue
    let line = told.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 200 ? line.prefix(199) + "…" : line
  }
}

extension ClusterNode {
  /// Whether a pod of the check can be there.
  fileprivate var runsChecks: Bool {
    labels["kubernetes.io/os"] != "windows" && !taints.contains { $0.key == "virtual-kubelet.io/provider" }
  }

  /// Why no pod of the check is there, as far as that can be told.
  fileprivate var whyWithoutPod: String {
    let ready = conditions.first { $0.type == "Ready" }
    if let ready, ready.status != .isTrue {
      return "no pod of the check runs there, and the node is not ready (\(ready.reason ?? ready.status.rawValue))"
    }
    let repelling = taints.filter { $0.effect != "PreferNoSchedule" }
    guard !repelling.isEmpty else { return "no pod of the check runs there" }
    let shown = repelling.prefix(3).map { "\($0.key)\($0.value.map { "=\($0)" } ?? ""):\($0.effect)" }
    return "no pod of the check runs there; the node has the taint \(shown.joined(separator: ", "))"
  }
}
