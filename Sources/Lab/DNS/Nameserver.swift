import Model

/// What one nameserver of the lab answers: a function of the question, without a socket.
///
/// It answers as a recursive resolver does: recursion available, not authoritative, whole alias chains.
struct Nameserver: Sendable {
  enum Carrier {
    case datagram, stream
  }

  let zone: Zone
  /// To every question.
  let fault: NameFault?
  /// To questions about one name, in lower case.
  let nameFaults: [String: NameFault]

  init(scenario: Scenario, fault: NameFault?) {
    zone = Zone(for: scenario)
    self.fault = fault
    nameFaults = Dictionary(uniqueKeysWithValues: scenario.nameFaults.map { ($0.key.rawValue, $0.value) })
  }

  /// The response to a message; `nil`: none is sent.
  func response(to message: [UInt8], over carrier: Carrier) -> [UInt8]? {
    let question: Question
    do {
      question = try Question(message)
    } catch .malformed(let id) {
      guard fault != .silent else { return nil }
      var writer = MessageWriter()
      writer.write(id)
      writer.write(0x8000 | ResponseCode.formatError.rawValue)
      writer.write([UInt8](repeating: 0, count: 8))
      return writer.bytes
    } catch {
      return nil
    }

    guard question.opcode == 0 else { return fault == .silent ? nil : empty(question, code: .notImplemented) }
    guard question.recordClass == 1 else { return fault == .silent ? nil : empty(question, code: .refused) }
    if let edns = question.edns, edns.version > 0, fault != .silent { return empty(question, code: .badVersion) }

    let isAboutIPv6 = question.type == RecordType.addressV6
    switch fault ?? nameFaults[question.name] {
    case .silent: return nil
    case .servfail: return empty(question, code: .serverFailure)
    case .refused: return empty(question, code: .refused)
    case .nxdomain: return negative(question, code: .nameError)
    case .noAddress: return negative(question, code: .noError)
    case .truncated:
      return carrier == .datagram ? empty(question, code: .noError, isTruncated: true) : answer(question)
    case .truncatedWithoutTCP:
      return carrier == .datagram ? empty(question, code: .noError, isTruncated: true) : nil
    case .compressionLoop: return looping(question)
    case .sinkhole: return sunk(question)
    case .mixedCase: return answer(question, isCaseMixed: true)
    case .servfailForIPv6: return isAboutIPv6 ? empty(question, code: .serverFailure) : answer(question)
    case .nxdomainForIPv6: return isAboutIPv6 ? negative(question, code: .nameError) : answer(question)
    case .zoneNotLinked, .recordMissing, nil: return answer(question)
    }
  }
}

extension Nameserver {
  /// Response codes by their numbers (RFC 1035 section 4.1.1; `badVersion`: RFC 6891 section 9).
  private enum ResponseCode: UInt16 {
    case noError = 0
    case formatError = 1
    case serverFailure = 2
    case nameError = 3
    case notImplemented = 4
    case refused = 5
    case badVersion = 16
  }

  private enum RecordType {
    static let address: UInt16 = 1
    static let addressV6: UInt16 = 28
    static let alias: UInt16 = 5
    static let startOfAuthority: UInt16 = 6
    static let options: UInt16 = 41
    static let any: UInt16 = 255
  }

  private func answer(_ question: Question, isCaseMixed: Bool = false) -> [UInt8] {
    func spelled(_ name: String) -> String { isCaseMixed ? Self.mixed(name) : name }
    let resolution = zone.resolution(of: question.name)
    let followsAliases = question.type != RecordType.alias
    let aliases = followsAliases ? resolution.aliases : Array(resolution.aliases.prefix(1))
    let isAlias = !followsAliases && !aliases.isEmpty
    let isAddressWanted = question.type == RecordType.address || question.type == RecordType.any
    let addresses = isAddressWanted ? resolution.addresses : []
    var writer = opening(question, code: resolution.exists || isAlias ? .noError : .nameError)
    for alias in aliases {
      writer.writeRecord(owner: spelled(alias.owner), type: RecordType.alias, timeToLive: 300) {
        $0.write(name: spelled(alias.target))
      }
    }
    for address in addresses {
      writer.writeRecord(owner: spelled(resolution.name), type: RecordType.address, timeToLive: 60) {
        $0.write(address.bytes)
      }
    }
    writer.set(UInt16(aliases.count + addresses.count), at: 6)
    if addresses.isEmpty && !isAlias { writeAuthority(for: resolution.name, to: &writer) }
    return closing(question, writer)
  }

