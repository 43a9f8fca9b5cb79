import Model

/// Every socket of a lab, all with one port number.
struct LabSockets {
  var port: UInt16
  var nameservers: [SocketAddress]
  var posts: [Server.Post]

  /// The address of a nameserver, from 0 on.
  private static func nameserverAddress(_ index: Int) -> IPAddress { .v4(0x7F35_0001 + UInt32(index)) }
  /// Stand-ins for instances of the router and for pods that serve a model: they accept and say nothing.
  static let routerPeers: [IPAddress] = [.v4(0x7F50_0201), .v4(0x7F50_0202)]
  static let modelPods: [IPAddress] = [.v4(0x7F50_0301)]

  /// Opens them: the system chooses the port for the first, the others take the same number. Where one of them is
  /// taken by somebody else, all are tried again with another.
  static func opened(
    for scenario: Scenario, certificates: borrowing CertificateMaker
  ) throws(LabError) -> LabSockets {
    let services = try services(for: scenario, certificates: certificates)
    var attempts = 0
    while true {
      attempts += 1
      do throws(LabError) {
        return try LabSockets(scenario: scenario, services: services)
      } catch {
        if attempts == 20 { throw error }
      }
    }
  }

  private struct PlacedService {
    var address: IPAddress
    var service: HTTPSService
  }

  private static func services(
    for scenario: Scenario, certificates: borrowing CertificateMaker
  ) throws(LabError) -> [PlacedService] {
    var placed: [PlacedService] = []
    let surroundings = Surroundings(
      addresses: Dictionary(
        uniqueKeysWithValues: LabHost.allCases.map {
          ($0, $0.address(privately: $0.isPrivate(in: scenario), second: false))
        }))
    for host in LabHost.allCases {
      var faults = [scenario.faults[host]]
      if let second = scenario.secondAddresses[host] { faults.append(second) }
      for (index, fault) in faults.enumerated() {
        placed.append(
          PlacedService(
            address: host.address(privately: host.isPrivate(in: scenario), second: index == 1),
            service: HTTPSService(
              host: host, identity: try certificates.identity(for: host, fault: fault), fault: fault,
              surroundings: surroundings)))
      }
    }
    return placed
  }

  private init(scenario: Scenario, services: [PlacedService]) throws(LabError) {
    posts = []
    nameservers = []
    port = 0
    for (index, fault) in scenario.nameservers.enumerated() {
      let nameserver = Nameserver(scenario: scenario, fault: fault)
      let isClosed = fault == .truncatedWithoutTCP
      let address = Self.nameserverAddress(index)
      let stream = try LoopbackSocket.stream(
        at: SocketAddress(address, port: port), manner: isClosed ? .refuses : .listens)
      if port == 0 { port = LoopbackSocket.port(of: stream) }
      let datagram = try LoopbackSocket.datagram(at: SocketAddress(address, port: port))
      nameservers.append(SocketAddress(address, port: port))
      posts.append(Server.Post(descriptor: stream, duty: isClosed ? .none : .messages(nameserver)))
      posts.append(Server.Post(descriptor: datagram, duty: .datagrams(nameserver)))
    }
    for address in Self.routerPeers + Self.modelPods {
      let stream = try LoopbackSocket.stream(at: SocketAddress(address, port: port), manner: .listens)
      posts.append(Server.Post(descriptor: stream, duty: .silence))
    }
    for placed in services { try open(placed) }
  }

  private mutating func open(_ placed: PlacedService) throws(LabError) {
    let address = SocketAddress(placed.address, port: port)
    switch placed.service.fault {
    case .silence:
      let listener = try LoopbackSocket.stream(at: address, manner: .drops)
      let fillers = try LoopbackSocket.connectionsThatFill(address)
      posts += ([listener] + fillers).map { Server.Post(descriptor: $0, duty: .none) }
    case .refuse:
      let reserved = try LoopbackSocket.stream(at: address, manner: .refuses)
      posts.append(Server.Post(descriptor: reserved, duty: .none))
    default:
      let listener = try LoopbackSocket.stream(at: address, manner: .listens)
      posts.append(Server.Post(descriptor: listener, duty: .requests(placed.service)))
    }
  }
}
