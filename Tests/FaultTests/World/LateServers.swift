import Model
import TestSupport

/// Nameservers and proxies that are started when a run wants them, each once.
actor LateServers {
  private let network: NetworkNamespace
  private var places: [Resolver: Task<IPAddress, any Error>] = [:]
  private var proxies: [Change.ProxyKind: Task<SocketAddress, any Error>] = [:]
  private var processes: [ServerProcess] = []
  private var isStopped = false

  init(network: NetworkNamespace) { self.network = network }

  /// From 1.
  static func resolverPlace(_ number: Int) -> IPAddress { .v4(0x0A00_0100 + UInt32(number)) }  // 10.0.1.1 …

  /// Every place of a server, before it is there.
  static var allPlaces: [IPAddress] {
    (1...200).map(resolverPlace) + Change.ProxyKind.allCases.compactMap(\.address?.address)
  }

  func addresses(of resolvers: [Resolver]) async throws -> [IPAddress] {
    var addresses: [IPAddress] = []
    for resolver in resolvers { addresses.append(try await address(of: resolver)) }
    return addresses
  }

  private func address(of resolver: Resolver) async throws -> IPAddress {
    switch resolver {
    case .view(let view): return view.addresses[0]
    case .second: return View.linked.addresses[1]
    case .nobody: return Resolver.nobodyAddress
    case .unbound, .dnsmasq, .relay: break
    }
    if let task = places[resolver] { return try await task.value }
    let address = Self.resolverPlace(places.count + 1)
    let task = Task {
      self.keep(try await self.start(resolver, at: address))
      return address
    }
    places[resolver] = task
    return try await task.value
  }

  private func start(_ resolver: Resolver, at address: IPAddress) async throws -> ServerProcess {
    switch resolver {
    case .unbound(let settings, let forwarding, let allows, let upstream):
      let forwarders = [".": upstream.addresses[0]].merging(forwarding) { $1 }
      return try await network.startUnbound(at: address, settings: settings, forwarders: forwarders, allows: allows)
    case .dnsmasq(let settings, let upstream):
      return try await network.startDnsmasq(at: address, settings: settings, upstream: upstream.addresses[0])
    case .relay(let members, let upstream):
      let json = #"{"kind": "dns", "at": "\#(address):53", "to": "\#(upstream.addresses[0])", \#(members)}"#
      return try await network.startRelay([json], listening: [SocketAddress(address, port: 53)])
    case .view, .second, .nobody:
      throw ServerError.noFreePort
    }
  }

  /// The options that send a run through a proxy.
  func options(for kind: Change.ProxyKind?) async throws -> [String] {
    guard let kind else { return [] }
    if let address = kind.address, kind.isServer {
      let task =
        proxies[kind]
        ?? Task {
          self.keep(try await self.start(kind, at: address))
          return address
        }
      proxies[kind] = task
      _ = try await task.value
    }
    return ["--proxy", "http://\(kind.place)"]
  }

  private func start(_ kind: Change.ProxyKind, at address: SocketAddress) async throws -> ServerProcess {
    let linked = View.linked.addresses[0]
    switch kind {
    case .tinyproxy:
      return try await network.startTinyproxy(at: address, settings: [])
    case .tinyproxyDeniesLogin:
      return try await network.startTinyproxy(
        at: address, settings: ["Filter \"filter\"", "FilterType fnmatch"],
        files: ["filter": "\(Cast.first.host(.entraLogin))\n"])
    case .squidWantsPassword:
      let hash = try await Program.openssl.run(["passwd", "-apr1", "secret"]).output
      return try await network.startSquid(
        at: address,
        rules: [
          "auth_param basic program /usr/lib/squid/basic_ncsa_auth accounts", "auth_param basic realm test",
          "acl known proxy_auth REQUIRED", "http_access allow known", "http_access deny all",
        ], files: ["accounts": "user:\(hash)"], nameserver: linked)
    case .squidDeniesMCR:
      let denied = Part.mcr.names.joined(separator: " ")
      return try await network.startSquid(
        at: address, rules: ["acl denied dstdomain \(denied)", "http_access deny denied", "http_access allow all"],
        nameserver: linked)
    case .squidDeniesAll:
      return try await network.startSquid(at: address, rules: ["http_access deny all"], nameserver: linked)
    case .squidWithoutPrivateEndpoints:
      // It does not reach private endpoints.
      return try await network.startSquid(
        at: address,
        rules: ["acl inside dst 10.60.0.0/16", "http_access deny inside", "http_access allow all"], nameserver: linked)
    case .squid, .unresolvable, .closed, .silent:
      return try await network.startSquid(at: address, rules: ["http_access allow all"], nameserver: linked)
    }
  }

  private func keep(_ process: ServerProcess) {
    processes.append(process)
    if isStopped { process.stop() }
  }

  func stop() {
    isStopped = true
    for process in processes { process.stop() }
  }
}
