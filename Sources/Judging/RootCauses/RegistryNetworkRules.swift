import Model

/// The registry answers, and its own firewall refuses this network.
struct RegistryNetworkRules: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.denials(by: ["container-registry"]).grouped(by: \.hostAndPort).map { _, complaints in
      Suspicion(
        cause: .registryNetworkRules, confidence: .proved, subject: .endpoints(complaints), complaints: complaints)
    }
  }
}

extension Investigation {
  /// The open complaints that one of these services refuses this network.
  func denials(by services: Set<String>) -> [Complaint] {
    complaints(.serviceDenies).filter { complaint in
      switch complaint.planned.requirement.expectation {
      case .answers(let service): services.contains(service.rawValue)
      case .nameserversAnswer, .resolves, .addresses, .accepts, .handshakes, .responds, .converses, .holds, .found:
        false
      }
    }
  }
}
