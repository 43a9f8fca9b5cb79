/// What is wrong with one host of the lab: with the path to it, its TLS or its answers.
public enum Fault: Sendable, Hashable {
  /// Packets that open a connection are dropped; nothing ever comes back.
  case silence
  /// The port is closed: a reset answers the SYN (RFC 9293 section 3.10.7.1).
  case refuse
  /// The connection is reset as soon as a ClientHello that names the host has arrived, as by a filter that reads the SNI.
  case resetAfterClientHello
  /// The connection is closed, without a reset, as soon as a ClientHello that names the host has arrived.
  case closeAfterClientHello
  /// A ClientHello that names the host is never answered.
  case dropAfterClientHello
  /// The connection is accepted, no ClientHello is ever answered.
  case tlsNeverAnswers
  /// The connection is closed as soon as a ClientHello has arrived, whatever it names.
  case closeAnyTLS
  /// What fills large packets gets lost on the way (a tunnel with a small MTU): only a client that wants small segments is
  /// served.
  case dropLargePackets
  /// The first connection is reset as soon as a ClientHello has arrived, all after it are served.
  case resetFirst
  /// The leaf expired 12 days ago.
  case expired
  /// The leaf expires in three days.
  case expiresSoon
  /// The leaf is valid from tomorrow on.
  case notYetValid
  /// The leaf names another host.
  case wrongName
  /// The leaf signed itself.
  case selfSigned
  /// The leaf is signed by the certificate authority of an inspecting proxy, which nobody trusts.
  case intercepted
  /// The leaf is sent without the intermediate certificate (RFC 8446 section 4.4.2 wants it sent).
  case missingIntermediate
  /// The chain is good, and more than 50,000 bytes long.
  case hugeChain
  /// TLS 1.2 at most.
  case tls12Only
  /// The leaf is for every host of the domain above (`*.azurecr.io`), which is as good.
  case wildcardName
  /// The chain is good; an old certificate of the root by another authority, expired, and a stranger's are sent along.
  case needlessCertificates
  /// Every request is answered with status 200 and the HTML page of a web filter.
  case blockPage
  /// Every request is answered by the service itself, with status 429.
  case throttled
  /// Every request is answered by the service itself, with status 503.
  case failing
  /// The body has no declared length and never ends.
  case endlessBody
  /// The right answer, after two interim responses (RFC 9110 section 15.2).
  case interimResponses
  /// The right answer as HTTP/1.0: of undeclared length, ended by closing, and that without TLS's word for it.
  case oldHTTP
  /// The right answer, by a clock that is ahead by so much.
  case clockAhead(by: Duration)
  /// The right answer, after a pause.
  case slow(by: Duration)
  /// The service's own network rules refuse: 403 with `DENIED` from a registry, `AuthorizationFailure` from storage.
  case deniedByNetworkRules
  /// The last bit of every body is flipped.
  case flippedBit
  /// Every range is answered with the whole, and status 200.
  case ignoredRanges
  /// Redirections lead to the same place without TLS.
  case plainRedirect
  /// The router answers that the service's queue is full (503).
  case queueFull
  /// The router answers that the model's pod failed (502).
  case modelFailed
}
