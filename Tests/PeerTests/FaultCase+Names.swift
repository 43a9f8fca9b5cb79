import TestSupport

extension FaultCase {
  static let names = [
    FaultCase("no record in the private zone", "private-link.record-missing", at: [.blobStorage]) {
      $0.withoutPrivateRecord = [.blobStorage]
    },
    FaultCase("no record for the registry's data host", "private-link.data-record-missing", at: [.acrData]) {
      $0.withoutPrivateRecord = [.acrData]
    },
    FaultCase("no such name", "dns.name-missing", at: [.resourceManager]) { $0.withoutRecord = [.resourceManager] },
    FaultCase("a zone that cannot be loaded", "dns.server-fails", at: [.entraLogin]) {
      $0.zones["microsoftonline.com"] = .unloadable
    },
    FaultCase("a zone that is refused", "dns.server-refuses", at: [.entraLogin]) {
      $0.zones["microsoftonline.com"] = .refused
    },
    FaultCase("every question refused", "dns.server-refuses", at: Set(Part.allCases)) {
      $0.refusesAllQuestions = true
    },
    FaultCase("truncated, with TCP", nil, at: []) { $0.longChains = [.tableStorage] },
    FaultCase("truncated, TCP refused", "dns.tcp-blocked", at: [.tableStorage]) {
      $0.longChains = [.tableStorage]
      $0.tcp = .refused
    },
    FaultCase("truncated, TCP dropped", "dns.tcp-blocked", at: [.tableStorage]) {
      $0.longChains = [.tableStorage]
      $0.tcp = .dropped
    },
    FaultCase("truncated, TCP never answered", "dns.tcp-blocked", at: [.tableStorage]) {
      $0.longChains = [.tableStorage]
      $0.tcp = .neverAnswering
    },
  ]
}
