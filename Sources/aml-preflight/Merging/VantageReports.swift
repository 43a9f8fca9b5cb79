import Foundation
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

  var isEmpty: Bool { sources.isEmpty }

  /// The nodes that are expected, each once.
  var expected: [String]? { namesExpected.map { Set($0).sorted() } }

  /// The recordings that count, one for each vantage, and what is to be said about the others.
  func recordings() throws -> (recordings: [Recording], remarks: [String]) {
    let sorted = sources.sorted { $0.order.lexicographicallyPrecedes($1.order) }
    try checkDeployments(of: sorted)
    var recordings: [Recording] = []
    var remarks: [String] = []
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
    let declared = first.recording.deployment.bare
    for other in sorted.dropFirst() {
      let places = "\(first.name) and \(other.name)"
      guard other.recording.deployment.name == first.recording.deployment.name else {
        throw UsageError(
          "\(places) are about different deployments, \(first.recording.deployment.name) and "
            + "\(other.recording.deployment.name). merge puts together what several vantages saw of one; to compare two, "
            + "use diff.")
      }
      guard other.recording.deployment.bare == declared else {
        let differences = first.recording.deployment.declaredDifferences(from: other.recording.deployment)
        let shown = differences.prefix(3).joined(separator: "; ")
        let more = differences.count > 3 ? "; and \(differences.count - 3) more" : ""
        let what = differences.isEmpty ? "ports that the system chose, as those of the demo" : shown + more
        throw UsageError(
          "\(places) were made with different files of \(first.recording.deployment.name), so that they checked different "
            + "things (\(what)). Run both with the same file.")
      }
      guard other.recording.plan.edition == first.recording.plan.edition else {
        throw UsageError(
          "\(places) are of different editions, \(first.recording.plan.edition.rawValue) and "
            + "\(other.recording.plan.edition.rawValue). Run both with the same --edition.")
      }
      guard other.recording.plan.rules == first.recording.plan.rules else {
        throw UsageError(
          "\(places) judge by the rules of different days, \(first.recording.plan.rules?.description ?? "the newest") and "
            + "\(other.recording.plan.rules?.description ?? "the newest"). Run both with the same --rules.")
      }
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

extension Deployment {
  /// What is declared, without where it stands.
  fileprivate var bare: Deployment {
    var bare = self
    bare.origins = [:]
    bare.contradictions = []
    return bare
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
