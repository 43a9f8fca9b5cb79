import Testing

/// Two faults of different layers at once.
struct Pair: Sendable, CustomTestStringConvertible {
  var first: Fault
  var second: Fault
  /// Whether the first keeps everybody from seeing the second.
  var hidesSecond = false

  var change: Change { first.change.with(second.change) }
  var circumstances: Circumstances { first.circumstances.isPrivate ? second.circumstances : first.circumstances }
  var expected: [Named] { first.expected + (hidesSecond ? [] : second.expected) }
  var testDescription: String { "\(first.testDescription); \(second.testDescription)" }

  /// So many are run.
  static let count = 48

  /// Of every two layers some, with every fault among them about as often.
  static let all: [Pair] = {
    let faults = Fault.all.filter(\.isAlone)
    var left: [[Pair]] = []
    for (index, one) in Fault.Layer.allCases.enumerated() {
      for other in Fault.Layer.allCases.dropFirst(index + 1) {
        var pairs: [Pair] = []
        for first in faults where first.layer == one {
          for second in faults where second.layer == other && first.isApart(from: second) {
            pairs.append(Pair(first: first, second: second))
          }
        }
        if !pairs.isEmpty { left.append(pairs) }
      }
    }
    var uses: [String: Int] = [:]
    func use(_ pair: Pair) -> Int { uses[pair.first.name, default: 0] + uses[pair.second.name, default: 0] }
    var pairs: [Pair] = []
    var turn = 0
    while pairs.count < count, left.contains(where: { !$0.isEmpty }) {
      let place = turn % left.count
      turn += 1
      guard let index = left[place].indices.min(by: { use(left[place][$0]) < use(left[place][$1]) }) else { continue }
      let pair = left[place].remove(at: index)
      uses[pair.first.name, default: 0] += 1
      uses[pair.second.name, default: 0] += 1
      pairs.append(pair)
    }
    return pairs
  }()
}

extension Pair {
  /// Faults that lie across each other's way, by their names, with what must be found of them.
  static let entangled: [Pair] = [
    ("one nameserver of two is silent", "everything public is dropped"),
    ("everything public is dropped", "the record of blob storage is missing"),
    ("everything public is dropped", "the record of the registry's data host is missing"),
    ("everything public is dropped", "the zone of blob storage is not linked"),
    ("everything public is dropped", "no zone is linked"),
    ("everything public is reset", "a private endpoint is dropped"),
    ("everything public is reset", "a name does not exist"),
    ("everything public is prohibited by ICMP", "the zone of blob storage is not linked"),
    ("no default route", "the record of blob storage is missing"),
    ("no default route", "a private endpoint resets"),
    ("a device opens what is public", "not yet valid"),
    ("a device opens what is public", "the zone of blob storage is not linked"),
    ("a device opens everything", "a name does not exist"),
    ("a device opens everything", "the API server is dropped"),
    ("a device opens everything", "one nameserver of two is silent"),
    ("one address of two is dropped", "a device opens what is public"),
    ("truncated answers, and TCP is dropped", "packets to the registry are dropped"),
    ("truncated answers, and TCP is refused", "everything public is dropped"),
    ("one nameserver of two denies a name", "everything public is dropped"),
    ("one nameserver of two is linked with a zone", "packets to the registry are dropped"),
    ("a filter answers with 0.0.0.0", "everything public is dropped"),
    ("one zone fails", "everything public is reset"),
    ("the account's firewall", "a device opens what is public"),
    ("both nameservers are silent", "it is silent"),
    ("self-signed", "one address of two is dropped"),
    ("one nameserver of two drops a name", "a device opens what is public"),
    ("one nameserver of two refuses", "everything public is reset"),
  ].compactMap { pair($0, $1) }

  /// Faults of which the first keeps everybody from seeing the second: nothing is said of what was not seen.
  static let hidden: [Pair] = [
    ("nobody listens at the nameserver's address", "everything public is dropped"),
    ("the only nameserver is silent", "a device opens everything"),
    ("truncated answers, and TCP is refused", "the firewall of table storage"),
    ("a name does not exist", "503"),
    ("the record of blob storage is missing", "not yet valid"),
    ("everything but names is dropped", "expired"),
    ("its port is closed", "expired"),
  ].compactMap { pair($0, $1, hidesSecond: true) }

  private static func pair(_ one: String, _ other: String, hidesSecond: Bool = false) -> Pair? {
    guard let first = Fault.all.first(where: { $0.name == one }),
      let second = Fault.all.first(where: { $0.name == other })
    else { return nil }
    return Pair(first: first, second: second, hidesSecond: hidesSecond)
  }
}

extension Fault {
  /// Whether it concerns one thing, in the usual surroundings: others go on beside it.
  fileprivate var isAlone: Bool {
    expected.count == 1 && circumstances.isPrivate && circumstances.network.isEmpty && circumstances.cluster.isEmpty
      && circumstances.storage == nil
      && Fault.notYetDiagnosed[name] == nil && change.options.isEmpty && change.wrapper.isEmpty
      && change.proxy == nil && change.search == nil && change.incoming.isEmpty && group != nil
  }

  /// What it concerns, hosts that share names or zones together.
  private var group: String? {
    guard let subject = expected.first?.subject else { return nil }
    if subject == "{1}" { return subject }
    guard Part.allCases.contains(where: { $0.role == subject }) else { return nil }
    return String(subject.prefix(3))
  }

  fileprivate func isApart(from other: Fault) -> Bool {
    group != other.group && (change.resolvers == nil || other.change.resolvers == nil)
      // A device that opens everything is met everywhere.
      && change.stands.count < 3 && other.change.stands.count < 3
  }
}
