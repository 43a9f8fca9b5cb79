internal import Model

/// What is said about a symptom beside its sentence, for `explain`.
struct SymptomNote {
  /// What it means, and how it is told from what looks alike.
  var meaning: String
  /// To see it by hand; words in capitals are the reader's to fill in.
  var commands: [String]
  /// The causes that show themselves so, the likely ones first.
  var causes: [Cause]
  /// What to do where no cause is behind it.
  var steps: [String] = []

  init(_ code: Symptom.Code) {
    switch code {
    case .nameDoesNotExist: self = .nameDoesNotExist
    case .nameHasNoAddress: self = .nameHasNoAddress
    case .nameserverFails: self = .nameserverFails
    case .nameserverRefuses: self = .nameserverRefuses
    case .nameserverSilent: self = .nameserverSilent
    case .nameserverUnreachable: self = .nameserverUnreachable
    case .answerMalformed: self = .answerMalformed
    case .answerTruncated: self = .answerTruncated
    case .lookupNotMade: self = .lookupNotMade
    case .sinkholeAddress: self = .sinkholeAddress
    case .addressIsPublic: self = .addressIsPublic
    case .addressIsPrivate: self = .addressIsPrivate
    case .nameserversDisagree: self = .nameserversDisagree
    case .ipv6AnswerBroken: self = .ipv6AnswerBroken
    case .nameserverSlow: self = .nameserverSlow
    case .searchDomainAnswers: self = .searchDomainAnswers
    case .hostsFileOverrides: self = .hostsFileOverrides
    case .addressNotRouters: self = .addressNotRouters
    case .aliasLoop: self = .aliasLoop
    case .aliasChainLong: self = .aliasChainLong
    case .questionProhibited: self = .questionProhibited
    case .connectionUnanswered: self = .connectionUnanswered
    case .connectionRefused: self = .connectionRefused
    case .connectionUnreachable: self = .connectionUnreachable
    case .connectionProhibited: self = .connectionProhibited
    case .addressDead: self = .addressDead
    case .connectionRepeated: self = .connectionRepeated
    case .roundTripLong: self = .roundTripLong
    case .connectionNotTried: self = .connectionNotTried
    case .datagramUnanswered: self = .datagramUnanswered
    case .datagramRefused: self = .datagramRefused
    case .datagramUnreachable, .datagramProhibited: self = .datagramProhibited
    case .datagramNotTried: self = .datagramNotTried
    case .proxyUnreachable: self = .proxyUnreachable
    case .proxyUnresolved: self = .proxyUnresolved
    case .proxyDenies: self = .proxyDenies
    case .proxyWantsAuthentication: self = .proxyWantsAuthentication
    case .proxyFails: self = .proxyFails
    case .handshakeUnanswered: self = .handshakeUnanswered
    case .handshakeReset: self = .handshakeReset
    case .handshakeClosed: self = .handshakeClosed
    case .handshakeAlerted: self = .handshakeAlerted
    case .notTLS: self = .notTLS
    case .versionUnsupported: self = .versionUnsupported
    case .handshakeNotTried: self = .handshakeNotTried
    case .certificateExpired: self = .certificateExpired
    case .certificateNotYetValid: self = .certificateNotYetValid
    case .certificateExpiresSoon: self = .certificateExpiresSoon
    case .issuerUnknown: self = .issuerUnknown
    case .issuerPrivate: self = .issuerPrivate
    case .chainIncomplete: self = .chainIncomplete
    case .nameMismatch: self = .nameMismatch
    case .chainInvalid: self = .chainInvalid
    case .responseUnanswered: self = .responseUnanswered
    case .responseReset: self = .responseReset
    case .responseClosed: self = .responseClosed
    case .notHTTP: self = .notHTTP
    case .requestNotSent: self = .requestNotSent
    case .foreignAnswer: self = .foreignAnswer
    case .statusUnexpected: self = .statusUnexpected
    case .serviceDenies: self = .serviceDenies
    case .serviceThrottles: self = .serviceThrottles
    case .serviceFails: self = .serviceFails
    case .serviceSlow: self = .serviceSlow
    case .clockDiffers: self = .clockDiffers
    case .passedAfterRetry: self = .passedAfterRetry
    case .notFinished: self = .notFinished
    case .noEvidence: self = .noEvidence
    case .vantageMissing: self = .vantageMissing
    // What breaks a rule is told by its cause; what remains is a size that no table has.
    default:
      self =
        .ofConversation(code) ?? code.planCause.map { .brokenRule($0) } ?? code.clusterCause.map { .ofCluster($0) }
        ?? .vmSizeUnknown
    }
  }

  init(_ meaning: String, _ commands: [String], _ causes: [Cause], steps: [String] = []) {
    self.meaning = meaning
    self.commands = commands
    self.causes = causes
    self.steps = steps
  }
}
