internal import Model

extension Wording {
  /// What was seen, as one sentence that names the thing and the value observed.
  static func sentence(_ symptom: Symptom) -> String {
    clause(symptom) + "."
  }

  /// The sentence without its period.
  static func clause(_ symptom: Symptom) -> String {
    var facts = symptom.facts
    facts[.reason] = facts[.reason].map { words($0, of: symptom.code) }
    return FactTemplate(template(symptom.code)).sentence(facts)
  }

  /// The sentence before its facts are filled in. Parentheses go where a fact of theirs is not known.
  static func template(_ code: Symptom.Code) -> String {
    switch code {
    // Lookups
    case .nameDoesNotExist: "{host} does not exist according to {nameserver} ({code}) (missing is its alias {alias})"
    case .nameHasNoAddress: "{host} has no address according to {nameserver} (its alias is {alias})"
    case .nameserverFails: "{nameserver} could not look the name up (asked for {host}) ({code})"
    case .nameserverRefuses: "{nameserver} refuses to answer (asked for {host}) ({code})"
    case .nameserverSilent: "{nameserver} did not answer (asked for {host}) (waited {after})"
    case .nameserverUnreachable: "Nobody listens at nameserver {nameserver} (asked for {host}) (after {after})"
    case .answerMalformed: "The answer of {nameserver} cannot be read (asked for {host}) ({reason})"
    case .answerTruncated:
      "The answer of {nameserver} for {host} was cut short, and the whole one did not come over TCP ({reason})"
    case .lookupNotMade: "{nameserver} could not be asked from here (asked for {host}) ({reason})"
    case .sinkholeAddress: "{host} has the address {address}, which no service has, according to {nameserver}"
    case .addressIsPublic: "{host} has the public address {addresses}, and a private one is declared (zone {zone})"
    case .addressIsPrivate: "{host} has the private address {addresses}, and a public one is declared"
    case .nameserversDisagree: "The nameservers {nameservers} give different answers for {host} ({seen})"
    case .ipv6AnswerBroken:
      "{host} is answered for IPv4 and not for IPv6 by {nameserver} ({code}) (waited {after})"
    case .nameserverSlow: "{nameserver} answers late (usually after {after}) ({count} of {total} answers)"
    case .searchDomainAnswers:
      "{host} with the search domain {zone} behind it has the address {addresses} according to {nameserver}"
    case .hostsFileOverrides:
      "The hosts file has {addresses} for {host}, and DNS has {seen} ({place}) ({reason})"
    case .addressNotRouters:
      "{host} has the address {addresses} according to {nameserver}, and the router has {expected}"
    case .aliasLoop:
      "The aliases of {host} lead in a circle according to {nameserver} (back to {alias}) (after {count})"
    case .aliasChainLong:
      "{host} has {count} aliases one after the other according to {nameserver}, more than resolvers follow ({limit})"
    case .questionProhibited: "This machine does not let questions to {nameserver} out (asked for {host}) ({reason})"
    // Connections and proxies
    case .connectionUnanswered: "{endpoint} did not answer at {address} (waited {after})"
    case .connectionRefused: "{endpoint} refused the connection at {address} (after {after})"
    case .connectionUnreachable: "There is no way to {endpoint} at {address} ({reason})"
    case .connectionProhibited: "A device on the way forbids the connection to {endpoint} at {address} ({reason})"
    case .addressDead: "{endpoint} works, but not at {address} ({reason}) ({count} of {total} addresses work)"
    case .connectionRepeated: "{endpoint} connected at {address} only when asked again (after {after})"
    case .roundTripLong: "The way to {endpoint} at {address} is long (there and back in {after})"
    case .connectionNotTried: "A connection to {endpoint} could not be tried from here ({reason})"
    case .datagramUnanswered: "{endpoint} did not answer over UDP at {address} (waited {after})"
    case .datagramRefused: "Nobody listens at {endpoint} over UDP at {address} (after {after})"
    case .datagramUnreachable: "There is no way over UDP to {endpoint} at {address} ({reason})"
    case .datagramProhibited: "A device on the way forbids UDP to {endpoint} at {address} ({reason})"
    case .datagramNotTried: "{endpoint} could not be asked over UDP from here ({reason})"
    case .proxyUnreachable: "The proxy {proxy} cannot be reached, so neither can {endpoint} ({reason})"
    case .proxyUnresolved: "The name of the proxy {proxy} has no address, so {endpoint} cannot be reached"
    case .proxyDenies: "The proxy {proxy} denies the way to {endpoint} (status {status})"
    case .proxyWantsAuthentication: "The proxy {proxy} wants authentication for {endpoint}"
    case .proxyFails: "The proxy {proxy} did not open the way to {endpoint} ({reason})"
    // TLS
    case .handshakeUnanswered:
      "{endpoint} accepts connections at {address} and does not answer the TLS handshake (waited {after})"
    case .handshakeReset:
      "The connection to {endpoint} at {address} was reset during the TLS handshake (after {after})"
    case .handshakeClosed: "{endpoint} closed the connection at {address} during the TLS handshake (after {after})"
    case .handshakeAlerted: "{endpoint} ended the TLS handshake at {address} with an alert ({alert})"
    case .notTLS: "What answers for {endpoint} at {address} does not speak TLS ({reason})"
    case .versionUnsupported: "{endpoint} offers at {address} only versions of TLS that clients refuse ({reason})"
    case .handshakeNotTried: "A TLS handshake with {endpoint} could not be tried from here ({reason})"
    case .certificateExpired: "The certificate of {endpoint} expired (on {notAfter}) (issuer {issuer})"
    case .certificateNotYetValid:
      "The certificate of {endpoint} is not valid yet (from {notBefore}) (issuer {issuer})"
    case .certificateExpiresSoon: "The certificate of {endpoint} expires soon (on {notAfter}) (in {days} days)"
    case .issuerUnknown: "The certificate of {endpoint} is from an issuer that is not trusted here (issuer {issuer})"
    case .issuerPrivate:
      "The certificate of {endpoint} comes from {issuer}, an authority that only the file given with --ca-file has"
    case .chainIncomplete: "{endpoint} presents its certificate without the one of the issuer (issuer {issuer})"
    case .nameMismatch: "The certificate of {endpoint} is for other names ({names}) (issuer {issuer})"
    case .chainInvalid: "The certificate of {endpoint} cannot be accepted ({reason}) (issuer {issuer})"
    // HTTP, and the run itself
    case .responseUnanswered: "{endpoint} took the request at {address} and did not answer (waited {after})"
    case .responseReset: "The connection to {endpoint} at {address} was reset before an answer (after {after})"
    case .responseClosed: "{endpoint} closed the connection at {address} before an answer (after {after})"
    case .notHTTP: "What answers for {endpoint} at {address} does not speak HTTP ({reason})"
    case .requestNotSent: "The request to {endpoint} could not be sent from here ({reason})"
    case .foreignAnswer:
      "Something else answers for {endpoint} at {address} (status {status}) (seen: {seen}) (expected: {expected})"
    case .statusUnexpected: "{endpoint} answers with another status than declared ({status} instead of {expected})"
    case .serviceDenies: "{endpoint} itself refuses this network (status {status})"
    case .serviceThrottles: "{endpoint} asks for fewer requests (status {status})"
    case .serviceFails: "{endpoint} says that it is broken (status {status})"
    case .serviceSlow: "{endpoint} answers slowly (after {after})"
    case .clockDiffers: "The clock of {endpoint} and this machine's differ (by {after}) (it says {seen})"
    case .passedAfterRetry:
      "{endpoint} failed and passed when it was tried again ({count} of {total} attempts failed) (first with {code})"
    case .notFinished: "The check was not finished ({reason})"
    case .noEvidence: "Nothing was recorded that this could be judged by ({reason})"
    case .vantageMissing: "No report came from {name}, so nobody knows"
    default: conversationTemplate(code) ?? planTemplate(code) ?? clusterTemplate(code) ?? code.rawValue
    }
  }
}
