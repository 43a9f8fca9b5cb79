import CLinux
import Model

/// A query that c-ares has not ended yet, with what its datagrams were seen to do. Stays on the loop.
final class AresQuery {
  let name: DomainName
  let type: RecordType
  /// Set as long as someone waits for the end.
  var completion: ((QueryExchange) -> Void)?

  /// The query's id (RFC 1035 section 4.1.1), once its first datagram is sent.
  private(set) var id: UInt16?
  private var datagrams = 0
  /// When the last datagram was sent: nanoseconds by the kernel's wall clock, and by the clock that never steps.
  private var sent: (wall: Int64, steady: ContinuousClock.Instant)?
  /// When the last datagram with this query's id arrived, likewise.
  private var arrived: (wall: Int64, steady: ContinuousClock.Instant)?
  /// The last datagram with this query's id. c-ares drops it silently if it is not the answer.
  private var lastDatagram: [UInt8]?

  init(name: DomainName, type: RecordType) {
    self.name = name
    self.type = type
  }

  func noteSent(id: UInt16) {
    self.id = id
    datagrams += 1
    sent = (lx_wall_clock(), .now)
  }

  func noteArrived(_ bytes: [UInt8], at wall: Int64) {
    arrived = (wall, .now)
    lastDatagram = bytes
  }

  /// The exchange that ends with these bytes.
  func exchange(receiving bytes: [UInt8]) -> QueryExchange {
    do throws(MessageError) {
      let received = try ReceivedMessage(bytes)
      guard received.answers(name, type) else {
        throw MessageError(reason: "the response is to another question")
      }
      return exchange(.answered(received), roundTrip: roundTrip)
    } catch {
      return exchange(.malformed(reason: error.reason, bytes: bytes))
    }
  }

  /// The exchange that ends because the time is over: what came meanwhile and was dropped is told, otherwise silence.
  func exchangeWithoutAnswer() -> QueryExchange {
    lastDatagram.map { exchange(receiving: $0) } ?? exchange(.unanswered)
  }

  func exchange(_ ending: QueryExchange.Ending, roundTrip: Milliseconds? = nil) -> QueryExchange {
    QueryExchange(ending: ending, datagrams: datagrams, roundTrip: roundTrip)
  }

  /// By the kernel's clock; by ours where that one was set meanwhile, which shows by its being out of our bounds.
  private var roundTrip: Milliseconds? {
    guard let sent, let arrived else { return nil }
    let upperBound = arrived.steady - sent.steady
    let measured = Duration.nanoseconds(arrived.wall - sent.wall)
    return Milliseconds(arrived.wall > 0 && measured >= .zero && measured <= upperBound ? measured : upperBound)
  }
}
