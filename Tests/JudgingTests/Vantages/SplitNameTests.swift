import Judging
import Model
import TestSupport
import Testing

/// The same name, asked for by a pod and by a node.
@Suite struct `A name of pods and nodes` {
  private static let clusterDNS = SocketAddress(IPAddress("10.0.0.10")!, port: 53)
  private static let vnetDNS = SocketAddress(IPAddress("10.240.0.4")!, port: 53)
  private static let blob = Endpoint.blobStorage.host.description

  private func report(
    _ id: String, _ kind: Vantage.Kind, _ server: SocketAddress, _ addresses: [String], mode: String? = nil
  ) -> Report {
    var vantage = Vantage(id: id, kind: kind, nameservers: [server])
    if let mode { vantage.place = Vantage.Place(facts: [.networkMode: .init(mode, from: "the test")]) }
    let lookups =
      addresses.isEmpty
      ? Evidence.lookups(Self.blob, at: server, .response(.nameError))
      : Evidence.lookups(Self.blob, at: server, addresses: addresses)
    return Judge(catalog: .with()).report(
      on: .with([.of(.blobStorage, lookups: lookups)], vantage: vantage))
  }

  private func split(_ pod: [String], _ node: [String], mode: String? = nil) -> [SplitName] {
    VantageScene.merged(
      [
        report("n1", .pod, Self.clusterDNS, pod, mode: mode), report("n1", .node, Self.vnetDNS, node),
        report("n2", .node, Self.vnetDNS, node),
      ], expecting: .none
    ).splitNames
  }

  @Test(arguments: [
    (["10.1.0.5"], ["20.60.0.1"]), (["20.60.0.1"], ["10.1.0.5"]), (["10.1.0.5"], ["10.2.0.5"]), ([], ["20.60.0.1"]),
    (["10.1.0.5"], []),
  ])
  func `that leads to different places names both nameservers`(pod: [String], node: [String]) throws {
    let name = try #require(split(pod, node).first)
    #expect(name.name.text == Self.blob)
    #expect(name.sides.map(\.nameserver) == [Self.clusterDNS, Self.vnetDNS])
    #expect(name.sides.map(\.addresses) == [pod, node].map { $0.map { IPAddress($0)! } })
    #expect(name.sides.map(\.vantages) == [["n1 (pod)"], ["n1 (node)", "n2"]])
  }

  @Test(arguments: [
    // A service that is spread over the world, one of whose addresses all have, and the same for all.
    (["20.60.0.1"], ["20.61.0.1"]), (["10.1.0.5", "10.1.0.6"], ["10.1.0.6"]), (["10.1.0.5"], ["10.1.0.5"]), ([], []),
  ])
  func `that may lead to one place is no disagreement`(pod: [String], node: [String]) {
    #expect(split(pod, node).isEmpty)
  }

  @Test func `is not compared with a pod that has its node's network`() {
    #expect(split(["10.1.0.5"], ["20.60.0.1"], mode: "host").isEmpty)
    #expect(!split(["10.1.0.5"], ["20.60.0.1"], mode: "pod").isEmpty)
  }
}
