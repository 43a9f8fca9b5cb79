import EventLoop
import Execution
import Glibc
import Model
import Testing

@testable import Probing

@Suite(.timeLimit(.minutes(1))) struct `The live prober` {
  @Test func `climbs from the lookup to the response, rung by rung`() async throws {
    let server = LoopbackServer { $0.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }
    let nameserver = try LoopbackNameserver { [$0.response(addresses: ["127.0.0.1"])] }
    let evidence = try await Scene(nameservers: [nameserver.address])
      .gather(.reach("app.test", port: server.port, .http)).steps[0]
    #expect(evidence.kinds == "lookup lookup connection response")
    #expect(evidence.lookups.map(\.type) == [.a, .aaaa])
    #expect(evidence.responses.first?.answer?.status == 200)
  }

  @Test(arguments: [Lookup.Transport.udp, .tcp])
  func `asks one nameserver one question over the transport given, however often`(transport: Lookup.Transport)
    async throws
  {
    let server = try LoopbackNameserver(tcp: .answers) { query in
      [query.response(addresses: [query.isOverTCP ? "10.0.0.2" : "10.0.0.1"])]
    }
    let name = try #require(DomainName("app.test"))
    let ask = Probe.ask(name: name, type: .a, nameserver: server.address, transport: transport)
    let (steps, _) = try await Scene(nameservers: [server.address]).gather(ask, ask)
    for evidence in steps {
      #expect(evidence.kinds == "lookup")
      #expect(evidence.lookups.first?.transport == transport)
      #expect(
        evidence.lookups.first?.message?.addresses.first?.description == (transport == .tcp ? "10.0.0.2" : "10.0.0.1"))
    }
  }

  @Test func `attempts an address as it is given, without a lookup, with small segments`() async throws {
    let server = LoopbackServer { $0.answer("HTTP/1.1 204 No Content\r\n\r\n") }
    let endpoint = Endpoint(role: .mcr, host: try #require(Host("app.test")), port: server.port, transport: .http)
    let address = try #require(IPAddress("127.0.0.1"))
    let attempt = Probe.attempt(endpoint: endpoint, addresses: [address], upTo: .response, segmentLimit: 536)
    let evidence = try await Scene(nameservers: []).gather(attempt).steps[0]
    #expect(evidence.kinds == "connection response")
    #expect(evidence.connections.first?.segmentLimit == 536)
    #expect(evidence.connections.first?.retransmissions == nil)
    #expect(evidence.responses.first?.answer?.status == 204)
  }

  @Test(arguments: [(Rung.lookup, "lookup lookup"), (.connection, "lookup lookup connection")])
  func `goes no further than asked`(rung: Rung, kinds: String) async throws {
    let listener = try Loopback.listener()
    let nameserver = try LoopbackNameserver { [$0.response(addresses: ["127.0.0.1"])] }
    let evidence = try await Scene(nameservers: [nameserver.address])
      .gather(.reach("app.test", port: listener.address.port, .https, upTo: rung)).steps[0]
    #expect(evidence.kinds == kinds)
  }

  @Test func `goes on with what one nameserver says when the other is silent`() async throws {
    let listener = try Loopback.listener()
    let silent = try LoopbackNameserver { _ in [] }
    let good = try LoopbackNameserver { [$0.response(addresses: ["127.0.0.1"])] }
    let (steps, elapsed) = try await Scene(
      nameservers: [silent.address, good.address], families: [.ipv4], stepTimeout: .milliseconds(1_500)
    ).gather(.reach("app.test", port: listener.address.port))
    let evidence = steps[0]
    #expect(evidence.lookups.map(\.nameserver) == [silent.address, good.address])
    #expect(evidence.lookups.map(\.isUnanswered) == [true, false])
    #expect(evidence.lookups.map(\.attempts) == [2, 1])
    #expect(evidence.connections.map(\.isConnected) == [true])
    #expect(elapsed < .seconds(6))
  }

  @Test func `reaches the address that lives when another is dead`() async throws {
    let server = LoopbackServer { $0.answer("HTTP/1.1 204 No Content\r\n\r\n") }
    let dead = try Loopback.fullListener(ip: "127.0.0.2", port: server.port)
    let nameserver = try LoopbackNameserver { [$0.response(addresses: ["127.0.0.2", "127.0.0.1", "127.0.0.3"])] }
    let evidence = try await Scene(
      nameservers: [nameserver.address], families: [.ipv4], stepTimeout: .milliseconds(1_500)
    ).gather(.reach("app.test", port: server.port, .http)).steps[0]
    let connections = evidence.connections
    #expect(connections.map(\.address.address.description) == ["127.0.0.2", "127.0.0.1", "127.0.0.3"])
    guard connections.count == 3, case .unanswered = connections[0].ending, connections[1].isConnected,
      case .refused = connections[2].ending
    else {
      Issue.record("\(connections)")
      return
    }
    #expect(connections[0].address == dead.address)
    #expect(evidence.responses.map(\.answer?.status) == [204])
  }

  @Test func `reports silence after the connection as a handshake without an answer`() async throws {
    let listener = try Loopback.listener()
    let (steps, elapsed) = try await Scene(nameservers: [], stepTimeout: .milliseconds(500))
      .gather(.reach("127.0.0.1", port: listener.address.port, .https))
    let evidence = steps[0]
    #expect(evidence.kinds == "connection handshake")
    guard case .unanswered(let after) = evidence.handshake?.ending else {
      Issue.record("\(evidence)")
      return
    }
    #expect((50...5_000).contains(after.rounded))
    #expect(elapsed < .seconds(5))
  }

  @Test func `ends a body that never ends at the deadline`() async throws {
    let server = LoopbackServer { peer in
      peer.readHead()
      peer.write("HTTP/1.1 200 OK\r\n\r\n")
      while peer.write(Array(repeating: 46, count: 16)) { usleep(2_000) }  // pace
    }
    let (steps, elapsed) = try await Scene(nameservers: [], stepTimeout: .milliseconds(500))
      .gather(.reach("127.0.0.1", port: server.port, .http))
    let answer = try #require(steps[0].answer)
    #expect(answer.status == 200)
    #expect(!answer.bodyIsComplete)
    #expect(answer.bodyBytes > 0)
    #expect(elapsed < .seconds(5))
  }

  @Test func `does not climb on an answer that cannot be read`() async throws {
    let nameserver = try LoopbackNameserver { query in
      var response = query.response(answers: 1)
      response.addPointer(to: response.bytes.count)
      return [response.bytes + Array(repeating: 0, count: 10)]
    }
    let evidence = try await Scene(nameservers: [nameserver.address]).gather(.reach("app.test", port: 443)).steps[0]
    #expect(evidence.kinds == "lookup lookup")
    for lookup in evidence.lookups {
      guard case .malformed = lookup.ending else {
        Issue.record("\(lookup.ending)")
        return
      }
    }
  }

  @Test func `looks a name up once in a run`() async throws {
    let listener = try Loopback.listener()
    let nameserver = try LoopbackNameserver { [$0.response(addresses: ["127.0.0.1"])] }
    let probe = try Probe.reach("app.test", port: listener.address.port)
    let name = try #require(DomainName("app.test"))
    let steps = try await Scene(nameservers: [nameserver.address]).gather(probe, probe, .lookUp(name: name)).steps
    #expect(steps.map(\.kinds) == ["lookup lookup connection", "lookup lookup connection", "lookup lookup"])
    #expect(Set(steps.map { $0.prefix(2).map(\.start) }).count == 1)
    #expect(nameserver.queries.count == 2)
  }

  @Test func `shares a lookup that is under way`() async throws {
    let listener = try Loopback.listener()
    let nameserver = try LoopbackNameserver { [$0.response(addresses: ["127.0.0.1"])] }
    let scene = Scene(nameservers: [nameserver.address])
    let step = scene.step(try .reach("app.test", port: listener.address.port))
    let kinds = try await scene.open { network in
      await withTaskGroup(of: String.self) { group in
        for _ in 0..<8 { group.addTask { await network.prober.gather(step, by: .now + .seconds(10)).kinds } }
        return await group.reduce(into: []) { $0.append($1) }
      }
    }
    #expect(kinds.allSatisfy { $0 == "lookup lookup connection" })
    #expect(nameserver.queries.count == 2)
  }

  @Test func `connects to the union of what the nameservers say, in their order`() async throws {
    let first = try LoopbackNameserver { [$0.response(addresses: ["127.0.0.2", "0.0.0.0", "224.0.0.1"])] }
    let second = try LoopbackNameserver { [$0.response(addresses: ["127.0.0.3", "127.0.0.2"])] }
    let closed = try Loopback.closedPort(SOCK_STREAM)
    let evidence = try await Scene(nameservers: [first.address, second.address])
      .gather(.reach("app.test", port: closed.address.port)).steps[0]
    #expect(evidence.connections.map(\.address.address.description) == ["127.0.0.2", "127.0.0.3"])
  }

  @Test func `connects to no more addresses than the limit`() async throws {
    let nameserver = try LoopbackNameserver {
      $0.type == 1 ? [$0.response(addresses: (1...40).map { "127.0.1.\($0)" })] : [$0.response(addresses: [])]
    }
    let closed = try Loopback.closedPort(SOCK_STREAM)
    let evidence = try await Scene(nameservers: [nameserver.address]).gather(
      .reach("app.test", port: closed.address.port)
    ).steps[0]
    #expect(evidence.connections.count == 16)
  }

  @Test func `uses no address family that is switched off`() async throws {
    let nameserver = try LoopbackNameserver { [$0.response(addresses: ["127.0.0.1", "::1"])] }
    let closed = try Loopback.closedPort(SOCK_STREAM)
    let steps = try await Scene(nameservers: [nameserver.address], families: [.ipv4])
      .gather(.reach("app.test", port: closed.address.port), .reach("::1", port: closed.address.port)).steps
    #expect(nameserver.queries.map(\.type) == [1])
    #expect(steps[0].connections.map(\.address.address.family) == [.ipv4])
    guard case .notTried = steps[1].connections.first?.ending else {
      Issue.record("\(steps[1])")
      return
    }
  }

  @Test func `leaves the endpoint's name to the proxy`() async throws {
    let proxy = LoopbackServer { $0.answer("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n") }
    let nameserver = try LoopbackNameserver { [$0.response(addresses: ["127.0.0.1"])] }
    let proxyHost = try #require(Host("proxy.test"))
    let evidence = try await Scene(nameservers: [nameserver.address], families: [.ipv4]).gather(
      .reach("app.test", port: 443, .https, proxy: Proxy(host: proxyHost, port: proxy.port))
    ).steps[0]
    #expect(evidence.kinds == "lookup connection tunnel")
    #expect(nameserver.queries.map(\.name) == ["proxy.test"])
    #expect(evidence.connections.map(\.isToProxy) == [true])
    guard case .denied(status: 407, _) = evidence.tunnel?.ending else {
      Issue.record("\(evidence)")
      return
    }
  }

  @Test func `says that the proxy's name has no address`() async throws {
    let nameserver = try LoopbackNameserver { [$0.response(flags: 0x8183).bytes] }
    let proxyHost = try #require(Host("proxy.test"))
    let evidence = try await Scene(nameservers: [nameserver.address], families: [.ipv4])
      .gather(.reach("app.test", port: 443, .https, proxy: Proxy(host: proxyHost, port: 3128))).steps[0]
    #expect(evidence.kinds == "lookup tunnel")
    #expect(evidence.tunnel?.ending == .proxyUnresolved)
  }

  @Test func `ends soon after the task is canceled`() async throws {
    let silent = try LoopbackNameserver { _ in [] }
    let listener = try Loopback.listener()
    let scene = Scene(nameservers: [silent.address], stepTimeout: .seconds(30))
    let steps = [
      scene.step(try .reach("app.test", port: 443)),
      scene.step(try .reach("127.0.0.1", port: listener.address.port, .https)),
    ]
    let start = ContinuousClock.now
    try await scene.open { network in
      for step in steps {
        let task = Task { await network.prober.gather(step, by: .now + .seconds(30)) }
        task.cancel()
        _ = await task.value
      }
    }
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test func `closes everything when the work throws`() async throws {
    struct Failure: Error {}
    await #expect(throws: Failure.self) {
      try await Scene(nameservers: []).open { _ in throw Failure() }
    }
  }
}

extension Peer {
  /// Answers one request.
  fileprivate func answer(_ response: String) {
    readHead()
    write(response)
  }
}
