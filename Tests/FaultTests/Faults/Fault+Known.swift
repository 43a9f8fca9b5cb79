import Model
import TestSupport

extension Fault {
  /// Aliases that lead nowhere.
  static let aliases = [
    Fault(.names, "two aliases lead in a circle", [finding("dns.alias-loop", .scoring)]) {
      $0.resolvers = [.view(.scoringCircle)]
    },
    // A resolver that asks others makes an error of it.
    Fault(.names, "aliases lead in a circle, behind unbound", [finding("dns.server-fails", .scoring)]) {
      $0.resolvers = [.unbound([], upstream: .scoringCircle)]
    },
    Fault(.names, "more aliases than resolvers follow", [finding("dns.alias-chain-too-long", .scoring)]) {
      $0.resolvers = [.view(.sixteenAliases)]
    },
    Fault(
      .names, "more aliases than resolvers follow, with an address",
      [finding("dns.alias-chain-too-long", .scoring)]
    ) {
      let address = Part.scoring.publicAddresses[0]
      $0.resolvers = [
        .relay(#""chain": {"name": "\#(Cast.first.scoring)", "count": 12, "address": "\#(address)"}"#)
      ]
    },
  ]

  /// What is known of a name besides DNS: by the machine's hosts file, and by the deployment file.
  static let knownAddresses = [
    Fault(.names, "the hosts file has an address where nobody is", [finding("dns.hosts-file-override", .mcr)]) {
      $0.hosts = ["127.0.0.1 localhost", "\(View.nowherePublic) mcr.microsoft.com # old"]
      $0.options = ["--vantage", "node"]
    },
    Fault(.names, "the hosts file has an address where another one is", [finding("dns.hosts-file-override", .acr)]) {
      $0.hosts = ["127.0.0.1 localhost", "", "\(Part.acr.publicAddresses[0]) \(Cast.first.host(.acr)) registry"]
    },
    Fault(
      .names, "the hosts file has two names", [finding("dns.hosts-file-override", .resourceManager)]
    ) {
      $0.hosts = [
        "\(View.nowherePublic)\tmanagement.azure.com", "\(View.nowherePublic)\t\(Cast.first.host(.entraLogin))",
      ]
      $0.options = ["--vantage", "node"]
    },
    // What programs here reach by the file, pods do not.
    Fault(
      .names, "the hosts file has a name that DNS has not",
      [finding("dns.name-missing", .resourceManager), finding("dns.hosts-file-override", .resourceManager)]
    ) {
      $0.hosts = ["\(Part.resourceManager.publicAddresses[0]) management.azure.com"]
      $0.resolvers = [.unbound([#"local-zone: "management.azure.com." always_nxdomain"#])]
    },
    Fault(
      .names, "the scoring name leads to where the router is no more", [finding("dns.record-stale", .scoring)],
      in: withRouter(at: Part.scoring.publicAddresses[0])
    ) { $0.resolvers = [.view(.staleScoring)] },
    Fault(
      .names, "the scoring name leads to another service than the router", [finding("dns.record-stale", .scoring)],
      in: withRouter(at: View.nowherePublic)
    ) { _ in },
    Fault(
      .privateLink, "a host is declared by its name in the private zone",
      [finding("private-link.name-used-directly", .blobStorage)],
      in: {
        var circumstances = Circumstances.privateLink
        let name = Cast.first.privateName(.blobStorage) ?? ""
        circumstances.storage = "{account: \(Cast.first.account), hosts: {blob: \(name)}}"
        return circumstances
      }()
    ) { _ in },
    Fault(.egress, "the machine's own filter drops questions", [Named("egress.local-rule", "egress")]) {
      $0.outgoing = ["udp dport 53 drop"]
    },
    Fault(.tls, "a device opens everything, and its authority is given", [finding("tls.intercepted", .mcr)]) {
      change in
      for part in Part.allCases where part != .apiServer {
        change.replace("opened by a device that is known, \(part)", part) { $0.issuer = .corporate }
      }
      change.trustsCompany = true
    },
  ]

  private static func withRouter(at address: IPAddress) -> Circumstances {
    var circumstances = Circumstances.privateLink
    circumstances.cluster = ["router: {address: \(address)}"]
    return circumstances
  }
}
