internal import Model

// What HTTP answers show, and the run itself.
extension SymptomNote {
  static let responseUnanswered = SymptomNote(
    """
    The connection and the handshake stand, the request was taken, and no answer came in time. The service is \
    stuck, or a device holds the request back.
    """,
    ["curl --verbose --max-time 10 https://HOST:PORT/"], [.serviceSlow, .serviceFailing, .pathMTU])

  static let responseReset = SymptomNote(
    """
    The connection was reset after the request and before an answer. The service broke off, or a device looked \
    into the request and did.
    """,
    ["curl --verbose --max-time 10 https://HOST:PORT/"], [.serviceFailing])

  static let responseClosed = SymptomNote(
    """
    The connection was closed after the request and before an answer. The service broke off, or a device looked \
    into the request and did.
    """,
    ["curl --verbose --max-time 10 https://HOST:PORT/"], [.serviceFailing])

  static let notHTTP = SymptomNote(
    """
    What came back is not HTTP. Something else listens at the port.
    """,
    ["curl --verbose --max-time 10 https://HOST:PORT/"], [.serviceImpostor])

  static let requestNotSent = SymptomNote(
    """
    The request was not sent: a limit or an error on this machine. The check is inconclusive and not failed.
    """,
    ["curl --verbose --max-time 10 https://HOST:PORT/"], [],
    steps: ["Do what the reason names, and run again."])

  static let foreignAnswer = SymptomNote(
    """
    An HTTP answer came without any of the marks by which this service's answers are known. Whatever its status, \
    somebody else answers: a block page, a sign-in page, another service at the address.
    """,
    ["curl --include --max-time 10 https://HOST:PORT/"], [.serviceImpostor, .proxyDenies])

  static let serviceDenies = SymptomNote(
    """
    The right service answers, and refuses this network by its own rules. Neither DNS nor a firewall on the way is \
    to blame, but the way that the request took may be: over the private endpoint it would have been let in.
    """,
    ["curl --include --max-time 10 https://HOST:PORT/", "dig +short HOST"],
    [.registryNetworkRules, .storageNetworkRules, .storageNotAuthorized])

  static let serviceThrottles = SymptomNote(
    """
    The right service answers that too many requests come from here (status 429 or 503). All that leave by one \
    public address count together.
    """,
    ["curl --include --max-time 10 https://HOST:PORT/"], [.serviceThrottled])

  static let serviceFails = SymptomNote(
    """
    The right service answers with an error of its own (status 500 and above). The network did its part.
    """,
    ["curl --include --max-time 10 https://HOST:PORT/"], [.serviceFailing])

  static let serviceSlow = SymptomNote(
    """
    The right service answers, after more than two seconds. It is a warning: clients with short limits give up.
    """,
    ["curl --silent --output /dev/null --verbose --max-time 30 https://HOST:PORT/"], [.serviceSlow])

  static let notFinished = SymptomNote(
    """
    The check was begun or planned, and the run ended before it was done: its time was over, or it was \
    interrupted. Nothing is said about the network.
    """,
    ["aml-preflight run DEPLOYMENT_FILE --only CHECK -v"], [],
    steps: ["Give the run more time (--timeout, --step-timeout), or check less at a time (--phase, --only)."])

  static let noEvidence = SymptomNote(
    """
    Nothing was recorded by which this could be judged: a check that came before it prevented the step, or the \
    recording comes from a version that did not make it.
    """,
    ["aml-preflight run DEPLOYMENT_FILE --only CHECK -v"], [],
    steps: ["Run again with this version; look first at what the check waits for."])
}
