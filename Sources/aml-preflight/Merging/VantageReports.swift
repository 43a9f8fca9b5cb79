import Judging
import Model
import Reporting

/// Reports that are to be put together, wherever they come from: files, or pods of a cluster. Which one comes first makes
/// no difference.
struct VantageReports {
  /// One recording with where it was found.
  fileprivate struct Source {
    /// The file, or what else names it in messages.
    var name: String
    var recording: Recording
    /// Whether somebody said what its vantage is called: then the same name is the same place.
    var isNamed: Bool
  }

  private var sources: [Source] = []
  private var pool = RecordingPool()
  private var namesExpected: [String]?
  private var reasonsKnown: [String: String] = [:]
  private var remarksKnown: [String] = []
  private let expectsByOption: Bool

  /// - Parameter names: the nodes that reports are expected from; `nil`: those that merged reports name, else as many as
  ///   the deployment declares.
  init(expecting names: [String]?) {
    namesExpected = names
    expectsByOption = names != nil
  }

  /// Adds a report as its JSON text.
  ///
  /// - Parameters:
  ///   - name: what messages call it, such as the file.
  ///   - vantage: what its vantage is to be called; `nil`: as it says itself.
  mutating func add(json: [UInt8], from name: String, vantage: String? = nil) throws {
    let report: RecordedReport
    do {
      report = try RecordedReport(json: json)
    } catch {
      throw UsageError("\(name): \(error)")
    }
    try add(report, from: name, vantage: vantage)
  }

  /// Adds a report, of one vantage or of several.
  mutating func add(
    _ report: RecordedReport, from name: String, vantage: String? = nil, allowingRedacted: Bool = false
  ) throws {
    guard allowingRedacted || report.redaction != .names else {
      throw UsageError(
        "\(name) was written with --redact names, so that names in it mean nothing in other reports. Merge the reports as "
          + "they were before, with merge --redact names.")
    }
    if vantage != nil, report.recordings.count > 1 {
      throw UsageError(
        "\(name) is of \(report.recordings.count) vantages, so it cannot be called by one name. Leave out the name before it."
      )
    }
    if !expectsByOption, let names = report.expected { namesExpected = (namesExpected ?? []) + names }
    reasonsKnown.merge(report.reasons) { first, _ in first }
    for var recording in report.recordings {
      if let vantage { recording.vantage.id = vantage }
      // A report that does not say what its place is called, and knows its node, is of that node.
      if recording.vantage.id == recording.vantage.kind.rawValue, let node = recording.vantage.place?[.node] {
        recording.vantage.id = node
      }
      sources.append(
        Source(
          name: name, recording: pool.shared(recording),
          isNamed: recording.vantage.id != recording.vantage.kind.rawValue))
    }
  }

  /// Adds what the pods of a cluster printed, of each place the newest. Reports that are not of the same deployment as the
  /// files, or as most of the pods, are left out: their places are unknown.
  mutating func add(_ cluster: ClusterReports) {
    var cluster = cluster
    var found = cluster.printed.flatMap { printed in
      printed.report.recordings.map { (pod: printed.pod, recording: $0.placed(by: printed.pod, in: cluster.nodes)) }
    }
    if let reference = sources.first?.recording ?? Self.usual(of: found.map(\.recording)) {
      for (pod, recording) in found {
        guard let mismatch = RecordingMismatch(reference, recording) else { continue }
        cluster.reasons[pod.node ?? pod.id] = "its report \(mismatch.ofPod)"
      }
      found.removeAll { RecordingMismatch(reference, $0.recording) != nil }
    }
    for place in found.compactMap(\.pod.node) { cluster.reasons[place] = nil }
    let byPlace = Dictionary(grouping: found) { "\($0.recording.vantage.kind.rawValue) \($0.recording.vantage.id)" }
    let newest = byPlace.values.compactMap { own in
      own.max { ($0.recording.startedAt, $0.pod.id) < ($1.recording.startedAt, $1.pod.id) }
    }
    for (pod, recording) in newest {
      sources.append(Source(name: "the log of \(pod.id)", recording: pool.shared(recording), isNamed: true))
    }
    if newest.count < found.count {
      remarksKnown.append(
        "\(found.count - newest.count) older reports of the same places were left out: of each the newest counts.")
    }
    if let (place, reason) = cluster.unlisted, !expectsByOption { cluster.reasons[place] = reason }
    reasonsKnown.merge(cluster.reasons) { $1 }
    remarksKnown += cluster.remarks
    // Those that were named are expected, and what is there and gave no report.
    let unheard = cluster.reasons.keys.filter { cluster.nodes[$0] == nil || cluster.podPlaces.contains($0) }
    namesExpected = (namesExpected ?? []) + (expectsByOption ? unheard : cluster.expected)
  }

