import Execution
import Model

/// What a run has learned of names: each is asked once, and whoever needs it meanwhile waits for the answer.
struct NameBook {
  struct Question: Sendable, Hashable {
    var name: DomainName
    var type: RecordType
  }

  /// What every nameserver said to one question, in the order of nameservers.
  typealias Answers = [Gathered]

  enum Entry {
    /// Asked now; those who wait for what comes of it.
    case underWay([CheckedContinuation<Answers, Never>])
    case known(Answers)
  }

  /// More answers than any one cluster needs; of thousands of clusters the book forgets the oldest.
  private static let limit = 2_048

  private var entries: [Question: Entry] = [:]
  private var known: ArraySlice<Question> = []

  subscript(question: Question) -> Entry? { entries[question] }

  /// Notes that the question is being asked.
  mutating func begin(_ question: Question) { entries[question] = .underWay([]) }

  /// Keeps who waits for the question that is under way.
  mutating func wait(for question: Question, _ continuation: CheckedContinuation<Answers, Never>) {
    switch entries[question] {
    case .underWay(let waiters): entries[question] = .underWay(waiters + [continuation])
    case .known(let answers): continuation.resume(returning: answers)
    case nil: continuation.resume(returning: [])
    }
  }

  /// Writes the answers down and gives them to those who wait.
  mutating func end(_ question: Question, _ answers: Answers) {
    if case .underWay(let waiters) = entries.updateValue(.known(answers), forKey: question) {
      for waiter in waiters { waiter.resume(returning: answers) }
    }
    known.append(question)
    if known.count > Self.limit { entries[known.removeFirst()] = nil }
  }

  /// What a step learned of a host.
  struct Findings: Sendable {
    /// In the order of nameservers, of one nameserver IPv4 first; each once.
    var addresses: [IPAddress] = []
    var evidence: [Gathered] = []

    init(addresses: [IPAddress]) { self.addresses = addresses }

    /// From the answers to the questions about one name, of each nameserver in turn; at most `limit` addresses.
    init(_ answers: [Answers], limit: Int) {
      let nameserverCount = answers.map(\.count).max() ?? 0
      for index in 0..<nameserverCount {
        for answer in answers where index < answer.count {
          evidence.append(answer[index])
          guard case .lookup(let lookup) = answer[index].evidence else { continue }
          for address in lookup.message?.addresses ?? []
          where addresses.count < limit && address.canBeConnectedTo && !addresses.contains(address) {
            addresses.append(address)
          }
        }
      }
    }
  }
}

extension IPAddress {
  /// Whether a connection can go there at all: not to "no address", to many, or to an interface that the address leaves
  /// open.
  fileprivate var canBeConnectedTo: Bool {
    !isUnspecified && !isMulticast && !(isLinkLocal && family == .ipv6) && self != .v4(0xFFFF_FFFF)
  }
}
