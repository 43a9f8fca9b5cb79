import Model

/// The registry answers, and its own firewall refuses this network.
struct RegistryNetworkRules: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.serviceDenies).filter { complaint in
      switch complaint.planned.requirement.expectation {
      case .answers(let service): service == .containerRegistry
      case .nameserversAnswer, .resolves, .addresses, .accepts, .handshakes: false
      }
    }.grouped(by: \.hostAndPort).map { _, complaints in
      Suspicion(
        cause: .registryNetworkRules, confidence: .proved, subject: .endpoints(complaints), complaints: complaints)
    }
  }
}

extension Service.ID {
  static let containerRegistry = Service.ID(rawValue: "container-registry")
}
