internal import Model

extension Wording {
  /// When a follow-up is made and what it does, in one sentence.
  static func sentence(_ followUp: FollowUp) -> String {
    switch followUp {
    case .repetition: "What fails is tried again, as often as --attempts says."
    case .repeatedLookup:
      "A question that is answered late, or fails at a nameserver that answers others, is asked again."
    case .lookupOverTCP: "A question that stays without an answer is asked over TCP."
    case .controlName: "A nameserver that fails for the only name it is asked is asked for another."
    case .impossibleName: "A nameserver whose addresses look made up is asked for a name that cannot exist."
    case .searchDomain: "Names are asked for with the search domains behind them, as programs here do first."
    case .withoutServerName: "A handshake that is cut short is made again at the same address without naming a host."
    case .otherServerName:
      "A handshake that is cut short is made again at the same address with another name of the plan."
    case .smallSegments: "What stalls on an open connection is tried with small segments."
    case .otherPort: "An address that does not connect is tried at another port."
    case .otherAddress:
      "An endpoint is tried at an address that the hosts file here, or the deployment, has for it and DNS has not."
    case .direct: "What fails through the proxy is tried without it."
    case .throughProxy: "What fails directly is tried through the proxy."
    case .listedPods: "Router and model pods that the Kubernetes API lists are connected to, up to 64 of each."
    }
  }

  /// What was changed, in a few words: `again`, `over TCP`.
  static func change(_ followUp: FollowUp) -> String {
    switch followUp {
    case .repetition, .repeatedLookup: "again"
    case .lookupOverTCP: "over TCP"
    case .controlName: "another name"
    case .impossibleName: "a name that cannot exist"
    case .searchDomain: "with a search domain"
    case .withoutServerName: "without a server name"
    case .otherServerName: "with another server name"
    case .smallSegments: "with small segments"
    case .otherPort: "at another port"
    case .otherAddress: "at another address that is known"
    case .direct: "without the proxy"
    case .throughProxy: "through the proxy"
    case .listedPods: "at addresses that the Kubernetes API listed"
    }
  }

  /// `follow-up to o17, over TCP`; `nil` for an observation of the plan's own steps.
  static func origin(of observation: Observation.ID, in recording: Recording) -> String? {
    guard let step = recording.observations.first(where: { $0.id == observation })?.step,
      let origin = recording.plan.steps.first(where: { $0.id == step })?.origin
    else { return nil }
    return "follow-up to \(origin.observation), \(change(origin.followUp))"
  }
}
