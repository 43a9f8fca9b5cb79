import Model

/// What programs notice of nameservers that fail beside others that work, by how they choose among several.
struct LookupShares {
  /// How a nameserver fails, to a program that asks it.
  private enum Manner {
    /// Nothing comes: the program waits.
    case silence
    /// An answer that sends the program to the next nameserver at once.
    case refusal
    /// An answer that is believed, and wrong.
    case denial, difference
  }

  /// How long CoreDNS waits for an answer before it asks another (plugin `forward`: the read timeout is static).
  private static let patienceOfCoreDNS = Milliseconds(microseconds: 2_000_000)

  private let evidence: EvidenceIndex
  private var vantage: Vantage { evidence.recording.vantage }

  init(_ evidence: EvidenceIndex) { self.evidence = evidence }

  /// What is noticed of the complaints' nameservers; none where no other is known to do better, or it is not about
  /// nameservers.
  func shares(of complaints: [Complaint]) -> [LookupShare] {
    let all = vantage.nameservers.uniqued()
    let told = complaints.filter { Self.manner(of: $0) != nil && $0.facts[.nameserver] != nil }
    guard let manner = told.first.flatMap(Self.manner) else { return [] }
    let texts = Set(told.flatMap { $0.facts[.nameserver]?.listed ?? [] })
    let bad = all.map { texts.contains($0.nameserverText) }
    let count = bad.count { $0 }
    let good = zip(all, bad).map { nameserver, isBad in !isBad && does(nameserver, betterThan: told, manner) }
    guard count > 0, let firstGood = good.firstIndex(of: true) else { return [] }
    func share(_ client: LookupShare.Client, _ effect: LookupShare.Effect, of part: Int? = nil) -> LookupShare {
      LookupShare(client: client, bad: part ?? count, total: all.count, effect: effect)
    }
    // In order, only those before the first that works are ever asked.
    let asked = (0..<firstGood).filter { bad[$0] }
    let patience = vantage.patience ?? Vantage.Patience()
    var shares = [share(.parallel, atOnce(manner)), share(.random, atRandom(manner))]
    if patience.rotates {
      shares.insert(share(.rotating, inTurn(manner, timeout: wait(for: 0, patience))), at: 0)
    } else if !asked.isEmpty {
      let timeout = asked.map { wait(for: $0, patience) }.reduce(0, +)
      shares.insert(share(.inOrder, inTurn(manner, timeout: timeout), of: all.count), at: 0)
    } else if firstGood == 0 {
      shares.insert(share(.inOrder, .none, of: 0), at: 0)
    }
    return shares
  }

  /// Whether a nameserver is known not to fail so: that it answers at all, and where answers are at fault, that it gives an
  /// address for one of the names.
  private func does(_ nameserver: SocketAddress, betterThan told: [Complaint], _ manner: Manner) -> Bool {
    let works = evidence.nameservers.contains { entry in
      if entry.nameserver == nameserver, case .works = entry.condition { true } else { false }
    }
    switch manner {
    case .silence, .refusal: return works
    case .denial, .difference:
      let names = told.compactMap { $0.facts[.host] }.compactMap(DomainName.init)
      return works
        && names.contains { name in
          (evidence.lookupsByName[name] ?? []).contains {
            $0.value.nameserver == nameserver && $0.value.message?.addresses.isEmpty == false
          }
        }
    }
  }

  /// What one after the other brings.
  private func inTurn(_ manner: Manner, timeout: Int) -> LookupShare.Effect {
    switch manner {
    case .silence: .waits(Milliseconds(microseconds: Int64(timeout) * 1_000_000))
    case .refusal: .none
    case .denial: .fails
    case .difference: .differs
    }
  }

  /// What asking all at once brings: the first good answer counts, and a denial is a good one.
  private func atOnce(_ manner: Manner) -> LookupShare.Effect {
    switch manner {
    case .silence, .refusal: .none
    case .denial: .fails
    case .difference: .differs
    }
  }

  /// What CoreDNS brings: it hands on what it is told, and errors with it.
  private func atRandom(_ manner: Manner) -> LookupShare.Effect {
    switch manner {
    case .silence: .waits(Self.patienceOfCoreDNS)
    case .refusal, .denial: .fails
    case .difference: .differs
    }
  }

  /// Seconds that the C library waits for the nameserver at a place of the list, the first time it goes through it
  /// (glibc, `resolv/res_send.c`: the timeout doubles with the place and is shared by all).
  private func wait(for place: Int, _ patience: Vantage.Patience) -> Int {
    let count = vantage.nameservers.uniqued().count
    return place == 0 ? patience.timeout : max(1, (patience.timeout << place) / count)
  }

  private static func manner(of complaint: Complaint) -> Manner? {
    switch complaint.code {
    case .nameserverSilent, .answerMalformed: .silence
    case .nameserverUnreachable, .nameserverRefuses, .nameserverFails: .refusal
    case .nameDoesNotExist, .nameHasNoAddress, .aliasLoop, .aliasChainLong: .denial
    case .addressIsPublic, .addressIsPrivate, .sinkholeAddress: .difference
    default: nil
    }
  }
}
