internal import Model

extension SymptomNote {
  static let vantageMissing = SymptomNote(
    """
    A report was expected from a node and is not among those that were merged: it was named with --expect, or the \
    deployment declares more nodes of its pool. Nothing is said about the network of that node, least of all that it works.
    """,
    ["kubectl get nodes -o wide", "aml-preflight run DEPLOYMENT_FILE --vantage node -o json=report.json"], [],
    steps: [
      "Look whether the pod on that node ran and what it says; nodes that are not ready run none.",
      "Merge again with its report, or name with --expect the nodes that are there (--expect none: expect nothing).",
    ])

  static let ipv6AnswerBroken = SymptomNote(
    """
    The nameserver has addresses of the name for IPv4, and answers the question for IPv6 with an error or not at all, \
    instead of with an empty answer. Some programs then give the name up.
    """,
    ["dig @NAMESERVER HOST A", "dig @NAMESERVER HOST AAAA"], [.dnsAAAABroken])

  static let nameserverSlow = SymptomNote(
    """
    Answers of the nameserver usually come after more than half a second, also to what it was asked just before. It is a \
    warning: programs wait longer, and everything takes longer.
    """,
    ["dig +stats @NAMESERVER mcr.microsoft.com"], [.dnsServerSlow])

  static let searchDomainAnswers = SymptomNote(
    """
    Programs here ask for the name with a search domain behind it before they ask for the name itself, and that question \
    is answered, with other addresses than the name has.
    """,
    ["dig @NAMESERVER HOST.SEARCH_DOMAIN", "cat /etc/resolv.conf"], [.dnsSearchDomainCapture])

  static let connectionRepeated = SymptomNote(
    """
    The connection stood only after a second or more, though the way is short: its first packet got lost, and the next \
    one, a second later, did not.
    """,
    ["nc -vz -w 5 HOST PORT"], [.pathLoss])

  static let roundTripLong = SymptomNote(
    """
    A packet takes half a second or more to the other side and back, by the kernel's own measure.
    """,
    ["ping -c 10 ADDRESS", "traceroute -T -p PORT HOST"], [.pathLatency])

  static let clockDiffers = SymptomNote(
    """
    The service says in its answer what time it is (its Date header), and this machine's clock says another, as it does \
    beside other services.
    """,
    ["date --utc", "curl --silent --head https://HOST:PORT/"], [.clockSkewed])

  static let passedAfterRetry = SymptomNote(
    """
    The check failed, and passed when it was made again a moment later. It is a warning with its numbers: what comes and \
    goes will come again.
    """,
    ["aml-preflight run DEPLOYMENT_FILE --only CHECK --attempts 8"], [.pathLoss, .serviceFlapping])
}
