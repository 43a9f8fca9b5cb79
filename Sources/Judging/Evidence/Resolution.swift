import Model

/// What the vantage's nameservers together say about one name.
struct Resolution {
  enum Outcome {
    /// Every nameserver that works and was asked gives an address, or clients get one from the next.
    case resolved
    /// Some give an address, and others say in a way that clients believe that there is none.
    case contradicted
    /// None gives an address that a service could have.
    case failed
    /// No nameserver of the vantage works, for any name.
    case nameserversBroken
    /// It was not, or not everywhere, asked.
    case unknown
  }

  /// What one nameserver says.
  struct Answer {
    var nameserver: SocketAddress
    var reading: LookupReading
    /// Addresses that a service could have.
    var addresses: [IPAddress]
    /// That it came only when the question was asked again.
    var retried: Sign?
    /// What is wrong with the answer for IPv6, though that for IPv4 gives addresses.
    var ipv6Trouble: Sign?
    /// That more aliases lead to the addresses than some resolvers follow.
    var longChain: Sign?
    /// Addresses that no service has.
    var sinkholes: [IPAddress]
    var aliases: [String]
    var observations: [Observation.ID]
  }

  var outcome: Outcome
  /// In the vantage's order of nameservers; only of those that work for some name.
  var answers: [Answer]
  var signs: [Sign]

  /// The union of the addresses that a service could have.
  var addresses: [IPAddress] { answers.flatMap(\.addresses).uniqued() }
  var observations: [Observation.ID] {
    (answers.flatMap(\.observations) + signs.flatMap(\.observations)).uniqued()
  }

  /// What is known about a name, asked for the addresses of one family or both.
  init(of name: DomainName, family: IPAddress.Family?, in evidence: EvidenceIndex) {
    let lookups = (evidence.lookupsByName[name] ?? []).filter { seen in
      switch family {
      case nil: true
      case .ipv4: seen.value.type == .a
      case .ipv6: seen.value.type == .aaaa
      }
    }
    let conditions = evidence.nameservers
    answers = conditions.filter { !$0.condition.isBroken }.compactMap { entry in
      Answer(
        of: lookups.filter { $0.value.nameserver == entry.nameserver }, at: entry.nameserver, name: name,
        in: evidence)
    }
    signs = []
    outcome = .unknown
    if !conditions.isEmpty, conditions.allSatisfy(\.condition.isBroken) {
      outcome = .nameserversBroken
      signs = conditions.compactMap { entry in
        guard case .broken(let sign) = entry.condition else { return nil }
        let asked = lookups.filter { $0.value.nameserver == entry.nameserver }.map(\.id)
        let facts = sign.symptom.facts.merging([.host: name.text]) { $1 }
        return Sign(sign.symptom.code, facts, seenIn: asked.isEmpty ? sign.observations : asked)
      }
    } else {
      (outcome, signs) = Self.judged(answers, of: name)
    }
  }

  private static func judged(_ answers: [Answer], of name: DomainName) -> (Outcome, [Sign]) {
    let good = answers.filter { !$0.addresses.isEmpty && $0.sinkholes.isEmpty }
    let sunk = answers.filter { !$0.sinkholes.isEmpty }
    let bad = answers.filter { $0.addresses.isEmpty && $0.sinkholes.isEmpty && !$0.reading.isUnknown }
    let unknown = answers.filter { $0.addresses.isEmpty && $0.sinkholes.isEmpty && $0.reading.isUnknown }
    let denials = bad.filter(\.deniesName)
    func signs(of answers: [Answer], isWarning: Bool = false) -> [Sign] {
      answers.compactMap { $0.sign(about: name, isWarning: isWarning) }.merged()
    }

    if !sunk.isEmpty {
      let disagreement = good.isEmpty ? [] : [disagreement(between: answers, about: name)]
      return (good.isEmpty ? .failed : .contradicted, disagreement + signs(of: sunk + denials))
    }
    if !good.isEmpty {
      guard denials.isEmpty else {
        let others = bad.filter { !$0.deniesName }
        return (
          .contradicted,
          [disagreement(between: answers, about: name)] + signs(of: denials) + signs(of: others, isWarning: true)
        )
      }
      // A client that gets SERVFAIL, REFUSED or nothing asks the next nameserver.
      return (
        .resolved,
        signs(of: bad, isWarning: true) + good.compactMap(\.retried) + good.compactMap(\.ipv6Trouble).merged()
          + good.compactMap(\.longChain).merged()
      )
    }
    // A denial ends the client's search; what another nameserver would have said does not matter then.
    if !denials.isEmpty || (!bad.isEmpty && unknown.isEmpty) { return (.failed, signs(of: bad)) }
    return (.unknown, signs(of: bad + unknown))
  }

  /// Who says what, where it differs.
  static func disagreement(between answers: [Answer], about name: DomainName) -> Sign {
    let told = answers.filter { !$0.reading.isUnknown }
    return Sign(
      .nameserversDisagree,
      [
        .host: name.text, .nameservers: told.map(\.nameserver.nameserverText).joined(separator: ", "),
        .seen: told.map { "\($0.nameserver.nameserverText): \($0.said)" }.joined(separator: "; "),
      ], seenIn: told.flatMap(\.observations))
  }
}
