internal import Model

// What questions over UDP show, and answers of the model's own dependencies.
extension SymptomNote {
  private static let byHand = ["chronyd -Q -U -t 5 'server HOST port PORT iburst maxsamples 1'"]

  static let datagramUnanswered = SymptomNote(
    """
    The question for the time was sent over UDP, twice, and nothing came back. A firewall drops the question or the \
    answer, or the server is silent: over UDP these look alike.
    """,
    byHand, [.egressUDPBlocked, .egressAllDropped])

  static let datagramRefused = SymptomNote(
    """
    An ICMP message says that nobody listens at the port. The host itself says so, or a firewall in its name.
    """,
    byHand, [.egressUDPBlocked])

  static let datagramProhibited = SymptomNote(
    """
    The network says that there is no way to the time server, or that a rule forbids it (ICMP).
    """,
    byHand, [.egressUDPBlocked])

  static let datagramNotTried = SymptomNote(
    """
    The question was not sent: a limit or an error on this machine. It says nothing about the network, so that the \
    check is inconclusive and not failed.
    """,
    byHand, [],
    steps: [
      "Do what the reason names (a limit of open files, an address family that is turned off here), and run again."
    ])

  static let statusUnexpected = SymptomNote(
    """
    What the model calls is reached and answers over HTTP, with another status than the deployment file declares \
    (expectedStatus). Without a credential 401 and 403 are usual.
    """,
    ["curl --include --max-time 10 https://HOST:PORT/PATH"], [.dependencyStatus])
}
