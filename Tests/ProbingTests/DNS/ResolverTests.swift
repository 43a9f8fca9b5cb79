import EventLoop
import Execution
import Glibc
import Model
import Synchronization
import Testing

@testable import Probing

@Suite(.timeLimit(.minutes(1))) struct `A lookup` {
  @Test func `gives the answer, the round trip by the kernel's clock and one attempt`() async throws {
    let server = try LoopbackNameserver { [$0.response(addresses: ["10.1.2.3"])] }
    let lookup = try await look(at: server.address)
    #expect(lookup.message?.addresses == [.v4(0x0A01_0203)])
    #expect(lookup.message?.raw.content.isEmpty == false)
    #expect(lookup.attempts == 1)
    #expect(lookup.retryOverTCP == .notNeeded)
    #expect(try #require(lookup.roundTrip) < Milliseconds(.seconds(5)))
  }

  @Test func `asks for the type with EDNS and for recursion`() async throws {
    let server = try LoopbackNameserver { [$0.response(addresses: ["fd00::1"])] }
    let lookup = try await look(type: .aaaa, at: server.address)
    #expect(lookup.message?.addresses.map(\.description) == ["fd00::1"])
    let query = try #require(server.queries.first)
    #expect(query.name == "www.example.com")
    #expect(query.type == 28)
    #expect(query.bytes[2] & 1 == 1)
    #expect(query.bytes[11] == 1)  // one additional record: OPT
  }

  @Test(arguments: [UInt16(1), 2, 3, 4, 5, 9])
  func `is answered whatever the code`(code: UInt16) async throws {
    let server = try LoopbackNameserver { query in
      var response = query.response(flags: 0x8180 | code)
      response.bytes[11] = 1
      response.addOptions()
      return [response.bytes]
    }
    let lookup = try await look(at: server.address)
    #expect(lookup.message?.code.rawValue == code)
  }

  @Test func `is unanswered after the patience, with as many attempts as configured`() async throws {
    let server = try LoopbackNameserver { _ in [] }
    let start = ContinuousClock.now
    let lookup = try await look(at: server.address, patience: .milliseconds(600))
    guard case .unanswered(let after) = lookup.ending else {
      Issue.record("\(lookup.ending)")
      return
    }
    #expect(lookup.attempts == 2)
    #expect(server.queries.count == 2)
    #expect((590...5_000).contains(after.rounded))
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func `keeps a deadline that is earlier than the patience`() async throws {
    let server = try LoopbackNameserver { _ in [] }
    let start = ContinuousClock.now
    let lookup = try await look(at: server.address, patience: .seconds(20), within: .milliseconds(60))
    #expect(lookup.isUnanswered)
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func `is answered by the second attempt when the first datagram is lost`() async throws {
    let count = Counter()
    let server = try LoopbackNameserver { count.next() == 1 ? [] : [$0.response(addresses: ["10.0.0.1"])] }
    let lookup = try await look(at: server.address, patience: .seconds(3))
    #expect(lookup.message?.addresses.count == 1)
    #expect(lookup.attempts == 2)
  }

  @Test func `is refused at once by a port where nobody listens`() async throws {
    let closed = try Loopback.closedPort(SOCK_DGRAM)
    let start = ContinuousClock.now
    let lookup = try await look(at: closed.address, patience: .seconds(20))
    guard case .refused = lookup.ending else {
      Issue.record("\(lookup.ending)")
      return
    }
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func `is not asked where there is no way to the nameserver`() async throws {
    // Connecting to a broadcast address needs a permission that this socket does not have.
    let lookup = try await look(at: SocketAddress(.v4(0xFFFF_FFFF), port: 53), patience: .milliseconds(500))
    guard case .notAsked(let error) = lookup.ending else {
      Issue.record("\(lookup.ending)")
      return
    }
    #expect(!error.reason.isEmpty)
    #expect(lookup.attempts == 0)
  }

  @Test func `asks again over TCP when the answer is truncated`() async throws {
    let server = try LoopbackNameserver(tcp: .answers) { query in
      query.isOverTCP
        ? [query.response(addresses: (1...200).map { "10.0.0.\($0)" })] : [query.response(flags: 0x8380).bytes]
    }
    let lookup = try await look(at: server.address)
    #expect(lookup.message?.addresses.count == 200)
    #expect(lookup.message?.isTruncated == false)
    guard case .answered = lookup.retryOverTCP else {
      Issue.record("\(lookup.retryOverTCP)")
      return
    }
  }

  @Test(arguments: [LoopbackNameserver.TCP.closed, .hangsUp])
  func `keeps the truncated answer when TCP is refused`(tcp: LoopbackNameserver.TCP) async throws {
    let server = try LoopbackNameserver(tcp: tcp) { [$0.response(addresses: ["10.0.0.1"], flags: 0x8380)] }
    let lookup = try await look(at: server.address)
    #expect(lookup.message?.isTruncated == true)
    #expect(lookup.message?.addresses.count == 1)
    guard case .refused = lookup.retryOverTCP else {
      Issue.record("\(lookup.retryOverTCP)")
      return
    }
  }

  @Test func `keeps the truncated answer when TCP is silent`() async throws {
    let server = try LoopbackNameserver(tcp: .silent) { [$0.response(addresses: ["10.0.0.1"], flags: 0x8380)] }
    let lookup = try await look(at: server.address, patience: .milliseconds(1_000))
    #expect(lookup.message?.isTruncated == true)
    guard case .unanswered(let after) = lookup.retryOverTCP else {
      Issue.record("\(lookup.retryOverTCP)")
      return
    }
    #expect((50...5_000).contains(after.rounded))
  }

  @Test func `does not take TCP for silent that had next to no time`() async throws {
    let server = try LoopbackNameserver(tcp: .silent) { [$0.response(addresses: ["10.0.0.1"], flags: 0x8380)] }
    let lookup = try await look(at: server.address, patience: .seconds(5), within: .milliseconds(300))
    guard case .notTried = lookup.retryOverTCP else {
      Issue.record("\(lookup.retryOverTCP)")
      return
    }
  }

  @Test func `is malformed when a name in the answer loops`() async throws {
    let server = try LoopbackNameserver { query in
      var response = query.response(answers: 1)
      response.addPointer(to: response.bytes.count)
      return [response.bytes + Array(repeating: 0, count: 20)]
    }
    let lookup = try await look(at: server.address)
    guard case .malformed(let reason, let message) = lookup.ending else {
      Issue.record("\(lookup.ending)")
      return
    }
    #expect(reason == "a compression pointer in answer 1 of 1 does not point back")
    #expect(message.content.count > 12)
  }

  @Test(arguments: [
    ("the response is to another question", "www.example.org", 0), ("the message ends within the header", "", 5),
  ])
  func `does not take what is not its answer`(reason: String, question: String, cut: Int) async throws {
    let server = try LoopbackNameserver { query in
      let bytes = query.response(question: question).bytes
      return [cut == 0 ? bytes : Array(bytes.prefix(cut))]
    }
    let lookup = try await look(at: server.address, patience: .milliseconds(500))
    guard case .malformed(reason, _) = lookup.ending else {
      Issue.record("\(lookup.ending)")
      return
    }
  }

  @Test func `takes the answer that comes after a wrong one`() async throws {
    let server = try LoopbackNameserver { query in
      [query.response(question: "www.example.org").bytes, query.response(addresses: ["10.0.0.9"])]
    }
    let lookup = try await look(at: server.address)
    #expect(lookup.message?.addresses.map(\.description) == ["10.0.0.9"])
  }

  @Test func `does not take an answer with a wrong id`() async throws {
    let server = try LoopbackNameserver { query in
      var bytes = query.response(addresses: ["10.0.0.1"])
      bytes[1] ^= 0xFF
      return [bytes]
    }
    #expect(try await look(at: server.address, patience: .milliseconds(300)).isUnanswered)
  }

  @Test func `loses nothing among many at once`() async throws {
    let server = try LoopbackNameserver { [$0.response(addresses: ["10.0.0.1"])] }
    let answered = try await withReactor { reactor in
      let resolver = Resolver(reactor: reactor, patience: .seconds(10), attempts: 2)
      let deadline = ContinuousClock.now + .seconds(20)
      let count = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<300 {
          group.addTask {
            guard let name = DomainName("n\(number).example.com") else { return false }
            let gathered = await resolver.lookUp(name, .a, at: server.address, by: deadline)
            guard case .lookup(let lookup) = gathered.evidence else { return false }
            return lookup.message?.addresses.count == 1 && lookup.name == name
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      await resolver.close()
      return count
    }
    #expect(answered == 300)
  }

  @Test func `ends at once when the task is canceled`() async throws {
    let server = try LoopbackNameserver { _ in [] }
    let start = ContinuousClock.now
    try await withReactor { reactor in
      let resolver = Resolver(reactor: reactor, patience: .seconds(30), attempts: 2)
      let task = Task {
        await resolver.lookUp(DomainName("a.b")!, .a, at: server.address, by: .now + .seconds(30))
      }
      task.cancel()
      guard case .lookup(let lookup) = await task.value.evidence, case .notAsked(let error) = lookup.ending else {
        Issue.record("it was asked")
        return
      }
      #expect(error.reason == "the run was interrupted")
      await resolver.close()
    }
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  private func look(
    _ name: String = "www.example.com", type: RecordType = .a, at nameserver: SocketAddress,
    patience: Duration = .seconds(5), within time: Duration = .seconds(30)
  ) async throws -> Lookup {
    let name = try #require(DomainName(name))
    let gathered = try await withReactor { reactor in
      let resolver = Resolver(reactor: reactor, patience: patience, attempts: 2)
      let gathered = await resolver.lookUp(name, type, at: nameserver, by: .now + time)
      await resolver.close()
      return gathered
    }
    guard case .lookup(let lookup) = gathered.evidence else { throw CancellationError() }
    return lookup
  }
}

/// Counts from 1.
private final class Counter: Sendable {
  private let count = Mutex(0)
  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}

extension Lookup {
  var isUnanswered: Bool {
    if case .unanswered = ending { true } else { false }
  }
}
