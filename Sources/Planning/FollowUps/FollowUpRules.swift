/// The kinds of follow-ups, those that say most about what is wrong first: they get the room if there is little.
enum FollowUpRules {
  static let all: [any FollowUpRule] = [
    ListedPods(),
    ControlName(),
    LookupOverTCP(),
    RepeatedLookup(),
    ImpossibleName(),
    SearchDomain(),
    OtherAddress(),
    OtherServerName(),
    WithoutServerName(),
    SmallSegments(),
    DirectForProxied(),
    ProxiedForDirect(),
    OtherPort(),
    Repetition(),
  ]
}
