internal import Model

// What TCP connections and proxies show.
extension SymptomNote {
  static let connectionUnanswered = SymptomNote(
    """
    The request to connect got no answer at all. Packets are dropped without a word, as firewalls and security \
    groups do; a rejection would be tcp.refused or tcp.prohibited, at once.
    """,
    ["nc -vz -w 5 HOST PORT"],
    [.egressDropped, .egressAllDropped, .proxyNeeded, .privateLinkRecordStale, .dnsRecordStale])

  static let connectionRefused = SymptomNote(
    """
    The connection was reset at once. Either nobody listens at the port, or a device on the way rejects in the \
    host's name. For Azure's own services the second is the rule.
    """,
    ["nc -vz -w 5 HOST PORT"], [.egressRejected])

  static let connectionUnreachable = SymptomNote(
    """
    The network says that there is no way to the address. A route is missing here or on the way, or its next hop \
    is down.
    """,
    ["ip route get ADDRESS", "nc -vz -w 5 HOST PORT"], [.egressNoRoute, .privateLinkRecordStale, .dnsRecordStale])

  static let connectionProhibited = SymptomNote(
    """
    A router on the way said by ICMP that the connection is forbidden by its administrator. It is plainer than \
    silence: a rule does it.
    """,
    ["nc -vz -w 5 HOST PORT", "traceroute -T -p PORT HOST"], [.egressProhibited])

  static let addressDead = SymptomNote(
    """
    The name has several addresses; some connect and this one does not. Clients that happen to take it fail, the \
    others do not, so that the trouble comes and goes.
    """,
    ["dig +short @NAMESERVER HOST", "nc -vz -w 5 ADDRESS PORT"], [.egressOneAddressDead])

  static let connectionNotTried = SymptomNote(
    """
    The connection was not begun: a limit or an error on this machine. It says nothing about the network, so that \
    the check is inconclusive and not failed.
    """,
    ["nc -vz -w 5 HOST PORT"], [],
    steps: [
      "Do what the reason names (a limit of open files, an address family that is turned off here), and run again."
    ])

  static let proxyUnreachable = SymptomNote(
    """
    No connection to the proxy itself came about, so that nothing can be said about the hosts behind it.
    """,
    ["curl --verbose --max-time 10 --proxy http://PROXY https://HOST:PORT/"], [.proxyUnreachable])

  static let proxyUnresolved = SymptomNote(
    """
    The proxy is given by name, and the nameservers here have no address for that name.
    """,
    ["dig @NAMESERVER PROXY_HOST"], [.proxyUnresolvable])

  static let proxyDenies = SymptomNote(
    """
    The proxy answered the request to connect (CONNECT) with a refusal of its own. The host behind it was never \
    asked.
    """,
    ["curl --verbose --max-time 10 --proxy http://PROXY https://HOST:PORT/"], [.proxyDenies, .proxyExceptionsMissing])

  static let proxyWantsAuthentication = SymptomNote(
    """
    The proxy answered with status 407. It wants a user name and a password, which nodes and pods do not have.
    """,
    ["curl --verbose --max-time 10 --proxy http://PROXY https://HOST:PORT/"], [.proxyWantsAuthentication])

  static let proxyFails = SymptomNote(
    """
    The proxy took the request to connect and opened no way: it broke off, stayed silent, or said that it could \
    not reach the host itself.
    """,
    ["curl --verbose --max-time 10 --proxy http://PROXY https://HOST:PORT/"],
    [.proxyDenies, .proxyUnreachable, .proxyExceptionsMissing])
}