  /// Every other letter in upper case.
  private static func mixed(_ name: String) -> String {
    String(name.enumerated().map { $0.offset.isMultiple(of: 2) ? Character($0.element.uppercased()) : $0.element })
  }

  /// The address that is none, of the family asked for.
  private func sunk(_ question: Question) -> [UInt8] {
    let isAboutIPv6 = question.type == RecordType.addressV6
    guard isAboutIPv6 || question.type == RecordType.address else { return negative(question, code: .noError) }
    var writer = opening(question, code: .noError)
    writer.writeRecord(owner: question.name, type: question.type, timeToLive: 60) { writer in
      writer.write([UInt8](repeating: 0, count: isAboutIPv6 ? 16 : 4))
    }
    writer.set(1, at: 6)
    return closing(question, writer)
  }

  private func negative(_ question: Question, code: ResponseCode) -> [UInt8] {
    var writer = opening(question, code: code)
    writeAuthority(for: question.name, to: &writer)
    return closing(question, writer)
  }

  private func empty(_ question: Question, code: ResponseCode, isTruncated: Bool = false) -> [UInt8] {
    closing(question, opening(question, code: code, isTruncated: isTruncated), code: code)
  }

  /// One address record whose owner is a pointer to itself.
  private func looping(_ question: Question) -> [UInt8] {
    var writer = opening(question, code: .noError)
    writer.set(1, at: 6)
    writer.write(0xC000 | UInt16(writer.bytes.count))
    writer.write(RecordType.address)
    writer.write(UInt16(1))
    writer.write(UInt32(60))
    writer.write(UInt16(4))
    writer.write([127, 10, 0, 1])
    return closing(question, writer)
  }

  /// Header and question.
  private func opening(_ question: Question, code: ResponseCode, isTruncated: Bool = false) -> MessageWriter {
    var writer = MessageWriter()
    writer.write(question.id)
    // QR, RA, and what is repeated of the query: opcode and RD.
    let flags: UInt16 = 0x8080 | UInt16(question.opcode) << 11 | (question.recursionDesired ? 0x0100 : 0)
    writer.write(flags | (isTruncated ? 0x0200 : 0) | code.rawValue & 0xF)
    for count: UInt16 in [1, 0, 0, 0] { writer.write(count) }
    writer.write(labels: question.labels)
    writer.write(question.type)
    writer.write(question.recordClass)
    return writer
  }

  /// The SOA record that a negative answer carries, with the time it may be kept (RFC 2308 section 3).
  private func writeAuthority(for name: String, to writer: inout MessageWriter) {
    let apex = zone.apex(of: name)
    let isPrivate = apex.hasPrefix("privatelink.")
    writer.writeRecord(owner: apex, type: RecordType.startOfAuthority, timeToLive: 10) { writer in
      writer.write(name: isPrivate ? "azureprivatedns.net" : "ns1-01.azure-dns.com")
      writer.write(name: isPrivate ? "azureprivatedns-host.microsoft.com" : "azuredns-hostmaster.microsoft.com")
      for number: UInt32 in [1, 3600, 300, 2_419_200, 10] { writer.write(number) }
    }
    writer.set(1, at: 8)
  }

  /// Adds the OPT record where the query had one (RFC 6891 section 6.1.1).
  private func closing(_ question: Question, _ writer: MessageWriter, code: ResponseCode = .noError) -> [UInt8] {
    guard question.edns != nil else { return writer.bytes }
    var writer = writer
    writer.write(name: "")
    writer.write(RecordType.options)
    writer.write(UInt16(1232))
    writer.write(UInt32(code.rawValue >> 4) << 24)
    writer.write(UInt16(0))
    writer.set(1, at: 10)
    return writer.bytes
  }
}
