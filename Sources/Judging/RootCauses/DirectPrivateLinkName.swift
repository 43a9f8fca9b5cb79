import Model

/// A host that is declared by its name in a private zone. That its certificate has another name, and that it does not
/// exist outside, follows.
struct DirectPrivateLinkName: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.privateLinkNameDeclared).compactMap { complaint in
      guard let subject = complaint.sign.subject, let host = complaint.facts[.value] else { return nil }
      let follows = investigation.open.filter { other in
        other.host == host && [.nameMismatch, .nameDoesNotExist, .nameHasNoAddress].contains(other.code)
      }
      return Suspicion(
        cause: .privateLinkNameUsedDirectly, confidence: .proved, subject: subject, complaints: [complaint] + follows,
        facts: [.host: host].with(.needed, complaint.facts[.needed]), changes: complaint.sign.changes)
    }
  }
}
