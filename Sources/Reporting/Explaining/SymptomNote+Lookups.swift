internal import Model

// What the answers of nameservers show.
extension SymptomNote {
  static let nameDoesNotExist = SymptomNote(
    """
    The nameserver says that there is no such name (NXDOMAIN). An empty answer for a name that exists is dns.name- \
    has-no-address. If a public alias leads to a privatelink name that is missing, the private zone lacks the \
    record; otherwise the name is wrong or lives in a zone that this server does not see.
    """,
    ["dig @NAMESERVER HOST", "dig @168.63.129.16 HOST"],
    [.dnsNameMissing, .privateLinkRecordMissing, .privateLinkDataRecordMissing, .storageAccountMissing])

  static let nameHasNoAddress = SymptomNote(
    """
    The nameserver knows the name and gives no address for it, neither IPv4 nor IPv6. That the name is missing \
    altogether would be dns.name-does-not-exist.
    """,
    ["dig @NAMESERVER HOST A", "dig @NAMESERVER HOST AAAA"], [.dnsNoAddress, .privateLinkDataRecordMissing])

  static let nameserverFails = SymptomNote(
    """
    The nameserver answers that it tried and failed (SERVFAIL or a like code). It is up; most often the server \
    that it forwards to is not reached. A server that does not want to answer says REFUSED.
    """,
    ["dig @NAMESERVER HOST", "dig +cd @NAMESERVER HOST"], [.dnsServerFails])

  static let nameserverRefuses = SymptomNote(
    """
    The nameserver answers that it will not answer this network (REFUSED). It is up and reached, so no firewall is \
    in the way.
    """,
    ["dig @NAMESERVER HOST"], [.dnsServerRefuses])

  static let nameserverSilent = SymptomNote(
    """
    No answer came within the time waited. If other names are answered by the same server, questions for this one \
    are dropped or forwarded to a silent server; if none is, the server or the way to it is dead. A closed port, \
    which fails at once, is dns.nameserver-unreachable.
    """,
    ["dig +time=3 +tries=1 @NAMESERVER HOST", "dig +time=3 +tries=1 @NAMESERVER mcr.microsoft.com"],
    [.dnsServerSilent, .dnsNameDropped])

  static let nameserverUnreachable = SymptomNote(
    """
    The nameserver's machine answers that nobody listens at its port, or the network says that there is no way to \
    it. Nothing was dropped: the DNS service is stopped, or the address is not that of a nameserver.
    """,
    ["dig +time=3 +tries=1 @NAMESERVER HOST"], [.dnsServerSilent])

  static let answerMalformed = SymptomNote(
    """
    What came from the nameserver's address is no well-formed DNS message. Ordinary clients discard it and wait, \
    so that to them it looks like silence.
    """,
    ["dig +qr @NAMESERVER HOST"], [.dnsAnswerMalformed])

  static let answerTruncated = SymptomNote(
    """
    The answer over UDP was marked as cut short, and the whole one did not come over TCP. Short answers of the \
    same server work, which makes it look like a problem of single names.
    """,
    ["dig +tcp @NAMESERVER HOST", "dig +ignore @NAMESERVER HOST"], [.dnsTCPBlocked])

  static let lookupNotMade = SymptomNote(
    """
    The question never left this machine: a limit or an error here. It says nothing about the network, so that the \
    check is inconclusive and not failed.
    """,
    ["dig @NAMESERVER HOST"], [],
    steps: ["Do what the reason names (a limit of open files, a missing route of this machine), and run again."])

  static let sinkholeAddress = SymptomNote(
    """
    The answer is an address that no service has, such as 0.0.0.0 or 127.0.0.1. A filter answers so on purpose for \
    names that it blocks. Connections then fail here, not on the way.
    """,
    ["dig +short @NAMESERVER HOST"], [.dnsSinkhole])

  static let addressIsPublic = SymptomNote(
    """
    The deployment declares a private endpoint for this role, and the name has a public address. The private zone \
    is not seen by the server that answered; a zone that is seen and has no record would say dns.name-does-not- \
    exist.
    """,
    ["dig @NAMESERVER HOST", "dig @168.63.129.16 HOST"], [.privateLinkZoneNotLinked, .privateLinkDataRecordMissing])

  static let addressIsPrivate = SymptomNote(
    """
    The name has a private address, and the deployment does not declare a private endpoint for its role. Either \
    the deployment file is behind the network, or a private zone captures a name that should be public.
    """,
    ["dig +short @NAMESERVER HOST"], [.privateLinkUndeclared])

  static let nameserversDisagree = SymptomNote(
    """
    Nameservers that clients use by turns give answers of different kinds: an address and none, or a private and a \
    public one. Different addresses of one kind are load balancing, and no symptom.
    """,
    ["dig +short @NAMESERVER HOST", "dig +short @OTHER_NAMESERVER HOST"], [.dnsServersDisagree])
}
