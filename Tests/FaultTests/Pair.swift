import Testing

/// Two faults of different layers at once.
struct Pair: Sendable, CustomTestStringConvertible {
  var first: Fault
  var second: Fault

  var change: Change { first.change.with(second.change) }
  var expected: [Named] { first.expected + second.expected }
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

extension Fault {
  /// Whether it concerns one thing, in the usual surroundings: others go on beside it.
  fileprivate var isAlone: Bool {
    expected.count == 1 && circumstances.isPrivate && circumstances.network.isEmpty
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
