import Model
import TestSupport

/// A whole deployment on loopback, played by BIND, nginx and docker-registry.
final class Landscape {
  let authority: TestAuthority
  let named: NamedServer
  let nginx: NginxServer
  private(set) var registries: [Part: RegistryServer] = [:]
  private var held: [HeldPort] = []
  /// Further addresses of hosts.
  private(set) var seconds: [Part: IPAddress] = [:]
  /// Where each host is.
  private(set) var places: [Part: SocketAddress] = [:]
  /// Where hosts are besides, for those who know no private zone.
  private(set) var publicAddresses: [Part: IPAddress] = [:]
  let directory: TemporaryDirectory

  init(_ differences: Differences = Differences()) async throws {
    directory = try TemporaryDirectory()
    authority = try await TestAuthority()
    let good = try await authority.issue(ServerCertificate(Part.allCases.map(\.host)))
    var identities: [Part: TestAuthority.Identity] = [:]
    for (part, certificate) in differences.certificates { identities[part] = try await authority.issue(certificate) }
    var hosts: [VirtualHost] = []
    var others: [VirtualHost] = []
    for part in Part.allCases {
      let identity = identities[part] ?? good
      if let manner = differences.held[part] {
        let port = try HeldPort(manner)
        held.append(port)
        places[part] = port.address
      } else if part.isRegistry, differences.answers[part] == nil, !differences.onlyTLS12.contains(part) {
        let registry = try await RegistryServer(host: part.host, identity: identity, isPublic: part == .mcr)
        (registries[part], places[part]) = (registry, registry.address)
      } else {
        let answer = differences.answers[part] ?? part.answer
        hosts.append(
          VirtualHost(
            [part.host], identity: identity, answers: ["/": answer], onlyTLS12: differences.onlyTLS12.contains(part)))
        if differences.alsoPublic.contains(part) {
          let host = VirtualHost([part.host], identity: identity, answers: ["/": answer])
          publicAddresses[part] = host.address
          others.append(host)
        }
      }
    }
    nginx = try await NginxServer(hosts: hosts + others)
    for host in hosts {
      guard let part = Part.allCases.first(where: { [$0.host] == host.names }) else { continue }
      places[part] = SocketAddress(host.address, port: nginx.port)
    }
    for (part, manner) in differences.secondAddresses {
      guard let place = places[part] else { continue }
      let second = try HeldPort(manner, at: SocketAddress(Loopback.address(), port: place.port))
      held.append(second)
      seconds[part] = second.address.address
    }
    named = try await NamedServer(
      zones: Self.zones(differences, places, seconds), tcp: differences.tcp, largestDatagram: 512,
      refusesAll: differences.refusesAllQuestions)
  }

  /// Ends every server and removes every file.
  func stop() {
    named.stop()
    nginx.stop()
    for registry in registries.values { registry.stop() }
    for port in held { port.release() }
    authority.remove()
    directory.remove()
  }

  /// The nameserver that others see: names have their public address and know no private zone.
  func publicNameserver(_ addresses: [Part: IPAddress]) async throws -> NamedServer {
    let places = places.merging(addresses.mapValues { SocketAddress($0, port: 443) }) { $1 }
    return try await NamedServer(zones: Self.zones(Differences(), places, [:], isPublic: true))
  }

  private static func zones(
    _ differences: Differences, _ places: [Part: SocketAddress], _ seconds: [Part: IPAddress], isPublic: Bool = false
  ) -> [Zone] {
    var records: [String: [Zone.Record]] = [:]
    for part in Part.allCases.sorted() where !differences.withoutRecord.contains(part) {
      guard let place = places[part] else { continue }
      var name = part.host
      var zone = part.publicZone
      if !isPublic, let privateZone = part.privateZone, let privateName = part.privateName {
        records[zone, default: []].append(.alias("\(name).", to: privateName))
        (name, zone) = (privateName, privateZone)
      }
      records[zone, default: []] += []
      guard !differences.withoutPrivateRecord.contains(part) else { continue }
      if differences.longChains.contains(part) {
        // Four aliases of some 180 bytes each: more than a datagram of 512 bytes takes.
        for letter in "abcd" {
          let next =
            Array(repeating: String(repeating: letter, count: 60), count: 3).joined(separator: ".") + ".\(zone)"
          records[zone, default: []].append(.alias("\(name).", to: next))
          name = next
        }
      }
      records[zone, default: []].append(.address("\(name).", place.address))
      if let second = seconds[part] { records[zone, default: []].append(.address("\(name).", second)) }
    }
    return records.map { Zone($0.key, differences.zones[$0.key] ?? .records($0.value)) }.sorted { $0.name < $1.name }
  }
}
