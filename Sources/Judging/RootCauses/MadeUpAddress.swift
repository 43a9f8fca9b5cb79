import Model

/// A nameserver that has an address for a name that cannot exist makes addresses up. What is looked for at that address,
/// and not found there, is the nameserver's doing.
struct MadeUpAddress: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let lies = investigation.evidence.trials.filter { $0.origin.followUp == .impossibleName }.flatMap(\.lookups)
      .filter { $0.value.message?.addresses.isEmpty == false }
    return lies.flatMap { lie -> [Suspicion] in
      let made = Set(lie.value.message?.addresses ?? [])
      let complaints = investigation.open.filter { complaint in
        guard let endpoint = complaint.endpoint, let name = endpoint.host.name else { return false }
        let answers = investigation.resolution(of: name, family: endpoint.family).answers
        return answers.contains { answer in
          let addresses = answer.addresses + answer.sinkholes
          return answer.nameserver == lie.value.nameserver && !addresses.isEmpty && made.isSuperset(of: addresses)
        }
      }
      guard !complaints.isEmpty else { return [] }
      return [
        Suspicion(
          cause: .dnsSinkhole, confidence: .proved, subject: .endpoints(complaints), complaints: complaints,
          facts: [
            .nameserver: lie.value.nameserver.nameserverText,
            .address: made.sorted().map(\.description).joined(separator: ", "),
          ], evidenceFor: [lie.id])
      ]
    }
  }
}
