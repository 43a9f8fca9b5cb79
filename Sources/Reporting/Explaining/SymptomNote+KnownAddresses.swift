internal import Model

// What is known of a name besides its answer, and what aliases do.
extension SymptomNote {
  static let hostsFileOverrides = SymptomNote(
    """
    The hosts file of this machine has other addresses for the name than DNS. Programs here go to those of the file; this \
    tool asks DNS, and tries the file's addresses beside. Other nodes and pods do not have the line.
    """,
    ["getent ahosts HOST", "grep --line-number --fixed-strings HOST /etc/hosts", "dig @NAMESERVER HOST"],
    [.dnsHostsFileOverride])

  static let addressNotRouters = SymptomNote(
    """
    The scoring name does not lead to the address that the deployment declares for the router's load balancer. Nobody may \
    be there, another cluster, or something that stands in front of the router on purpose.
    """,
    ["dig @NAMESERVER HOST", "kubectl get services --all-namespaces"], [.dnsRecordStale])

  static let aliasLoop = SymptomNote(
    """
    One of the aliases in the answer leads back to a name that came before it, so that there is never an address. An empty \
    answer without a circle is dns.name-has-no-address.
    """,
    ["dig +noall +answer @NAMESERVER HOST A"], [.dnsAliasLoop])

  static let aliasChainLong = SymptomNote(
    """
    The answer has more aliases one after the other than common resolvers follow. It is a warning where there is an \
    address at their end.
    """,
    ["dig +noall +answer @NAMESERVER HOST A"], [.dnsAliasChainTooLong])

  static let questionProhibited = SymptomNote(
    """
    The kernel answers that the question may not be sent (EPERM or EACCES): this machine's own packet filter drops it. \
    What fails for want of something here, such as open files, says nothing about the network and is dns.lookup-not-made.
    """,
    ["nft list ruleset", "iptables-save"], [.egressLocalRule])

  static let issuerPrivate = SymptomNote(
    """
    The certificate verifies, because its authority is among those given with --ca-file, and several of Microsoft's \
    services have certificates of that authority, which they never have of themselves. It is a warning: whoever does not \
    have that authority refuses.
    """,
    ["openssl s_client -connect HOST:PORT -servername HOST </dev/null | openssl x509 -noout -issuer"],
    [.tlsIntercepted])
}
