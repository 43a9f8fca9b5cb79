internal import Model

extension Wording {
  /// What programs notice of a nameserver that fails beside others: how many of their lookups, and how.
  static func sentence(_ share: LookupShare) -> String {
    let part = "\(share.bad) of \(share.total) lookups"
    switch share.client {
    case .inOrder where share.bad == 0:
      return "Programs that ask the nameservers in order (the C library) do not notice while the first one answers."
    case .inOrder:
      return "Programs that ask the nameservers in order (the C library): \(effect(share.effect, on: "every lookup"))."
    case .rotating:
      return
        "Programs that begin with another nameserver each time (options rotate): \(effect(share.effect, on: part))."
    case .parallel:
      return "Programs that ask all nameservers at once (musl, as in Alpine images): "
        + effect(share.effect, on: share.effect == .none ? "every lookup" : "lookups") + "."
    case .random:
      return "Pods, for which CoreDNS asks any one of the nameservers: about \(effect(share.effect, on: part))."
        + (isPassing(share.effect) ? " It leaves out one that is silent after some seconds." : "")
    }
  }

  private static func effect(_ effect: LookupShare.Effect, on lookups: String) -> String {
    switch effect {
    case .none: "\(lookups) is answered by the next at once"
    case .waits(let time): "\(lookups) wait \(time) for the next"
    case .fails: "\(lookups) get an error"
    case .differs: "\(lookups) get another answer than at the others"
    }
  }

  private static func isPassing(_ effect: LookupShare.Effect) -> Bool {
    if case .waits = effect { true } else { false }
  }
}
