import Model

extension ReceivedMessage {
  /// Reads a DNS response (RFC 1035 section 4) with its EDNS fields (RFC 6891). Of a truncated one (TC), what is whole.
  ///
  /// Everything is bounded by the bytes that are there; the counts of the header are only compared with it.
  init(_ bytes: [UInt8]) throws(MessageError) {
    var reader = MessageReader(bytes)
    id = try reader.readUInt16(of: .header)
    let flags = try reader.readUInt16(of: .header)
    let questionCount = Int(try reader.readUInt16(of: .header))
    let answerCount = Int(try reader.readUInt16(of: .header))
    let authorityCount = Int(try reader.readUInt16(of: .header))
    let additionalCount = Int(try reader.readUInt16(of: .header))
    guard flags & 0x8000 != 0 else { throw MessageError(reason: "the message is a query, not a response") }
    guard flags & 0x7800 == 0 else {
      throw MessageError(reason: "the message has opcode \(flags >> 11 & 15), not that of a query")
    }

    var questions: [Question] = []
    for _ in 0..<questionCount { questions.append(try Question(&reader)) }
    self.questions = questions

    let isTruncated = flags & 0x0200 != 0
    var sections = Sections()
    do throws(MessageError) {
      for number in 0..<answerCount {
        sections.answers.append(try RecordDecoder.record(&reader, in: .answer(number: number + 1, count: answerCount)))
      }
      for number in 0..<authorityCount {
        sections.authority.append(
          try RecordDecoder.record(&reader, in: .authority(number: number + 1, count: authorityCount)))
      }
      for number in 0..<additionalCount {
        let record = try RecordDecoder.additional(
          &reader, in: .additional(number: number + 1, count: additionalCount))
        sections.options = sections.options ?? record
      }
    } catch {
      guard isTruncated, error.isShortage else { throw error }
    }

    let options = sections.options
    message = DNSMessage(
      // The extended code's upper eight bits are in the OPT record's TTL (RFC 6891 section 6.1.3).
      code: ResponseCode(rawValue: flags & 0x000F | UInt16(options?.extendedCode ?? 0) << 4),
      isAuthoritative: flags & 0x0400 != 0, isTruncated: isTruncated, recursionAvailable: flags & 0x0080 != 0,
      answers: sections.answers, authority: sections.authority, extendedErrors: options?.errors ?? [],
      raw: Bytes(bytes))
  }

  private struct Sections {
    var answers: [ResourceRecord] = []
    var authority: [ResourceRecord] = []
    var options: RecordDecoder.Options?
  }
}

extension ReceivedMessage.Question {
  init(_ reader: inout MessageReader) throws(MessageError) {
    name = try reader.readName(of: .question)
    type = RecordType(rawValue: try reader.readUInt16(of: .question))
    dnsClass = try reader.readUInt16(of: .question)
  }
}
