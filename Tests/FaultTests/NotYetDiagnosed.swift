extension Fault {
  /// Faults that the program does not diagnose exactly today, with what it says instead. Such a fault that is found
  /// fails its test, so that it is taken out of here.
  static let notYetDiagnosed: [String: String] = [
    "IPv6 of one name fails": "nothing",
    "a filter sends three names to its page": "service.impostor (mcr)",
    "every fifth packet from outside is lost": "nothing",
    "every name leads to one page": "private-link.undeclared (acr), private-link.undeclared (acrData) and 4 more",
    "it does not lead to private endpoints": "proxy.denies (10.0.2.7:3128)",
    "it is declared and not used, and nothing leaves without it": "egress.all-dropped (egress)",
    "large packets are lost": "egress.sni-dropped (acr), egress.sni-dropped (acrData) and 14 more",
    "large packets from one host are lost": "egress.sni-dropped (aksBinaries)",
    "one host is far away": "nothing",
    "one nameserver of two has an old record": "egress.one-address-dead (scoring)",
    "questions for IPv6 are dropped": "nothing",
    "questions for IPv6 fail": "nothing",
    "search domains capture names": "nothing",
    "ten years behind": "tls.not-yet-valid (clock)",
    "the nameserver takes its time": "nothing",
    "the registry's record is stale": "egress.dropped (acr)",
    "there is no such account": "dns.name-missing (blobStorage), dns.name-missing (tableStorage)",
    "twenty minutes behind": "nothing",
    "two years ahead": "tls.expired (clock)",
  ]
}
