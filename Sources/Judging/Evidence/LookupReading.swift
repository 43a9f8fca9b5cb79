import Model

/// What one lookup says, about its name and about its nameserver.
enum LookupReading {
  /// NOERROR with addresses.
  case addresses([IPAddress], aliases: [String])
  /// NXDOMAIN (RFC 1035 section 4.1.1), with the alias that leads to the missing name and the zone that lacks it.
  case missing(alias: String?, zone: String?)
  /// NOERROR without an address (RFC 2308 section 2.2).
  case empty(alias: String?, zone: String?)
  /// Aliases that lead back to one before them, and so never to an address.
  case looping(alias: String, count: Int, code: ResponseCode)
  /// No address at the end of more aliases than resolvers follow.
  case chainTooLong(alias: String, count: Int, code: ResponseCode)
  /// Cut, and not to be had whole over TCP.
  case truncated(reason: String)
  case malformed(reason: String)
  case refuses
  /// SERVFAIL, or another code that is no answer.
  case fails(code: ResponseCode)
  case silent(after: Milliseconds)
  case unreachable(after: Milliseconds)
  /// This machine's own rules do not let the question out.
  case prohibited(reason: String)
  case notMade(reason: String)
  /// Silent until the run was over.
  case cutOff

  init(_ seen: Seen<Lookup>) {
    switch seen.value.ending {
    case .answered(let message):
      self = Self.reading(of: message, about: seen.value.name, retry: seen.value.retryOverTCP)
    case .unanswered(let after): self = seen.isCutOff ? .cutOff : .silent(after: after)
    case .refused(let after): self = .unreachable(after: after)
    case .malformed(let reason, _): self = .malformed(reason: reason)
    case .notAsked(let error) where error.isProhibited == true: self = .prohibited(reason: error.text)
    case .notAsked(let error): self = .notMade(reason: error.text)
    }
  }

  private static func reading(of message: DNSMessage, about name: DomainName, retry: Lookup.Retry) -> LookupReading {
    switch retry {
    case .notNeeded, .answered: break
    case .unanswered(let after): return .truncated(reason: "no answer over TCP for \(after)")
    case .refused: return .truncated(reason: "TCP refused")
    case .malformed(let reason): return .truncated(reason: reason)
    case .notTried(let error): return .notMade(reason: error.text)
    }
    let alias = message.aliases.last
    let chain = AliasChain(from: name, in: message)
    if message.addresses.isEmpty, message.code == .noError || message.code == .serverFailure {
      let (last, count) = (chain.names.last ?? name.text, chain.names.count)
      if chain.isLoop { return .looping(alias: last, count: count, code: message.code) }
      if chain.isTooLong { return .chainTooLong(alias: last, count: count, code: message.code) }
    }
    switch message.code {
    case .noError where !message.addresses.isEmpty:
      return .addresses(message.addresses, aliases: message.aliases)
    case .noError: return .empty(alias: alias, zone: message.negativeZone)
    case .nameError: return .missing(alias: alias, zone: message.negativeZone)
    case .refused: return .refuses
    default: return .fails(code: message.code)
    }
  }

  /// Whether the nameserver does its work, whatever it says about the name.
  var isAnswer: Bool {
    switch self {
    case .addresses, .missing, .empty, .looping, .chainTooLong, .truncated: true
    case .malformed, .refuses, .fails, .silent, .unreachable, .prohibited, .notMade, .cutOff: false
    }
  }

  /// Whether it may well go otherwise the next time.
  var mayPass: Bool {
    switch self {
    case .silent, .fails: true
    case .addresses, .missing, .empty, .looping, .chainTooLong, .truncated, .malformed, .refuses, .unreachable,
      .prohibited, .notMade, .cutOff:
      false
    }
  }

  /// Whether this says nothing about the name because we could not ask or wait.
  var isUnknown: Bool {
    switch self {
    case .notMade, .cutOff: true
    case .addresses, .missing, .empty, .looping, .chainTooLong, .truncated, .malformed, .refuses, .fails, .silent,
      .unreachable, .prohibited:
      false
    }
  }

  /// The symptom and what is said besides host and nameserver; `nil` for addresses.
  var symptom: Symptom? {
    switch self {
    case .addresses: nil
    case .missing(let alias, let zone):
      Symptom(.nameDoesNotExist, [.code: "NXDOMAIN"].with(.alias, alias).with(.zone, zone))
    case .empty(let alias, let zone): Symptom(.nameHasNoAddress, [:].with(.alias, alias).with(.zone, zone))
    case .looping(let alias, let count, _): Symptom(.aliasLoop, [.alias: alias, .count: String(count)])
    case .chainTooLong(let alias, let count, _):
      Symptom(.aliasChainLong, [.alias: alias, .count: String(count), .limit: String(AliasChain.limit)])
    case .truncated(let reason): Symptom(.answerTruncated, [.reason: reason])
    case .malformed(let reason): Symptom(.answerMalformed, [.reason: reason])
    case .refuses: Symptom(.nameserverRefuses, [.code: "REFUSED"])
    case .fails(let code): Symptom(.nameserverFails, [.code: code.description])
    case .silent(let after): Symptom(.nameserverSilent, [.after: after.description])
    case .unreachable(let after): Symptom(.nameserverUnreachable, [.after: after.description])
    case .prohibited(let reason): Symptom(.questionProhibited, [.reason: reason])
    case .notMade(let reason): Symptom(.lookupNotMade, [.reason: reason])
    case .cutOff: Symptom(.notFinished)
    }
  }

  /// Which of a name's two questions (A, AAAA) speaks for it, if neither gave an address: the lower.
  var rank: Int {
    switch self {
    case .addresses: 0
    case .missing: 1
    case .looping: 2
    case .chainTooLong: 3
    case .truncated: 4
    case .malformed: 5
    case .refuses: 6
    case .fails: 7
    case .silent: 8
    case .unreachable: 9
    case .prohibited: 10
    case .notMade: 11
    case .cutOff: 12
    case .empty: 13
    }
  }
}

extension SystemError {
  /// `open a socket: Too many open files`.
  var text: String { "\(action): \(reason)" }
}

extension [Symptom.Fact: String] {
  /// These facts and one more, if it has a value.
  func with(_ fact: Symptom.Fact, _ value: String?) -> [Symptom.Fact: String] {
    var facts = self
    if let value { facts[fact] = value }
    return facts
  }
}
