import COpenSSL
import Model

/// Takes the body of an ordered answer: counts it, keeps its beginning, computes its digest and watches its flow.
final class BodyReading {
  private let limit: Int
  private let keptLimit: Int
  private let digest: SHA256?

  private(set) var byteCount = 0
  private(set) var kept: [UInt8] = []
  private(set) var longestStall = Duration.zero
  private var first: ContinuousClock.Instant?
  private var last: ContinuousClock.Instant?

  init(for order: TransferOrder) {
    limit = order.bodyLimit
    keptLimit = order.keptBytes
    digest = order.isDigested ? SHA256() : nil
  }

  /// Takes what came. Returns whether reading may go on: what is beyond the limit is not counted.
  func take(_ bytes: UnsafeRawBufferPointer, at now: ContinuousClock.Instant = .now) -> Bool {
    let room = limit - byteCount
    let taken = unsafe UnsafeRawBufferPointer(rebasing: bytes.prefix(room))
    byteCount += taken.count
    if kept.count < keptLimit { unsafe kept.append(contentsOf: taken.prefix(keptLimit - kept.count)) }
    unsafe digest?.update(taken)
    if let last { longestStall = max(longestStall, now - last) }
    if first == nil { first = now }
    last = now
    return taken.count == bytes.count
  }

  /// What is known of the body now that it ended so; `since` is when the answer began.
  func content(
    end: Exchange.Content.End, at now: ContinuousClock.Instant, since start: ContinuousClock.Instant
  ) -> Exchange.Content {
    var stall = longestStall
    if end == .silent { stall = max(stall, now - (last ?? start)) }
    let duration = end == .silent ? now - (first ?? start) : (last ?? start) - (first ?? start)
    return Exchange.Content(
      bytes: byteCount, end: end, digest: digest?.text, duration: Milliseconds(duration),
      longestStall: Milliseconds(stall))
  }
}