  /// What most are like, of those that are alike in what they checked; of equally many the newest.
  private static func usual(of recordings: [Recording]) -> Recording? {
    var groups: [[Recording]] = []
    for recording in recordings {
      if let place = groups.firstIndex(where: { RecordingMismatch($0[0], recording) == nil }) {
        groups[place].append(recording)
      } else {
        groups.append([recording])
      }
    }
    return groups.max { one, other in
      (one.count, one.map(\.startedAt).max() ?? one[0].startedAt) < (
        other.count, other.map(\.startedAt).max() ?? other[0].startedAt
      )
    }?.first
  }

  var isEmpty: Bool { sources.isEmpty }

  /// Why each of the expected gave no report, as far as that is known, in a line each.
  var reasons: [String: String] { reasonsKnown }

  /// What is to be said of where they come from.
  var remarks: [String] { remarksKnown }

  /// The nodes that are expected, each once.
  var expected: [String]? { namesExpected.map { Set($0).sorted() } }

  /// The recordings that count, one for each vantage, and what is to be said about the others.
  func recordings() throws -> (recordings: [Recording], remarks: [String]) {
    let sorted = sources.sorted { $0.order.lexicographicallyPrecedes($1.order) }
    try checkDeployments(of: sorted)
    var recordings: [Recording] = []
    var remarks = remarksKnown
    for own in sorted.grouped(by: { "\($0.recording.vantage.id)\n\($0.recording.vantage.kind.rawValue)" }) {
      let newest = try Self.newest(of: own)
      recordings.append(newest.recording)
      let others = own.filter { $0.recording != newest.recording }
      if !others.isEmpty {
        let names = Set(others.map(\.name)).sorted()
        remarks.append(
          "Of \(newest.recording.vantage.id) there are \(others.count + 1) reports; that of "
            + "\(newest.recording.startedAt) counts, being the newest. Left out: \(names.joined(separator: ", ")).")
      }
    }
    return (recordings, remarks)
  }

  /// Of several reports of one vantage the newest; an error where nobody can say which that is, or whether they are of one
  /// place at all.
  private static func newest(of own: [Source]) throws -> Source {
    guard let last = own.last else { preconditionFailure("a group has an element") }
    let different = own.filter { $0.recording != last.recording }
    guard !different.isEmpty else { return last }
    let names = Set(own.map(\.name)).sorted()
    guard own.allSatisfy(\.isNamed) else {
      throw UsageError(
        "\(names.joined(separator: ", ")): none of these says which \(last.recording.vantage.kind.rawValue) it was seen "
          + "from, so nobody knows whether it is the same. Name them: merge first=\(names[0]) second=\(names.last ?? "…"). "
          + "run --vantage-id does so from the beginning.")
    }
    guard !different.contains(where: { $0.recording.startedAt == last.recording.startedAt }) else {
      throw UsageError(
        "\(names.joined(separator: ", ")): there are different reports of \(last.recording.vantage.id), begun at the same "
          + "second, so nobody knows which is the newer. Leave one out, or name them: merge first=\(names[0]) …")
    }
    return last
  }

  // MARK: - One deployment

  private func checkDeployments(of sorted: [Source]) throws {
    guard let first = sorted.first else { return }
    for other in sorted.dropFirst() {
      guard let mismatch = RecordingMismatch(first.recording, other.recording) else { continue }
      throw UsageError("\(first.name) and \(other.name) \(mismatch.ofFiles)")
    }
  }
}

extension VantageReports.Source {
  /// By vantage, then by time: the last of a vantage is its newest.
  fileprivate var order: [String] {
    let vantage = recording.vantage
    return [vantage.id, vantage.kind.rawValue, recording.startedAt.description, name]
  }
}

extension Array {
  /// Neighbors with the same key together.
  fileprivate func grouped(by key: (Element) -> String) -> [[Element]] {
    var groups: [[Element]] = []
    var last: String?
    for element in self {
      let own = key(element)
      if own == last { groups[groups.count - 1].append(element) } else { groups.append([element]) }
      last = own
    }
    return groups
  }
}
