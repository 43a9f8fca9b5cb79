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
          // Of IPv6 addresses it may tell the truth.
          let addresses = (answer.addresses + answer.sinkholes).filter { $0.family == .ipv4 }
          return answer.nameserver == lie.value.nameserver && !addresses.isEmpty && made.isSuperset(of: addresses)
            && (complaint.addresses.isEmpty || complaint.isAbout(made))
        }
      }
      guard !complaints.isEmpty else { return [] }
      return [
        Suspicion(
          cause: .dnsSinkhole, confidence: .proved,
          subject: complaints.hosts.count > 1
            ? .nameserver(lie.value.nameserver, sending: complaints) : .endpoints(complaints), complaints: complaints,
          facts: [
            .nameserver: lie.value.nameserver.nameserverText,
            .address: made.sorted().map(\.description).joined(separator: ", "),
          ], evidenceFor: [lie.id])
      ]
    }
  }
}
