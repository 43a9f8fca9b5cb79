import Model

/// A nameserver that answers with an address that no service has, as filters do. All names that are sent to one such
/// address are one filter's work. Filters often leave the address of IPv6 alone; that this machine has no way there is
/// then nobody's fault.
struct Sinkhole: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.sinkholeAddress).grouped { $0.facts[.nameserver] ?? "" }.map { _, complaints in
      let hosts = complaints.hosts
      let beside = investigation.complaints(.connectionUnreachable).filter { complaint in
        hosts.contains(complaint.host)
          && (complaint.facts[.address] ?? "").listed.allSatisfy { IPAddress($0)?.family == .ipv6 }
      }
      return Suspicion(
        cause: .dnsSinkhole, confidence: .proved, subject: .endpoints(complaints), complaints: complaints + beside)
    }
  }
}
