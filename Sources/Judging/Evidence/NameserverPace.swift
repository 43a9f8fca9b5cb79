import Model

extension EvidenceIndex {
  /// From when on an answer is late, if the same question a moment later is answered as late: half a second. Inside a
  /// pod of AKS every name is asked for with some five endings, one after the other (ndots:5; Kubernetes, "DNS for
  /// Services and Pods", pod's DNS config), so that half a second each is more than two for a name, and what caches keep
  /// is answered within a few milliseconds anywhere.
  private static var lateness: Milliseconds { Milliseconds(microseconds: 500_000) }
  /// Likewise where nothing was asked again: what is asked for the first time may take a while.
  private static var latenessAtFirst: Milliseconds { Milliseconds(microseconds: 1_000_000) }
  /// So many names are not unknown to it by chance, where none was asked again.
  private static var enough: Int { 3 }

  /// That a nameserver is slow, if its answers usually are, and are when it is asked again. What it answers late once and
  /// at once the next time, it had to ask others for.
  func slowness(of nameserver: SocketAddress) -> Sign? {
    let answered = lookups.filter { $0.value.nameserver == nameserver && $0.value.isAnswer }
    let again = trials.filter { $0.origin.followUp == .repeatedLookup }.flatMap(\.lookups)
      .filter { $0.value.nameserver == nameserver && $0.value.isAnswer }
    guard let median = Self.median(answered), median >= Self.lateness, !stall.spoils(median) else { return nil }
    let names = Set(answered.map(\.value.name)).count
    if let second = Self.median(again) {
      guard second >= Self.lateness else { return nil }
    } else if names < Self.enough || median < Self.latenessAtFirst {
      return nil
    }
    let late = (answered + again).filter { $0.pace >= Self.lateness }
    return Sign(
      .nameserverSlow,
      [
        .nameserver: nameserver.nameserverText, .after: median.description, .count: String(late.count),
        .total: String(answered.count + again.count),
      ], seenIn: late.map(\.id), isWarning: true)
  }

  private static func median(_ lookups: [Seen<Lookup>]) -> Milliseconds? {
    let sorted = lookups.map(\.pace).sorted()
    return sorted.isEmpty ? nil : sorted[sorted.count / 2]
  }
}

extension Seen<Lookup> {
  /// How long the answer took: by the kernel's clock where one datagram was sent, else by ours.
  fileprivate var pace: Milliseconds { value.attempts == 1 ? value.roundTrip ?? duration : duration }
}

extension Lookup {
  /// Whether the nameserver did its work.
  fileprivate var isAnswer: Bool { message.map { $0.code == .noError || $0.code == .nameError } ?? false }
}
