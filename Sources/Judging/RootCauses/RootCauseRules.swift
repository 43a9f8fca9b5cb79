/// The rules in the order in which they are asked. What covers much, or makes other things fail, comes before what those
/// other things would be by themselves.
enum RootCauseRules {
  static let all: [any RootCauseRule] = [
    BrokenNameserver(),
    DisagreeingNameservers(),
    Sinkhole(),
    ZoneNotLinked(),
    PrivateRecordMissing(),
    UndeclaredPrivateAddress(),
    BlockedDNSOverTCP(),
    FailingName(),
    UnreachableProxy(),
    RefusingProxy(),
    AllEgressDropped(),
    MissingRoute(),
    AllEgressRefused(),
    BlockedEgress(),
    DeadAddress(),
    UnsupportedTLSVersion(),
    FilteredServerName(),
    Impostor(),
    Interception(),
    UnknownIssuer(),
    IncompleteChain(),
    UnacceptableCertificate(),
    RegistryNetworkRules(),
    StorageNetworkRules(),
    ServiceTrouble(),
    PlanViolation(),
  ]
}
