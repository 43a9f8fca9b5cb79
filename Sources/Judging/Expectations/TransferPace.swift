import Model

/// At what rate the content of a conversation came, where a sample shows that at all.
///
/// TCP begins with ten segments and doubles what is under way with every round trip (RFC 6928 section 2, RFC 5681 section
/// 3.1). What took no more than a few of the round trips that this alone needs shows how far the host is, not how much the
/// way carries; and one long pause in it shows a loss, not a rate.
struct TransferPace {
  /// The exchange that it was measured on.
  var exchange: Seen<Exchange>
  var bytes: Int
  var duration: Milliseconds
  /// Bytes a second; more than zero.
  var rate: Int

  /// So many bytes are a sample, however quickly they came,
  static let enoughBytes = 256 << 10
  /// or so long a time, of no fewer bytes than these.
  static let enoughTime = Milliseconds(microseconds: 5_000_000)
  static let leastBytes = 32 << 10
  /// How often a sample takes the time that TCP needs to begin.
  static let patience = 3
  /// Bytes that TCP sends before it waits for the first acknowledgment: ten segments of 1,460 bytes.
  private static let firstFlight = 14_600

  /// `nil` if what came is too little, came too quickly, or with too long a pause.
  ///
  /// - Parameter roundTrip: Between this machine and the host, or a time that is longer.
  init?(of exchange: Seen<Exchange>, roundTrip: Milliseconds) {
    guard let content = exchange.value.content, let rate = content.rate, rate > 0 else { return nil }
    let (bytes, duration) = (content.bytes, content.duration)
    guard bytes >= Self.enoughBytes || (duration >= Self.enoughTime && bytes >= Self.leastBytes),
      content.longestStall.microseconds * 4 < duration.microseconds * 3,
      duration.microseconds >= Int64(Self.patience * Self.roundTrips(for: bytes)) * roundTrip.microseconds
    else { return nil }
    self.exchange = exchange
    self.bytes = bytes
    self.duration = duration
    self.rate = rate
  }

  /// In how many round trips TCP has sent so much, if nothing but its own beginning holds it back.
  static func roundTrips(for bytes: Int) -> Int {
    var (sent, flight, count) = (0, firstFlight, 0)
    while sent < bytes {
      sent += flight
      flight *= 2
      count += 1
    }
    return count
  }

  /// How long so many bytes take at this rate, in whole seconds.
  func seconds(for bytes: Int) -> Int { bytes / rate }
}

extension PlannedEndpoint {
  /// That what the conversation is about does not arrive in the time that there is for it; `nil` if it does, or if that
  /// cannot be told. Only where nodes and pods are is it their way that was measured.
  ///
  /// - Parameter sources: The documents, for the one that names the time.
  func slowTransfer(in exchanges: [Seen<Exchange>], sources: [Source.ID: Source]) -> Sign? {
    guard let limit = planned.requirement.within, let source = sources[limit.source],
      evidence.recording.vantage.kind != .workstation, let size = Self.size(in: exchanges)
    else { return nil }
    let paces = exchanges.compactMap { seen -> TransferPace? in
      // A machine that was too busy to read measured itself.
      guard seen.value.purpose.isBulk, let content = seen.value.content, !evidence.stall.spoils(content.duration),
        let roundTrip = roundTrip(of: seen.value)
      else { return nil }
      return TransferPace(of: seen, roundTrip: roundTrip)
    }
    guard let best = paces.max(by: { $0.rate < $1.rate }), let address = best.exchange.value.address else { return nil }
    let needed = best.seconds(for: size.all)
    guard needed > limit.seconds else { return nil }
    // Parts come side by side; a limit of each connection's own allows more than this rate.
    let least = best.seconds(for: max(size.largest, size.all / limit.connections))
    let isCertain = least > limit.seconds
    let endpoint = best.exchange.value.endpoint
    let facts: [Symptom.Fact: String] = [
      .endpoint: endpoint.hostAndPort, .address: address.address.description, .seen: "\(ByteCount(best.rate)) a second",
      .count: String(best.bytes), .after: best.duration.description, .total: ByteCount(size.all).description,
      .needed: Self.text(seconds: isCertain ? least : needed), .limit: Self.text(seconds: limit.seconds),
      .place: source.title, .date: source.date,
    ].with(.name, conversationSubject).with(
      .reason, isCertain && limit.connections > 1 ? "with \(limit.connections) parts at a time" : nil)
    var sign = Sign(.transferSlow, facts, seenIn: [best.exchange.id], isWarning: true)
    if endpoint.host != self.endpoint.host || endpoint.port != self.endpoint.port { sign.endpoint = endpoint }
    return sign
  }

  /// What is pulled or read, by its own name.
  private var conversationSubject: String? {
    for step in planned.steps {
      switch evidence.probes[step] {
      case .converse(.pull(let image, _, _), _): return image.description
      case .converse(.readBlob(let path, _, _), _): return path
      default: continue
      }
    }
    return nil
  }

  /// The size of all that is to arrive, and of its largest part, in bytes.
  private static func size(in exchanges: [Seen<Exchange>]) -> (all: Int, largest: Int)? {
    let contents = exchanges.map(\.value).filter(\.purpose.isBulk).compactMap(\.content)
    let largest = contents.compactMap(\.total).max() ?? 0
    if let all = exchanges.lazy.compactMap(\.value.content?.imageBytes).first { return (all, min(all, largest)) }
    return largest > 0 && exchanges.contains { $0.value.purpose == .blobBeginning } ? (largest, largest) : nil
  }

  /// The round trip to whoever sent it, as the kernel measured it. Behind a proxy the time to the first byte stands for it,
  /// which is longer.
  private func roundTrip(of exchange: Exchange) -> Milliseconds? {
    let connections = evidence.evidence(of: planned.steps).connections.map(\.value)
    for connection in connections.reversed() where connection.address == exchange.address && !connection.isToProxy {
      if case .connected(let after, let roundTrip) = connection.ending { return roundTrip ?? after }
    }
    return exchange.answer?.firstByte
  }

  /// `45 s`, `20 min`, `3 h 55 min`: a long time needs no seconds.
  static func text(seconds: Int) -> String {
    switch seconds {
    case ..<120: "\(seconds) s"
    case ..<7_200: "\(seconds / 60) min"
    default: seconds % 3_600 < 60 ? "\(seconds / 3_600) h" : "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
    }
  }
}

extension Exchange.Purpose {
  /// Whether there may be much of what it brings.
  fileprivate var isBulk: Bool {
    switch self {
    case .configuration, .layer, .layerBeginning, .blobBeginning: true
    case .challenge, .token, .tokenExchange, .manifest, .platformManifest, .tableEntity, .metadata, .health, .interface,
      .service, .sample:
      false
    }
  }
}
