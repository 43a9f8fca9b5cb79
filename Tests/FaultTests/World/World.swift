import Foundation
import Model
import TestSupport

/// Everything that a deployment needs, at real ports of addresses as the real services have, in a network of its own:
/// BIND, nginx and docker-registry are always there, other nameservers and proxies from when a run wants them. Each run
/// comes from a network of its own, in which alone things are broken; so many runs go on at a time.
final class World: Sendable {
  @TaskLocal static var current: World?

  let network: NetworkNamespace
  /// The authority that the machine trusts, and nobody else.
  let authority: TestAuthority
  let corporate: TestAuthority
  let directory: TemporaryDirectory
  let servers: LateServers
  let score = Score()
  /// By the stand's name.
  let stands: [String: IPAddress]
  /// The machine's trust store.
  let trustStore: String
  private let belongings: Belongings
  private let turnstile = Turnstile(width: 7)
  private let numbers = Counter()

  private static let silence = SocketAddress("10.0.3.1:9999")!
  /// Where names of a wildcard lead: a page that says that all is blocked.
  static let blockPage = IPAddress.v4(0x0A09_0909)  // 10.9.9.9

  init(stands: [Stand], belongings: Belongings) async throws {
    self.belongings = belongings
    let directory = try TemporaryDirectory()
    self.directory = directory
    belongings.add { directory.remove() }
    async let authorities = (TestAuthority(), TestAuthority(), TestAuthority())
    let places = stands.enumerated().map { index, stand in
      (stand.name, IPAddress.v4(0x0A4D_0000 + UInt32(index / 200) << 8 + UInt32(index % 200) + 1))  // 10.77.0.1 …
    }
    let standPlaces = Dictionary(uniqueKeysWithValues: places)
    self.stands = standPlaces
    let network = try await NetworkNamespace(
      addresses: Self.addresses + places.map(\.1), nameserver: View.linked.addresses[0],
      rules:
        "table inet world { chain in { type filter hook input priority 0; ip daddr \(Resolver.silentAddress) drop; }; }\n"
    )
    self.network = network
    belongings.add { network.stop() }
    let (authority, corporate, cluster) = try await authorities
    (self.authority, self.corporate) = (authority, corporate)
    belongings.add { for one in [authority, corporate, cluster] { one.remove() } }
    servers = LateServers(network: network)
    trustStore = try await Self.trustStore(of: authority, in: directory)
    let identities = try await Self.identities(authority, cluster)
    let hosts = try await Self.hosts(
      identities, stands: stands, at: standPlaces, authority: authority, corporate: corporate, cluster: cluster)
    let (mcrIdentity, acrIdentity) = (identities[Part.mcr.rawValue], identities[Part.acr.rawValue])
    let silence = Self.silence
    async let named = network.startNamed(views: View.allCases.map { ($0.addresses, $0.zones) })
    async let nginx = network.startNginx(hosts: hosts, silence: silence)
    async let mcr = network.startRegistry(
      host: "mcr.microsoft.com", at: Part.mcr.publicAddresses[0], identity: mcrIdentity)
    async let acr = network.startRegistry(
      host: Cast.first.host(.acr), at: Part.acr.privateAddress ?? silence.address, identity: acrIdentity)
    async let relay = network.startRelay(Self.listeners.map(\.json), listening: Self.listeners.map(\.address))
    for process in try await [named, nginx, mcr, acr, relay] { belongings.add { process.stop() } }
  }

  /// Ends all servers and removes all files; the network goes with its last process.
  func stop() async {
    await servers.stop()
    belongings.release()
  }

  /// Runs the program in a network that differs from the healthy one by `change`, and once more, with more patience, if
  /// it does not show what is expected: on a busy machine answers that are not late come late.
  func run(
    _ change: Change = Change(), in circumstances: Circumstances = .privateLink, expecting expected: [Named]
  ) async throws -> Outcome {
    let outcome = try await run(change, in: circumstances)
    if outcome.shows(expected) || change.options.contains("--step-timeout") { return outcome }
    await score.countRepetition()
    return try await run(change, in: circumstances, patience: "8s")
  }

