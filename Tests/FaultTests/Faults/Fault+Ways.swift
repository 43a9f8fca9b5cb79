import Model
import TestSupport

extension Fault {
  static let egress = [
    Fault(.egress, "packets to the registry are dropped", [finding("egress.dropped", .mcr)]) { $0.block(.mcr) },
    Fault(.egress, "connections to the registry are reset", [finding("egress.rejected", .mcr)]) {
      $0.block(.mcr, by: "reject with tcp reset")
    },
    Fault(.egress, "the login is prohibited by ICMP", [finding("egress.prohibited", .entraLogin)]) {
      $0.block(.entraLogin, by: "reject with icmp admin-prohibited")
    },
    Fault(.egress, "the login's host is prohibited by ICMP", [finding("egress.prohibited", .entraLogin)]) {
      $0.block(.entraLogin, by: "reject with icmp host-prohibited")
    },
    Fault(.egress, "no network there, says a gateway", [finding("egress.no-route", .resourceManager)]) {
      $0.block(.resourceManager, by: "reject with icmp net-unreachable")
    },
    Fault(.egress, "no such host, says a gateway", [finding("egress.no-route", .packagesMicrosoft)]) {
      $0.block(.packagesMicrosoft, by: "reject with icmp host-unreachable")
    },
    Fault(.egress, "no route to one address", [finding("egress.no-route", .aksBinaries)]) {
      $0.routes = ["ip route add unreachable \(Part.aksBinaries.publicAddresses[0])"]
    },
    Fault(.egress, "the machine's own route prohibits", [finding("egress.prohibited", .aksBinaries)]) {
      $0.routes = ["ip route add prohibit \(Part.aksBinaries.publicAddresses[0])"]
    },
    Fault(.egress, "no default route", [Named("egress.no-route", "egress")]) {
      $0.routes = ["ip route add 10.0.0.0/8 $(ip -o route show default | cut -d' ' -f2-)", "ip route del default"]
    },
    Fault(.egress, "everything public is dropped", [Named("egress.all-dropped", "egress")]) {
      $0.outgoing = ["\(allPublic) drop"]
    },
    Fault(.egress, "everything but names is dropped", [Named("egress.all-dropped", "egress")]) {
      $0.outgoing = ["tcp dport 443 drop"]
    },
    Fault(
      .egress, "everything public is dropped, and nothing is private", [Named("egress.all-dropped", "egress")],
      in: .open
    ) { $0.outgoing = ["\(allPublic) drop"] },
    Fault(.egress, "everything public is reset", [Named("egress.rejected", "egress")]) {
      $0.outgoing = ["\(allPublic) tcp dport 443 reject with tcp reset"]
    },
    Fault(.egress, "everything public is prohibited by ICMP", [Named("egress.prohibited", "egress")]) {
      $0.outgoing = ["\(allPublic) tcp dport 443 reject with icmp admin-prohibited"]
    },
    Fault(.egress, "one address of two is dropped", [finding("egress.one-address-dead", .mcrData)]) {
      $0.outgoing = ["ip daddr \(Part.mcrData.publicAddresses[1]) drop"]
    },
    Fault(.egress, "the first address of two is reset", [finding("egress.one-address-dead", .mcrData)]) {
      $0.outgoing = ["ip daddr \(Part.mcrData.publicAddresses[0]) tcp dport 443 reject with tcp reset"]
    },
    Fault(.egress, "a private endpoint is dropped", [finding("egress.dropped", .tableStorage)]) {
      $0.block(.tableStorage)
    },
    Fault(.egress, "a private endpoint resets", [finding("egress.rejected", .azureMLAPI)]) {
      $0.block(.azureMLAPIWorkspace, by: "reject with tcp reset")
    },
    Fault(.egress, "a rule for storage is missing", [finding("egress.dropped", .tableStorage)], in: .open) {
      $0.block(.tableStorage, .blobStorage)
    },
    Fault(.egress, "telemetry is dropped", [finding("egress.dropped", .azureMLTelemetry)]) {
      $0.block(.azureMLTelemetry)
    },
    Fault(.egress, "the API server is dropped", [finding("egress.dropped", .apiServer)]) { $0.block(.apiServer) },
    Fault(
      .egress, "two hosts without anything in common, one dropped and one reset",
      [finding("egress.dropped", .apiServer), finding("egress.rejected", .packagesMicrosoft)]
    ) {
      $0.block(.apiServer)
      $0.block(.packagesMicrosoft, by: "reject with tcp reset")
    },
    Fault(.egress, "a filter resets by name", [finding("egress.sni-closed", .packagesMicrosoft)]) {
      $0.filters = [(.packagesMicrosoft, .reset)]
    },
    Fault(.egress, "a filter closes by name", [finding("egress.sni-closed", .mcrData)]) {
      $0.filters = [(.mcrData, .close)]
    },
    Fault(.egress, "a filter is silent by name", [finding("egress.sni-dropped", .entraLogin)]) {
      $0.filters = [(.entraLogin, .hang)]
    },
  ]

