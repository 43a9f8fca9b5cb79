import Model

/// The aliases of an answer, followed from the name that was asked for (RFC 1034 section 3.6.2).
struct AliasChain {
  /// What a chain may have: BIND and Unbound follow so many (`max-query-restarts`); Unbound before 1.13.2 followed 8.
  static let limit = 11
  /// More than any answer of 64 KiB can be worth following.
  private static let bound = 1_000

  /// Each target in turn; of a loop those that were not there before.
  private(set) var names: [String] = []
  /// Whether the last target is a name that came before.
  private(set) var isLoop = false

  var isTooLong: Bool { names.count > Self.limit }

  init(from name: DomainName, in message: DNSMessage) {
    var targets: [String: String] = [:]
    for record in message.answers {
      if case .alias(let target) = record.data { targets[record.name] = targets[record.name] ?? target }
    }
    var seen: Set<String> = [name.text]
    var current = name.text
    while let next = targets[current], names.count < Self.bound {
      names.append(next)
      guard seen.insert(next).inserted else {
        isLoop = true
        return
      }
      current = next
    }
  }
}
