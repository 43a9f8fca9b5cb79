import Execution
import Glibc
import Model
import Synchronization
import TestSupport
import Testing

@testable import Probing

@Suite(.timeLimit(.minutes(1))) struct `A time server that is asked` {
  /// What comes of it at an address, within the time.
  private func ask(_ address: SocketAddress, within timeout: Duration = .seconds(10)) async throws -> TimeExchange? {
    let scene = Scene(nameservers: [], stepTimeout: timeout)
    let probe = try Probe.reach(address.address.description, port: address.port, .ntp)
    let evidence = try await scene.gather(probe).steps[0]
    #expect(evidence.kinds == "time")
    guard case .time(let exchange)? = evidence.first?.evidence else { return nil }
    #expect(exchange.address == address)
    return exchange
  }

  /// The server's answer to a question that came.
  private static func answer(_ question: [UInt8], change: (inout [UInt8]) -> Void = { _ in }) -> [UInt8] {
    var answer = question
    answer[0] = 0x24
    answer[1] = 3
    answer.replaceSubrange(24..<32, with: question[40..<48])
    let time = TimeMessage.timestamp(1_769_850_000_000_000_000)
    for index in 0..<8 {
      answer[32 + index] = UInt8(truncatingIfNeeded: time >> UInt64(56 - 8 * index))
      answer[40 + index] = answer[32 + index]
    }
    change(&answer)
    return answer
  }

  @Test(.enabled(if: Program.chronyd.shouldBeUsed)) func `tells the time, as chrony does`() async throws {
    let server = try await ChronyServer()
    defer { server.stop() }
    let reply = try #require(try await ask(server.address)?.reply)
    #expect(reply.tellsTime)
    #expect(reply.stratum == 7)
    #expect(abs(reply.offset) < 1_000_000, "its clock is this machine's")
  }

  @Test func `is believed only in an answer to this very question`() async throws {
    let server = try LoopbackNameserver { query in
      [
        Self.answer(query.bytes) { $0[31] ^= 1 }, [1, 2, 3], Self.answer(query.bytes) { $0[0] = 0x23 },
        Self.answer(query.bytes),
      ]
    }
    #expect(try await ask(server.address)?.reply?.stratum == 3)
  }

  @Test func `is something else if nothing it says fits`() async throws {
    let server = try LoopbackNameserver { query in [query.bytes] }
    guard case .foreign(let reason, _)? = try await ask(server.address, within: .milliseconds(200))?.ending else {
      Issue.record("not foreign")
      return
    }
    #expect(reason == "not an answer of an NTP server (mode 3)")
  }

  @Test func `is asked twice before it counts as silent`() async throws {
    let server = try LoopbackNameserver { _ in [] }
    guard case .unanswered(let after)? = try await ask(server.address, within: .milliseconds(300))?.ending else {
      Issue.record("not silent")
      return
    }
    #expect(after >= Milliseconds(microseconds: 300_000))
    #expect(server.queries.count == 2)
    #expect(Set(server.queries.map(\.bytes)).count == 1)
  }

  @Test func `may answer the second question only`() async throws {
    let questions = Counter()
    let server = try LoopbackNameserver { query in questions.next() == 1 ? [] : [Self.answer(query.bytes)] }
    #expect(try await ask(server.address, within: .seconds(2))?.reply != nil)
    #expect(server.queries.count == 2)
  }

  @Test func `does not listen where ICMP says so`() async throws {
    let closed = try Loopback.closedPort(SOCK_DGRAM)
    guard case .refused? = try await ask(closed.address)?.ending else {
      Issue.record("not refused")
      return
    }
  }

  @Test func `is not asked over a family that is switched off`() async throws {
    let scene = Scene(nameservers: [], families: [.ipv6])
    let evidence = try await scene.gather(try Probe.reach("127.0.0.1", port: 123, .ntp)).steps[0]
    guard case .time(let exchange)? = evidence.first?.evidence, case .notTried(let error) = exchange.ending else {
      Issue.record("tried")
      return
    }
    #expect(error.reason == "IPv4 is switched off for this run")
  }
}

/// Counts from 1, whoever asks.
private final class Counter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