  /// Runs the program once in a network that differs from the healthy one by `change`.
  ///
  /// - Parameter patience: the time for a step; `nil`: the program's own.
  func run(
    _ change: Change = Change(), in circumstances: Circumstances = .privateLink, patience: String? = "3s"
  ) async throws -> Outcome {
    let resolvers = try await servers.addresses(of: change.resolvers ?? circumstances.resolvers)
    let proxy = try await servers.options(for: change.proxy)
    return try await turnstile.pass {
      let directory = try TemporaryDirectory()
      defer { directory.remove() }
      let file = try directory.write(circumstances.text, to: "deployment.yaml")
      let rules = try directory.write(self.rules(change), to: "rules")
      var mounts = ["/etc/ssl/certs": self.trustStore]
      var servers = resolvers.flatMap { ["--dns-server", $0.description] }
      if let search = change.search {
        let lines = resolvers.map { "nameserver \($0)\n" }.joined() + search + "\n"
        mounts["/etc/resolv.conf"] = try directory.write(lines, to: "resolv.conf")
        servers = []
      }
      if let hosts = change.hosts {
        mounts["/etc/hosts"] = try directory.write(hosts.map { $0 + "\n" }.joined(), to: "hosts")
        mounts["/etc/nsswitch.conf"] = try directory.write("hosts: files dns\n", to: "nsswitch.conf")
      }
      let report = directory.path("report.json")
      let command =
        change.wrapper + [Preflight.executable.path, "run", file, "--progress", "never", "-o", "json=\(report)"]
        + (change.options.contains("--step-timeout") ? [] : patience.map { ["--step-timeout", $0] } ?? [])
        + servers + proxy + (change.trustsCompany ? ["--ca-file", self.corporate.rootFile] : []) + change.options
      let words = command.map { "'\($0)'" }.joined(separator: " ")
      let isFar = change.farAway != nil
      let lines =
        ["nft -f \(rules)"] + change.routes + (isFar ? try self.farWay(to: change, in: directory) : [])
        + (isFar ? ["set +e", words, "status=$?", "kill $relay", "exit $status"] : ["exec \(words)"])
      let number = self.numbers.next()
      let place = UInt32(number / 200) << 8 + UInt32(number % 200) + 1
      let started = ContinuousClock.now
      let result = try await self.network.runBeside(
        client: .v4(0x6440_0000 + place), gateway: .v4(0x6441_0000 + place), mounts: mounts,
        script: lines.joined(separator: "\n"), in: directory, environment: change.environment, within: .seconds(60))
      guard let data = FileManager.default.contents(atPath: report) else {
        throw ServerError.ended(program: "aml-preflight", status: result.status, output: "\(result)")
      }
      return Outcome(
        report: try JSONDecoder().decode(Report.self, from: data), status: result.status,
        took: ContinuousClock.now - started, nameservers: resolvers.map(\.description))
    }
  }

  private static let farEnd = IPAddress.v4(0x0A2C_0001)  // 10.44.0.1

  private func far(_ change: Change) -> IPAddress? { change.farAway.flatMap { stands[$0.name] } }

  /// Commands by which the packets to a part take more than half a second: the relay sends them back with the ends
  /// swapped, so that they seem to come from the part to this network, which leads them on to the stand.
  private func farWay(to change: Change, in directory: TemporaryDirectory) throws -> [String] {
    guard let part = change.farAway?.part else { return [] }
    let file = try directory.write(#"{"kind": "reflect", "device": "slow", "delay": 0.3}"# + "\n", to: "far")
    return [
      "echo 1 >/proc/sys/net/ipv4/ip_forward", "ip tuntap add slow mode tun",
      "ip address add \(Self.farEnd)/32 dev slow", "ip link set slow up",
      "ip route add \(part.publicAddresses[0]) dev slow src \(Self.farEnd)",
      "setpriv --pdeathsig KILL \(Program.python.rawValue) \(NetworkNamespace.relayScript) \(file) >ready & relay=$!",
      "while ! [ -s ready ]; do sleep 0.02; done",
    ]
  }

  /// The statements of nft(8) for the network of a run.
  private func rules(_ change: Change) -> String {
    let aside =
      change.stands.compactMap { stand in stands[stand.name].map { (stand.part, $0) } }
      + change.filters.map { ($0.part, Self.place(of: $0.listener, for: $0.part)) }
    let translations = aside.map { part, address in
      "ip daddr { \(part.addresses.map(\.description).joined(separator: ", ")) } tcp dport 443 dnat to \(address);"
    }
    return """
      table inet client {
        chain out { type filter hook output priority -150; \(change.outgoing.map { "\($0);" }.joined(separator: " ")) }
        chain in { type filter hook input priority -150; \(change.incoming.map { "\($0);" }.joined(separator: " ")) }
      }
      table ip aside {
        chain out { type nat hook output priority -100; \(translations.joined(separator: " ")) }
        chain back { type nat hook prerouting priority -100; \(far(change).map { "ip daddr \(Self.farEnd) dnat to \($0);" } ?? "") }
        chain on { type nat hook postrouting priority 100; \(far(change) == nil ? "" : "ip saddr 20.50.0.0/16 masquerade;") }
      }

      """
  }
}

extension Part {
  /// Public and private.
  var addresses: [IPAddress] { publicAddresses + (privateAddress.map { [$0] } ?? []) }

