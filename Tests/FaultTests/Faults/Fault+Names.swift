import Model

/// Everything public, and nothing else.
let allPublic = "ip daddr 20.50.0.0/16"

extension Fault {
  private static let server = View.linked.addresses[0].description
  private static let second = View.linked.addresses[1].description
  private static let login = Cast.first.host(.entraLogin)

  /// Nameservers that say nothing, or no, to everything.
  static let silentNames = [
    Fault(.names, "the only nameserver is silent", [Named("dns.server-silent", "{0}")]) {
      $0.incoming = ["ip saddr \(server) meta l4proto { tcp, udp } th sport 53 drop"]
    },
    Fault(.names, "one nameserver of two is silent", [Named("dns.server-silent", "{1}")]) {
      $0.resolvers = [.view(.linked), .second]
      $0.incoming = ["ip saddr \(second) drop"]
    },
    Fault(.names, "both nameservers are silent", [Named("dns.server-silent", "{0}")]) {
      $0.resolvers = [.view(.linked), .second]
      $0.incoming = ["udp sport 53 drop", "tcp sport 53 drop"]
    },
    Fault(.names, "nobody listens at the nameserver's address", [Named("dns.server-silent", "{0}")]) {
      $0.resolvers = [.nobody]
    },
    Fault(.names, "a gateway prohibits questions by ICMP", [Named("dns.server-silent", "{0}")]) {
      $0.outgoing = [
        "udp dport 53 reject with icmp admin-prohibited", "tcp dport 53 reject with icmp admin-prohibited",
      ]
    },
    Fault(.names, "the nameserver refuses everybody", [Named("dns.server-refuses", "{0}")]) {
      $0.resolvers = [.unbound([], allows: "refuse")]
    },
    Fault(.names, "one nameserver of two refuses", [Named("dns.server-refuses", "{1}")]) {
      $0.resolvers = [.view(.linked), .unbound([], allows: "refuse")]
    },
    Fault(.names, "whom the nameserver forwards to is gone", [Named("dns.server-fails", "{0}")]) {
      $0.resolvers = [.view(.forwarderGone)]
    },
    Fault(.names, "the nameserver serves its own zones only", [Named("dns.server-fails", "{0}")]) {
      $0.resolvers = [.view(.ownZoneOnly)]
    },
    Fault(.names, "what the nameserver sends cannot be decoded", [Named("dns.answer-malformed", "{0}")]) {
      $0.resolvers = [.relay(#""malformed": true"#)]
    },
    Fault(.names, "the nameserver takes its time", [Named("dns.server-slow", "{0}")]) {
      $0.resolvers = [.relay(#""delay": 0.9"#)]
      $0.options = ["--step-timeout", "6s"]
    },
    Fault(.names, "truncated answers, and TCP is dropped", [Named("dns.tcp-blocked", "{0}")]) {
      $0.resolvers = [.view(.large)]
      $0.outgoing = ["tcp dport 53 drop"]
    },
    Fault(.names, "truncated answers, and TCP is refused", [Named("dns.tcp-blocked", "{0}")]) {
      $0.resolvers = [.view(.large)]
      $0.outgoing = ["tcp dport 53 reject with tcp reset"]
    },
    Fault(.names, "questions for IPv6 fail", [Named("dns.aaaa-broken", "{0}")]) {
      $0.resolvers = [.relay(#""aaaa": "servfail""#)]
    },
    Fault(.names, "questions for IPv6 are dropped", [Named("dns.aaaa-broken", "{0}")]) {
      $0.resolvers = [.relay(#""aaaa": "drop""#)]
    },
  ]

  /// Single names that are wrong at a nameserver that answers others.
  static let wrongNames = [
    Fault(.names, "one zone fails", [finding("dns.server-fails", .entraLogin)]) {
      $0.resolvers = [.view(.zoneBroken)]
    },
    Fault(.names, "a conditional forwarder is silent", [finding("dns.name-dropped", .blobStorage)]) {
      $0.resolvers = [.unbound([], forwarding: ["blob.core.windows.net.": Resolver.silentAddress])]
    },
    Fault(.names, "a name does not exist", [finding("dns.name-missing", .resourceManager)]) {
      $0.resolvers = [.unbound([#"local-zone: "management.azure.com." always_nxdomain"#])]
    },
    Fault(.names, "dnsmasq denies a domain", [finding("dns.name-missing", .packagesMicrosoft)]) {
      $0.resolvers = [.dnsmasq(["address=/packages.microsoft.com/"])]
    },
    // Without an SOA record nobody can tell that the two have one zone.
    Fault(
      .names, "two names of one domain do not exist",
      [finding("dns.name-missing", .mcr), finding("dns.name-missing", .mcrData)]
    ) {
      $0.resolvers = [.unbound([#"local-zone: "mcr.microsoft.com." always_nxdomain"#])]
    },
    Fault(.names, "a name has no address", [finding("dns.no-address", .entraLogin)]) {
      $0.resolvers = [.unbound([#"local-zone: "\#(login)." always_nodata"#])]
    },
    Fault(.names, "a name is an alias of itself", [finding("dns.alias-loop", .entraLogin)]) {
      $0.resolvers = [.relay(#""loops": ["\#(login)"]"#)]
    },
    Fault(.names, "a name is not answered", [finding("dns.name-dropped", .packagesMicrosoft)]) {
      $0.resolvers = [.unbound([#"local-zone: "packages.microsoft.com." deny"#])]
    },
    Fault(.names, "a zone is refused", [finding("dns.server-refuses", .entraLogin)]) {
      $0.resolvers = [.unbound([#"local-zone: "microsoftonline.com." always_refuse"#])]
    },
    Fault(.names, "the scoring name does not exist", [finding("dns.name-missing", .scoring)]) {
      $0.resolvers = [.unbound([#"local-zone: "\#(Cast.first.scoring)." always_nxdomain"#])]
    },
    Fault(.names, "IPv6 of one name fails", [finding("dns.aaaa-broken", .entraLogin)]) {
      $0.resolvers = [
        .unbound(
          [
            #"local-zone: "\#(login)." typetransparent"#,
            #"local-data: "\#(login). A \#(Part.entraLogin.publicAddresses[0])""#,
          ], forwarding: ["\(login).": Resolver.nobodyAddress])
      ]
    },
    Fault(.names, "one nameserver of two denies a name", [finding("dns.servers-disagree", .resourceManager)]) {
      $0.resolvers = [.view(.linked), .unbound([#"local-zone: "management.azure.com." always_nxdomain"#])]
    },
    Fault(.names, "one nameserver of two is linked with a zone", [finding("dns.servers-disagree", .blobStorage)]) {
      $0.resolvers = [.view(.linked), .unbound([], forwarding: Self.blobOutside)]
    },
    Fault(.names, "one nameserver of two drops a name", [finding("dns.name-dropped", .packagesMicrosoft)]) {
      $0.resolvers = [.view(.linked), .unbound([#"local-zone: "packages.microsoft.com." deny"#])]
    },
    Fault(.names, "one nameserver of two has an old record", [finding("dns.record-stale", .scoring)]) {
      $0.resolvers = [.view(.linked), .view(.staleScoring)]
    },
    Fault(
      .names, "search domains capture names", [Named("dns.search-domain-capture", nil)]
    ) {
      $0.search = "search wild.corp.example\noptions ndots:5"
      $0.options = ["--vantage", "pod"]
    },
  ]

  /// Questions about storage, asked where no private zone is linked.
  static var blobOutside: [String: IPAddress] {
    let outside = View.unlinked.addresses[0]
    return ["blob.core.windows.net.": outside, "privatelink.blob.core.windows.net.": outside]
  }

  /// Filters that answer in the place of names.
  static let filteredNames = [
    Fault(.names, "a filter answers with 0.0.0.0", [finding("dns.sinkhole", .mcr)]) {
      $0.resolvers = [.dnsmasq(["address=/mcr.microsoft.com/0.0.0.0"])]
    },
    Fault(.names, "a filter answers with 127.0.0.1", [finding("dns.sinkhole", .entraLogin)]) {
      $0.resolvers = [.dnsmasq(["address=/\(login)/127.0.0.1"])]
    },
    Fault(.names, "a filter answers with ::", [finding("dns.sinkhole", .entraLogin)]) {
      $0.resolvers = [.dnsmasq(["address=/\(login)/::", "address=/\(login)/0.0.0.0"])]
    },
    Fault(.names, "a filter sends three names to its page", [finding("dns.sinkhole", .mcr)]) {
      $0.resolvers = [
        .dnsmasq(
          ["mcr.microsoft.com", login, "packages.microsoft.com"].map { "address=/\($0)/\(World.blockPage)" })
      ]
    },
    Fault(.names, "every name leads to one page", [Named("dns.sinkhole", "{0}")], in: .open) {
      $0.resolvers = [.dnsmasq(["address=/#/\(World.blockPage)"])]
    },
    Fault(.names, "unbound answers with its null address", [finding("dns.sinkhole", .aksBinaries)]) {
      $0.resolvers = [.unbound([#"local-zone: "packages.aks.azure.com." always_null"#])]
    },
  ]

  static let privateLinks = [
    Fault(
      .privateLink, "no zone is linked",
      [
        finding("private-link.zone-not-linked", .acr), finding("private-link.zone-not-linked", .blobStorage),
        finding("private-link.zone-not-linked", .tableStorage), finding("private-link.zone-not-linked", .azureMLAPI),
      ]
    ) { $0.resolvers = [.view(.unlinked)] },
    Fault(
      .privateLink, "the zone of blob storage is not linked", [finding("private-link.zone-not-linked", .blobStorage)]
    ) { $0.resolvers = [.unbound([], forwarding: blobOutside)] },
    Fault(
      .privateLink, "the zone of blob storage is not linked, and its firewall drops the public",
      [finding("private-link.zone-not-linked", .blobStorage)]
    ) {
      $0.resolvers = [.unbound([], forwarding: blobOutside)]
      $0.outgoing = ["ip daddr \(Part.blobStorage.publicAddresses[0]) drop"]
    },
    Fault(
      .privateLink, "the zone of blob storage is not linked, and storage denies the public",
      [finding("private-link.zone-not-linked", .blobStorage)]
    ) {
      $0.resolvers = [.unbound([], forwarding: blobOutside)]
      $0.replace("public storage denies", .blobStorage) { $0.answer = .storageFirewall }
    },
    Fault(.privateLink, "the registry's zone is not linked", [finding("private-link.zone-not-linked", .acr)]) {
      let outside = View.unlinked.addresses[0]
      $0.resolvers = [.unbound([], forwarding: ["azurecr.io.": outside, "privatelink.azurecr.io.": outside])]
    },
    Fault(
      .privateLink, "the workspace's zone is not linked", [finding("private-link.zone-not-linked", .azureMLAPI)]
    ) {
      let outside = View.unlinked.addresses[0]
      $0.resolvers = [.unbound([], forwarding: ["api.azureml.ms.": outside, "privatelink.api.azureml.ms.": outside])]
    },
    Fault(
      .privateLink, "public where private is declared: no private endpoint",
      [finding("private-link.zone-not-linked", .tableStorage)]
    ) {
      $0.resolvers = [.unbound([], forwarding: ["table.core.windows.net.": View.open.addresses[0]])]
    },
    Fault(.privateLink, "the record of blob storage is missing", [finding("private-link.record-missing", .blobStorage)])
    { $0.resolvers = [.view(.withoutBlobRecord)] },
    Fault(
      .privateLink, "the records of both kinds of storage are missing",
      [finding("private-link.record-missing", .blobStorage), finding("private-link.record-missing", .tableStorage)]
    ) { $0.resolvers = [.view(.withoutStorageRecords)] },
    Fault(
      .privateLink, "the record of the registry's data host is missing",
      [finding("private-link.data-record-missing", .acrData)]
    ) { $0.resolvers = [.view(.withoutDataRecord)] },
    Fault(.privateLink, "the registry's record is stale", [finding("private-link.record-stale", .acr)]) {
      $0.resolvers = [.view(.staleRegistry)]
    },
    Fault(
      .privateLink, "private though none is declared", [finding("private-link.undeclared", .blobStorage)], in: .open
    ) {
      let inside = View.linked.addresses[0]
      let zones = ["blob.core.windows.net.", "privatelink.blob.core.windows.net."]
      $0.resolvers = [
        .unbound([], forwarding: Dictionary(uniqueKeysWithValues: zones.map { ($0, inside) }), upstream: .open)
      ]
    },
  ]
}
