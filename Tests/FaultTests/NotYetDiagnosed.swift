extension Fault {
  /// Faults that the program does not diagnose exactly today, with what it says instead. Such a fault that is found
  /// fails its test, so that it is taken out of here.
  static let notYetDiagnosed: [String: String] = [
    "IPv6 of one name fails": "nothing",
    "a filter sends three names to its page": "service.impostor (mcr)",
    "every fifth packet from outside is lost": "nothing",
    "every name leads to one page": "private-link.undeclared (acr), private-link.undeclared (acrData) and 4 more",
    "it is declared and not used, and nothing leaves without it": "egress.all-dropped (egress)",
    "questions for IPv6 are dropped": "nothing",
    "the nameserver takes its time": "nothing",
    "the registry's record is stale": "egress.dropped (acr)",
  ]
}
