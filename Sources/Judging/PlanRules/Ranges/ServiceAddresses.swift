import Model
import Topology

extension DeclaredPlan {
  /// The service range that the DNS service address belongs to: the one of its family.
  private var serviceRange: IPPrefix? {
    guard let address = network.dnsServiceIP else { return nil }
    return network.serviceCIDRs.first { $0.address.family == address.family } ?? network.serviceCIDRs.first
  }

  private static let path = "network.dnsServiceIP"

  /// The tenth address: AKS' own default in its default range.
  private func proposal(in range: IPPrefix, for address: IPAddress) -> [Change] {
    let free = range.address(at: 10) ?? range.address(at: 2)
    guard let free, free != address, range.addressCount > 3 else { return [] }
    return [Change(path: Self.path, from: address.description, to: free.description)]
  }

  /// The cluster's DNS service has an address of the service range.
  func dnsServiceAddressInside() -> Appraisal {
    guard let address = network.dnsServiceIP else { return .notDeclared(Self.path) }
    guard let range = serviceRange else { return .notDeclared("network.serviceCIDR") }
    var appraisal = Appraisal()
    let isInside = range.contains(address)
    appraisal.compare(
      Working(path: Self.path, arithmetic: "\(address) \(isInside ? "∈" : "∉") \(range)", holds: isInside),
      else: Sign(
        .dnsServiceAddressOutside, [.value: address.description, .otherValue: range.description],
        subject: .declared(Self.path, detail: address.description), changes: proposal(in: range, for: address)))
    return appraisal
  }

  /// The first address is the `kubernetes` service's; the network's and the broadcast address are nobody's.
  func dnsServiceAddressFree() -> Appraisal {
    guard let address = network.dnsServiceIP else { return .notDeclared(Self.path) }
    guard let range = serviceRange else { return .notDeclared("network.serviceCIDR") }
    guard range.contains(address) else { return .nothing(at: "network.serviceCIDR") }
    let taken: [(name: String, address: IPAddress?)] = [
      ("network", range.network), ("first", range.address(at: 1)),
      ("broadcast", range.address.family == .ipv4 ? range.last : nil),
    ]
    let owner = taken.first { $0.address == address }
    let names = taken.compactMap(\.address).map(\.description).joined(separator: ", ")
    var appraisal = Appraisal()
    appraisal.compare(
      Working(path: Self.path, arithmetic: "\(address) \(owner == nil ? "∉" : "∈") {\(names)}", holds: owner == nil),
      else: Sign(
        .dnsServiceAddressTaken, [.value: address.description, .reason: owner?.name ?? ""],
        subject: .declared(Self.path, detail: address.description), changes: proposal(in: range, for: address)))
    return appraisal
  }

  /// Servers outside the cluster are not hidden by its pod and service ranges: DNS servers and the proxy.
  func serversOutsideClusterRanges() -> Appraisal {
    var servers = network.dnsServers.enumerated().map { (path: "network.vnet.dnsServers[\($0)]", address: $1) }
    if case .address(let proxy)? = network.proxy?.host { servers.append((path: "network.proxy.url", address: proxy)) }
    guard !servers.isEmpty else { return .nothing(at: "network.vnet.dnsServers") }
    let inside = usedRanges.filter { $0.use == .pods || $0.use == .services }
    guard !inside.isEmpty else { return .notDeclared("network.serviceCIDR") }
    var appraisal = Appraisal()
    for server in servers {
      // A range that overlaps the server's own network is at fault already; this follows from it.
      let networks = usedRanges.filter {
        ($0.use == .vnet || $0.use == .peered) && $0.range.contains(server.address)
      }
      let hiding = inside.first { range in
        range.range.contains(server.address) && !networks.contains { $0.range.overlaps(range.range) }
      }
      let names = inside.map(\.range.description).joined(separator: ", ")
      appraisal.compare(
        Working(
          path: server.path,
          arithmetic:
            "\(server.address) \(hiding == nil ? "∉" : "∈") \(hiding.map(\.range.description) ?? "{\(names)}")",
          holds: hiding == nil),
        else: Sign(
          .addressInClusterRange,
          [
            .value: server.address.description, .other: hiding?.path ?? "",
            .otherValue: hiding?.range.description ?? "",
          ], subject: .declared(server.path, detail: server.address.description)))
    }
    return appraisal
  }
}
