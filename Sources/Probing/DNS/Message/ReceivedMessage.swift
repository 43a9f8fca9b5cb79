import Model

/// A DNS response as it was received: the message, and the question that it says it answers.
struct ReceivedMessage: Sendable, Hashable {
  struct Question: Sendable, Hashable {
    /// As `ResourceRecord.name`.
    let name: String
    let type: RecordType
    /// 1: Internet (RFC 1035 section 3.2.4).
    let dnsClass: UInt16
  }

  let id: UInt16
  let questions: [Question]
  let message: DNSMessage

  /// Whether this answers the question for that name and type: the only question, or none in a refusal to even read it
  /// (a FORMERR may leave it out; RFC 1035 section 4.1.1).
  func answers(_ name: DomainName, _ type: RecordType) -> Bool {
    if questions.isEmpty { return message.code != .noError && message.answers.isEmpty }
    return questions == [Question(name: name.text, type: type, dnsClass: Self.internet)]
  }

  static let internet: UInt16 = 1
}
