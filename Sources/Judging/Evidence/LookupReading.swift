import Model

/// What one lookup says, about its name and about its nameserver.
enum LookupReading {
  /// NOERROR with addresses.
  case addresses([IPAddress], aliases: [String])
  /// NXDOMAIN (RFC 1035 section 4.1.1), with the alias that leads to the missing name and the zone that lacks it.
  case missing(alias: String?, zone: String?)
  /// NOERROR without an address (RFC 2308 section 2.2).
  case empty(alias: String?, zone: String?)
  /// Cut, and not to be had whole over TCP.
  case truncated(reason: String)
  case malformed(reason: String)
  case refuses
  /// SERVFAIL, or another code that is no answer.
  case fails(code: ResponseCode)
  case silent(after: Milliseconds)
  case unreachable(after: Milliseconds)
  case notMade(reason: String)
  /// Silent until the run was over.
  case cutOff

  init(_ seen: Seen<Lookup>) {
    switch seen.value.ending {
    case .answered(let message): self = Self.reading(of: message, retry: seen.value.retryOverTCP)
    case .unanswered(let after): self = seen.isCutOff ? .cutOff : .silent(after: after)
    case .refused(let after): self = .unreachable(after: after)
    case .malformed(let reason, _): self = .malformed(reason: reason)
    case .notAsked(let error): self = .notMade(reason: error.text)
    }
  }

  private static func reading(of message: DNSMessage, retry: Lookup.Retry) -> LookupReading {
    switch retry {
    case .notNeeded, .answered: break
    case .unanswered(let after): return .truncated(reason: "no answer over TCP for \(after)")
    case .refused: return .truncated(reason: "TCP refused")
    case .malformed(let reason): return .truncated(reason: reason)
    case .notTried(let error): return .notMade(reason: error.text)
    }
    let alias = message.aliases.last
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
    case .addresses, .missing, .empty, .truncated: true
    case .malformed, .refuses, .fails, .silent, .unreachable, .notMade, .cutOff: false
    }
  }

  /// Whether it may well go otherwise the next time.
  var mayPass: Bool {
    switch self {
    case .silent, .fails: true
    case .addresses, .missing, .empty, .truncated, .malformed, .refuses, .unreachable, .notMade, .cutOff: false
    }
  }

  /// Whether this says nothing about the name because we could not ask or wait.
  var isUnknown: Bool {
    switch self {
    case .notMade, .cutOff: true
    case .addresses, .missing, .empty, .truncated, .malformed, .refuses, .fails, .silent, .unreachable: false
    }
  }

  /// The symptom and what is said besides host and nameserver; `nil` for addresses.
  var symptom: Symptom? {
    switch self {
    case .addresses: nil
    case .missing(let alias, let zone):
      Symptom(.nameDoesNotExist, [.code: "NXDOMAIN"].with(.alias, alias).with(.zone, zone))
    case .empty(let alias, let zone): Symptom(.nameHasNoAddress, [:].with(.alias, alias).with(.zone, zone))
    case .truncated(let reason): Symptom(.answerTruncated, [.reason: reason])
    case .malformed(let reason): Symptom(.answerMalformed, [.reason: reason])
    case .refuses: Symptom(.nameserverRefuses, [.code: "REFUSED"])
    case .fails(let code): Symptom(.nameserverFails, [.code: code.description])
    case .silent(let after): Symptom(.nameserverSilent, [.after: after.description])
    case .unreachable(let after): Symptom(.nameserverUnreachable, [.after: after.description])
    case .notMade(let reason): Symptom(.lookupNotMade, [.reason: reason])
    case .cutOff: Symptom(.notFinished)
    }
  }

  /// Which of a name's two questions (A, AAAA) speaks for it, if neither gave an address: the lower.
  var rank: Int {
    switch self {
    case .addresses: 0
    case .missing: 1
    case .truncated: 2
    case .malformed: 3
    case .refuses: 4
    case .fails: 5
    case .silent: 6
    case .unreachable: 7
    case .notMade: 8
    case .cutOff: 9
    case .empty: 10
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
