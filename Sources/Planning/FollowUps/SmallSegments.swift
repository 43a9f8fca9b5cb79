import Model

/// A handshake or an answer that stalls on an open connection: the same with small segments. If they pass, large packets
/// do not (RFC 2923 section 2.1).
struct SmallSegments: FollowUpRule {
  var followUp: FollowUp { .smallSegments }
  /// What every path of IPv4 passes (RFC 879), and so every one of IPv6.
  static let size = 536

  func proposals(for shape: RunShape) -> [Proposal] {
    shape.visits.flatMap { visit -> [Proposal] in
      guard visit.isDirect else { return [] }
      let handshakes = visit.handshakes.filter(\.value.isSilent).map { ($0.id, $0.value.address.address) }
      let responses = visit.responses.filter(\.value.isStalled).map { ($0.id, $0.value.address.address) }
      return (handshakes + responses).prefix(1).map { id, address in
        Proposal(
          probe: .attempt(
            endpoint: visit.endpoint, addresses: [address], upTo: visit.upTo, segmentLimit: Self.size),
          source: visit.step, observation: id)
      }
    }
  }

  func contacts(in outlook: Outlook) -> [String]? { outlook.direct(.handshake).isEmpty ? nil : [] }
}

extension Handshake {
  fileprivate var isSilent: Bool {
    if case .unanswered = ending { true } else { false }
  }
}

extension Response {
  /// Whether it did not come, or stopped on the way.
  fileprivate var isStalled: Bool {
    switch ending {
    case .unanswered: true
    case .answered(let answer): !answer.bodyIsComplete && answer.bodyBytes < Answer.readLimit
    case .reset, .closed, .notHTTP, .notTried: false
    }
  }
}
