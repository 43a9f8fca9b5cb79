import Model

extension Resolution.Answer {
  /// What one nameserver says about a name, by its answers to both questions; `nil` if it was not asked.
  init?(of lookups: [Seen<Lookup>], at nameserver: SocketAddress, name: DomainName, privateRanges: [IPPrefix]) {
    let readings = lookups.map { (id: $0.id, reading: LookupReading($0)) }
    guard let speaking = readings.min(by: { $0.reading.rank < $1.reading.rank }) else { return nil }
    self.nameserver = nameserver
    reading = speaking.reading
    var all: [IPAddress] = []
    aliases = []
    for case .addresses(let some, let chain) in readings.map(\.reading) {
      all += some
      if aliases.isEmpty { aliases = chain }
    }
    all = all.uniqued()
    // A nameserver on loopback speaks for services on loopback only if somebody started it for that: at port 53 it is
    // this machine's forwarder (systemd-resolved has 127.0.0.53), which passes on what a filter says.
    let isOwn = (nameserver.address.isLoopback && nameserver.port != 53) || name.labels.last == "localhost"
    func isSinkhole(_ address: IPAddress) -> Bool {
      address.isUnspecified || (address.isLoopback && !isOwn && !privateRanges.contains { $0.contains(address) })
    }
    sinkholes = all.filter(isSinkhole)
    addresses = all.filter { !isSinkhole($0) }
    // An address from one question is all that is needed; the other's failure is not relied on.
    observations = readings.filter { all.isEmpty || $0.reading.rank == 0 }.map(\.id)
  }

  /// Whether clients believe it that there is no address, and ask nobody else.
  var deniesName: Bool {
    switch reading {
    case .missing, .empty: true
    case .addresses, .truncated, .malformed, .refuses, .fails, .silent, .unreachable, .notMade, .cutOff: false
    }
  }

  /// What is wrong with this answer, if anything.
  func sign(about name: DomainName, isWarning: Bool) -> Sign? {
    let place = [Symptom.Fact.host: name.text, .nameserver: nameserver.nameserverText]
    guard sinkholes.isEmpty else {
      let list = sinkholes.map(\.description).joined(separator: ", ")
      return Sign(.sinkholeAddress, place.with(.address, list), seenIn: observations, isWarning: isWarning)
    }
    guard let symptom = reading.symptom else { return nil }
    return Sign(symptom.code, symptom.facts.merging(place) { $1 }, seenIn: observations, isWarning: isWarning)
  }

  /// The answer in a word: its addresses, or the code that stands for it.
  var said: String {
    let all = sinkholes + addresses
    guard all.isEmpty else { return all.map(\.description).joined(separator: ", ") }
    return switch reading {
    case .addresses, .empty: "NOERROR"
    case .missing: "NXDOMAIN"
    case .truncated: "TC"
    case .malformed(let reason): reason
    case .refuses: "REFUSED"
    case .fails(let code): code.description
    case .silent, .unreachable, .notMade, .cutOff: "–"
    }
  }
}
