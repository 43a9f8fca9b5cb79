import Execution
import Model

/// What a run has learned of names: each is asked once, and whoever needs it meanwhile waits for the answer.
enum NameBook {
  struct Question: Sendable, Hashable {
    var name: DomainName
    var type: RecordType
  }

  enum Entry {
    /// Asked now; those who wait for what comes of it.
    case underWay([CheckedContinuation<[Lookup], Never>])
    case known([Lookup])
  }

  /// What every nameserver said to one question, in the order of nameservers.
  struct Answers: Sendable {
    var lookups: [Lookup]
    /// For whoever asked; empty for those who only learned of it.
    var evidence: [Gathered] = []
  }

  /// What a step learned of a host.
  struct Findings: Sendable {
    /// In the order of nameservers, of one nameserver IPv4 first; each once.
    var addresses: [IPAddress] = []
    var evidence: [Gathered] = []

    init(addresses: [IPAddress]) { self.addresses = addresses }

    /// From the answers to the questions about one name, of each nameserver in turn; at most `limit` addresses.
    init(_ answers: [Answers], limit: Int) {
      let nameserverCount = answers.map(\.lookups.count).max() ?? 0
      for index in 0..<nameserverCount {
        for answer in answers where index < answer.lookups.count {
          for address in answer.lookups[index].message?.addresses ?? []
          where addresses.count < limit && address.canBeConnectedTo && !addresses.contains(address) {
            addresses.append(address)
          }
          if index < answer.evidence.count { evidence.append(answer.evidence[index]) }
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