  /// In every cast.
  var names: [String] { Set(Cast.allCases.map { $0.host(self) }).sorted() }
}

// MARK: - What stands where

extension World {
  private static var addresses: [IPAddress] {
    Part.allCases.flatMap(\.addresses) + View.allCases.flatMap(\.addresses)
      + [Resolver.nobodyAddress, Resolver.silentAddress, silence.address, blockPage]
      + LateServers.allPlaces + listeners.map(\.address.address)
  }

  private static func place(of filter: Change.Filter, for part: Part) -> IPAddress {
    let kind = Change.Filter.allCases.firstIndex(of: filter) ?? 0
    return .v4(0x0A4E_0000 + UInt32(kind) << 8 + UInt32(part.rawValue) + 1)  // 10.78.0.1 and following
  }

  /// The relay's, by where they are: one for each part and filter, and the place of silence.
  private static var listeners: [(address: SocketAddress, json: String)] {
    let filters = Part.allCases.flatMap { part in
      Change.Filter.allCases.map { filter in
        let place = SocketAddress(place(of: filter, for: part), port: 443)
        let names = part.names.map { "\"\($0)\"" }.joined(separator: ", ")
        let json =
          switch filter {
          case .silent: #"{"kind": "silent", "at": "\#(place)"}"#
          case .banner: #"{"kind": "banner", "at": "\#(place)", "text": "SSH-2.0-OpenSSH_9.2\r\n"}"#
          case .reset, .close, .hang:
            #"{"kind": "filter", "at": "\#(place)", "to": "\#(part.publicAddresses[0]):443", "#
              + #""names": [\#(names)], "by": "\#(filter)"}"#
          }
        return (address: place, json: json)
      }
    }
    return filters + [(silence, #"{"kind": "silent", "at": "\#(silence)"}"#)]
  }

  /// A good certificate for each part, in their order: for its names in every cast.
  private static func identities(
    _ authority: TestAuthority, _ cluster: TestAuthority
  ) async throws -> [TestAuthority.Identity] {
    try await withThrowingTaskGroup { group in
      for part in Part.allCases {
        group.addTask {
          (part.rawValue, try await (part == .apiServer ? cluster : authority).issue(ServerCertificate(part.names)))
        }
      }
      var identities: [Int: TestAuthority.Identity] = [:]
      for try await (index, identity) in group { identities[index] = identity }
      return Part.allCases.compactMap { identities[$0.rawValue] }
    }
  }

  private static func hosts(
    _ identities: [TestAuthority.Identity], stands: [Stand], at places: [String: IPAddress], authority: TestAuthority,
    corporate: TestAuthority, cluster: TestAuthority
  ) async throws -> [VirtualHost] {
    let blocking = try await corporate.issue(ServerCertificate(Part.allCases.flatMap(\.names)))
    var hosts = [VirtualHost(["blocked.test"], at: blockPage, identity: blocking, answers: ["/": .blockPage])]
    for part in Part.allCases {
      for address in part.addresses where address != Part.mcr.publicAddresses[0] && address != Part.acr.privateAddress {
        hosts.append(
          VirtualHost(part.names, at: address, identity: identities[part.rawValue], answers: ["/": part.answer]))
      }
    }
    var made: [Stand.Paper: TestAuthority.Identity] = [:]
    for stand in stands {
      guard let place = places[stand.name] else { continue }
      var identity: TestAuthority.Identity?
      if let paper = stand.paper {
        let issuer =
          paper.issuer == .corporate ? corporate : stand.part == .apiServer ? cluster : authority
        identity = if let old = made[paper] { old } else { try await issuer.issue(paper.certificate) }
        made[paper] = identity
      } else if stand.issuer == .known {
        identity = identities[stand.part.rawValue]
      }
      var host = VirtualHost(stand.part.names, at: place, identity: identity, answers: ["/": stand.answer])
      host.protocols = stand.protocols
      hosts.append(host)
    }
    return hosts
  }

  /// A folder as the system keeps its authorities in, with one of them: its file is named by the subject's hash.
  private static func trustStore(of authority: TestAuthority, in directory: TemporaryDirectory) async throws -> String {
    let hash = try await Program.openssl.run(["x509", "-hash", "-noout", "-in", authority.rootFile]).output
    let folder = directory.path("certs")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let name = hash.trimmingCharacters(in: .whitespacesAndNewlines) + ".0"
    try FileManager.default.copyItem(atPath: authority.rootFile, toPath: "\(folder)/\(name)")
    return folder
  }
}
