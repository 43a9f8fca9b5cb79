internal import Model

// What TLS handshakes and certificates show.
extension SymptomNote {
  static let handshakeUnanswered = SymptomNote(
    """
    TCP connects, and the first message of the handshake gets no answer. It is the first packet with the server's \
    name in it (SNI), and often the first large one: a filter for names, or a path that loses large packets.
    """,
    ["openssl s_client -connect HOST:PORT -servername HOST </dev/null"],
    [.egressSNIDropped, .pathMTU, .tlsHandshakeFails])

  static let handshakeReset = SymptomNote(
    """
    The connection was reset after the first message of the handshake, which names the server (SNI). Filters for \
    server names do so; a server of its own accord hardly does.
    """,
    ["openssl s_client -connect HOST:PORT -servername HOST </dev/null"], [.egressSNIClosed, .tlsHandshakeFails])

  static let handshakeClosed = SymptomNote(
    """
    The connection was closed in good order during the handshake. Filters for server names and devices without a \
    rule for the name do so.
    """,
    ["openssl s_client -connect HOST:PORT -servername HOST </dev/null"], [.egressSNIClosed, .tlsHandshakeFails])

  static let handshakeAlerted = SymptomNote(
    """
    The other side ended the handshake with a TLS alert, which names its reason. unrecognized_name and \
    access_denied come from filters; protocol_version from a server that is too old.
    """,
    ["openssl s_client -connect HOST:PORT -servername HOST </dev/null"], [.egressSNIClosed, .tlsVersionUnsupported])

  static let notTLS = SymptomNote(
    """
    What came back are no TLS records. Something else listens at the port, or a device answers in clear text, such \
    as a block page.
    """,
    [
      "openssl s_client -connect HOST:PORT -servername HOST </dev/null",
      "curl --include --max-time 10 http://HOST:PORT/",
    ], [.serviceImpostor])

  static let versionUnsupported = SymptomNote(
    """
    The server offers only versions of TLS that clients refuse today (1.0 and 1.1). A device that decrypts may be \
    the old one, not the server.
    """,
    ["openssl s_client -connect HOST:PORT -servername HOST -tls1_2 </dev/null"], [.tlsVersionUnsupported])

  static let handshakeNotTried = SymptomNote(
    """
    The handshake was not begun: a limit or an error on this machine. The check is inconclusive and not failed.
    """,
    ["openssl s_client -connect HOST:PORT -servername HOST </dev/null"], [],
    steps: ["Do what the reason names, and run again."])

  static let certificateExpired = SymptomNote(
    """
    The certificate's last day is over. If certificates of several hosts seem expired, this machine's clock is \
    wrong.
    """,
    [
      "openssl s_client -connect HOST:PORT -servername HOST </dev/null | openssl x509 -noout -dates -issuer",
      "date --utc",
    ], [.tlsExpired, .clockSkewed])

  static let certificateNotYetValid = SymptomNote(
    """
    The certificate's first day has not come. More often the clock of this machine is behind.
    """,
    [
      "openssl s_client -connect HOST:PORT -servername HOST </dev/null | openssl x509 -noout -dates -issuer",
      "date --utc",
    ], [.tlsNotYetValid, .clockSkewed])

  static let certificateExpiresSoon = SymptomNote(
    """
    The certificate is valid and will not be for long. It is a warning; nothing fails yet.
    """,
    ["openssl s_client -connect HOST:PORT -servername HOST </dev/null | openssl x509 -noout -dates"], [.tlsExpiresSoon])

  static let issuerUnknown = SymptomNote(
    """
    Nobody in the trust store has issued the certificate. Where a public service presents it, a device on the way \
    decrypts and signs anew; where your own service presents it, its authority is missing here.
    """,
    ["openssl s_client -connect HOST:PORT -servername HOST </dev/null | openssl x509 -noout -issuer -subject"],
    [.tlsIntercepted, .tlsUnknownIssuer])

  static let chainIncomplete = SymptomNote(
    """
    The server presents its own certificate without that of the authority in between. Browsers find it by \
    themselves; containers and scripts do not.
    """,
    ["openssl s_client -connect HOST:PORT -servername HOST -showcerts </dev/null"], [.tlsIncompleteChain])

  static let nameMismatch = SymptomNote(
    """
    The certificate is valid and is for other names. The name leads to another server, or a certificate was put at \
    the wrong place.
    """,
    ["openssl s_client -connect HOST:PORT -servername HOST </dev/null | openssl x509 -noout -ext subjectAltName"],
    [.tlsNameMismatch, .serviceImpostor])

  static let chainInvalid = SymptomNote(
    """
    The chain cannot be accepted for another reason: a signature that is wrong, a weak key, a certificate that may \
    not issue others.
    """,
    ["openssl s_client -connect HOST:PORT -servername HOST -showcerts </dev/null"], [.tlsInvalidChain])
}
