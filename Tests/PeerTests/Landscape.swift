import Model
import TestSupport

/// A whole deployment on loopback, played by BIND, nginx and docker-registry.
final class Landscape {
  let authority: TestAuthority
  let named: NamedServer
  let nginx: NginxServer
  private(set) var registries: [Part: RegistryServer] = [:]
  private var held: [Part: HeldPort] = [:]
  /// Where each host is.
  private(set) var places: [Part: SocketAddress] = [:]
  let directory: TemporaryDirectory

  init(_ differences: Differences = Differences()) async throws {
    directory = try TemporaryDirectory()
    authority = try await TestAuthority()
    let good = try await authority.issue(ServerCertificate(Part.allCases.map(\.host)))
    var identities: [Part: TestAuthority.Identity] = [:]
    for (part, certificate) in differences.certificates { identities[part] = try await authority.issue(certificate) }
    var hosts: [VirtualHost] = []
    for part in Part.allCases {
      let identity = identities[part] ?? good
      if let manner = differences.held[part] {
        let port = try HeldPort(manner)
        (held[part], places[part]) = (port, port.address)
      } else if part.isRegistry, differences.answers[part] == nil, !differences.onlyTLS12.contains(part) {
        let registry = try await RegistryServer(host: part.host, identity: identity)
        (registries[part], places[part]) = (registry, registry.address)
      } else {
        let answer = differences.answers[part] ?? part.answer
        hosts.append(
          VirtualHost(
            [part.host], identity: identity, answers: ["/": answer], onlyTLS12: differences.onlyTLS12.contains(part)))
      }
    }
    nginx = try await NginxServer(hosts: hosts)
    for host in hosts {
      guard let part = Part.allCases.first(where: { [$0.host] == host.names }) else { continue }
      places[part] = SocketAddress(host.address, port: nginx.port)
    }
    named = try await NamedServer(
      zones: Self.zones(differences, places), tcp: differences.tcp, largestDatagram: 512,
      refusesAll: differences.refusesAllQuestions)
  }

  /// Ends every server and removes every file.
  func stop() {
    named.stop()
    nginx.stop()
    for registry in registries.values { registry.stop() }
    for port in held.values { port.release() }
    authority.remove()
    directory.remove()
  }

  private static func zones(_ differences: Differences, _ places: [Part: SocketAddress]) -> [Zone] {
    var records: [String: [Zone.Record]] = [:]
    for part in Part.allCases.sorted() where !differences.withoutRecord.contains(part) {
      guard let place = places[part] else { continue }
      var name = part.host
      var zone = part.publicZone
      if let privateZone = part.privateZone, let privateName = part.privateName {
        records[zone, default: []].append(.alias("\(name).", to: privateName))
        (name, zone) = (privateName, privateZone)
      }
      records[zone, default: []] += []
      guard !differences.withoutPrivateRecord.contains(part) else { continue }
      if differences.longChains.contains(part) {
        // Four aliases of some 180 bytes each: more than a datagram of 512 bytes takes.
        for letter in "abcd" {
          let next = Array(repeating: String(repeating: letter, count: 60), count: 3).joined(separator: ".") + ".\(zone)"
          records[zone, default: []].append(.alias("\(name).", to: next))
          name = next
        }
      }
      records[zone, default: []].append(.address("\(name).", place.address))
    }
    return records.map { Zone($0.key, differences.zones[$0.key] ?? .records($0.value)) }.sorted { $0.name < $1.name }
  }
}
