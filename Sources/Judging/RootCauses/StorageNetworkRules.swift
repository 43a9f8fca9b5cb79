import Model

/// The storage account answers, and its own firewall refuses this network. An account has one set of rules for all of its
/// hosts.
struct StorageNetworkRules: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.denials(by: ["azure-blob", "azure-table"]).grouped(by: Self.account).map { _, complaints in
      Suspicion(
        cause: .storageNetworkRules, confidence: .proved, subject: .endpoints(complaints), complaints: complaints)
    }
  }

  /// The account is the first label of its hosts (`mystore.blob.core.windows.net`).
  private static func account(of complaint: Complaint) -> String {
    complaint.endpoint?.host.name?.labels.first.map(String.init) ?? complaint.hostAndPort
  }
}