  static let paths = [
    Fault(.path, "large packets are lost", [Named("path.mtu", "path")]) { $0.incoming = ["ip length > 1200 drop"] },
    Fault(.path, "large packets from one host are lost", [Named("path.mtu", nil)]) {
      $0.incoming = ["ip saddr \(Part.aksBinaries.publicAddresses[0]) ip length > 1200 drop"]
    },
    Fault(.path, "every fifth packet from outside is lost", [Named("path.loss", "path")]) {
      $0.incoming = ["ip saddr 20.50.0.0/16 numgen inc mod 5 == 0 drop"]
    },
    // As where a NAT gateway has no port left for a while: what is tried again passes. Nothing in it tells a limit on new
    // connections from packets that get lost.
    Fault(.path, "new connections are limited", [Named("path.loss", "path")]) {
      $0.outgoing = [
        "ip daddr 20.50.0.0/16 tcp flags & (syn | ack) == syn limit rate over 4/second burst 4 packets drop"
      ]
    },
    Fault(.path, "one host is far away", [Named("path.latency", nil)]) {
      $0.farAway = Stand("far away", .scoring)
    },
  ]

  static let certificates = [
    Fault(.tls, "a device opens everything", [finding("tls.intercepted", .mcr)]) { change in
      for part in Part.allCases where part != .apiServer {
        change.replace("intercepted \(part)", part) { $0.issuer = .corporate }
      }
    },
    Fault(.tls, "a device opens what is public", [finding("tls.intercepted", .mcr)]) { change in
      for part in Part.allCases where part != .apiServer && part.privateZone == nil {
        change.replace("intercepted publicly \(part)", part) { $0.issuer = .corporate }
      }
    },
    Fault(.tls, "the scoring certificate is the company's own", [finding("tls.unknown-issuer", .scoring)]) {
      $0.replace("own authority", .scoring) { $0.issuer = .corporate }
    },
    Fault(.tls, "self-signed", [finding("tls.unknown-issuer", .tableStorage)]) {
      $0.replace("self-signed", .tableStorage) { $0.chain = .selfSigned }
    },
    Fault(.tls, "the intermediate is missing", [finding("tls.incomplete-chain", .packagesMicrosoft)]) {
      $0.replace("without intermediate", .packagesMicrosoft) { $0.chain = .withoutIntermediate }
    },
    Fault(.tls, "expired", [finding("tls.expired", .entraLogin)]) {
      $0.replace("expired", .entraLogin) { $0.validity = .expired }
    },
    Fault(.tls, "expired at the API server", [finding("tls.expired", .apiServer)]) {
      $0.replace("expired API server", .apiServer) { $0.validity = .expired }
    },
    Fault(.tls, "expired at the scoring endpoint", [finding("tls.expired", .scoring)]) {
      $0.replace("expired scoring", .scoring) { $0.validity = .expired }
    },
    Fault(.tls, "not yet valid", [finding("tls.not-yet-valid", .blobStorage)]) {
      $0.replace("not yet valid", .blobStorage) { $0.validity = .notYetValid }
    },
    Fault(.tls, "expires in three days", [finding("tls.expires-soon", .scoring)]) {
      $0.replace("expires soon", .scoring) { $0.validity = .expiringSoon }
    },
    Fault(.tls, "another name", [finding("tls.name-mismatch", .resourceManager)]) {
      $0.replace("another name", .resourceManager) { $0.host = "other.example" }
    },
    Fault(.tls, "another name at the scoring endpoint", [finding("tls.name-mismatch", .scoring)]) {
      $0.replace("another scoring name", .scoring) { $0.host = "old.corp.example" }
    },
    Fault(.tls, "TLS 1.1 at most", [finding("tls.version-unsupported", .scoring)]) {
      $0.replace("TLS 1.1", .scoring) { $0.protocols = "TLSv1 TLSv1.1" }
    },
    Fault(
      .tls, "two hosts with one wrong thing each",
      [finding("tls.expired", .acr), finding("tls.name-mismatch", .entraLogin)]
    ) {
      $0.replace("expired registry", .acr) { $0.validity = .expired }
      $0.replace("another login", .entraLogin) { $0.host = "sts.example" }
    },
  ]

  static let clocks = [
    Fault(.clock, "two years ahead", [Named("clock.skewed", "workstation")]) { $0.clock("+2y") },
    Fault(.clock, "ten years behind", [Named("clock.skewed", "workstation")]) { $0.clock("-10y") },
    Fault(.clock, "twenty minutes behind", [Named("clock.skewed", "workstation")]) { $0.clock("-20m") },
  ]
}

extension Change {
  /// Moves the program's own clock, and leaves alone the one by which it waits.
  fileprivate mutating func clock(_ difference: String) {
    environment = ["FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"]
    wrapper = ["faketime", "-f", difference]
  }
}
