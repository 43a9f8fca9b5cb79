import Model

/// A proxy that answers and does not let through: it wants credentials, or does not allow the targets. One that breaks
/// off is taken for unreachable only if it opened no tunnel at all.
struct RefusingProxy: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let opened = Set(investigation.evidence.tunnels.filter(\.value.isOpened).map(\.value.proxy))
    return investigation.complaints(.proxyDenies, .proxyWantsAuthentication, .proxyFails).grouped { complaint in
      switch complaint.code {
      case .proxyWantsAuthentication: [complaint.facts[.proxy] ?? "", "authentication"]
      case .proxyFails: [complaint.facts[.proxy] ?? "", "failure"]
      default: [complaint.facts[.proxy] ?? "", "denial"]
      }
    }.map { key, complaints in
      let proxy = key[0]
      let subject = Finding.Subject(kind: .proxy, id: proxy, members: Finding.Subject.members(of: complaints))
      switch complaints.first?.code {
      case .proxyWantsAuthentication:
        return Suspicion(
          cause: .proxyWantsAuthentication, confidence: .proved, subject: subject, complaints: complaints)
      case .proxyFails:
        return Suspicion(
          cause: opened.contains(proxy) ? .proxyDenies : .proxyUnreachable, confidence: .suspected, subject: subject,
          complaints: complaints,
          facts: [:].with(.status, complaints.lazy.compactMap { $0.facts[.reason] }.first))
      default:
        return Suspicion(cause: .proxyDenies, confidence: .proved, subject: subject, complaints: complaints)
      }
    }
  }
}
