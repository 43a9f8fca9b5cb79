internal import Model

extension Wording {
  /// What programs notice of a nameserver that fails beside others: how many of their lookups, and how.
  static func sentence(_ share: LookupShare) -> String {
    let part = Lookups.some("\(share.bad) of \(share.total) lookups")
    switch share.client {
    case .inOrder where share.bad == 0:
      return "Programs that ask the nameservers in order (the C library) do not notice while the first one answers."
    case .inOrder:
      return "Programs that ask the nameservers in order (the C library): \(effect(share.effect, on: .every))."
    case .rotating:
      return
        "Programs that begin with another nameserver each time (options rotate): \(effect(share.effect, on: part))."
    case .parallel:
      return "Programs that ask all nameservers at once (musl, as in Alpine images): "
        + effect(share.effect, on: share.effect == .none ? .every : .some("lookups")) + "."
    case .random:
      return "Pods, for which CoreDNS asks any one of the nameservers: about \(effect(share.effect, on: part))."
        + (isPassing(share.effect) ? " It leaves out one that is silent after some seconds." : "")
    }
  }

  /// Which lookups a sentence is about.
  private enum Lookups {
    case every
    case some(String)
  }

  private static func effect(_ effect: LookupShare.Effect, on lookups: Lookups) -> String {
    let (subject, isOne) =
      switch lookups {
      case .every: ("every lookup", true)
      case .some(let text): (text, false)
      }
    return switch effect {
    case .none: "\(subject) \(isOne ? "is" : "are") answered by the next at once"
    case .waits(let time): "\(subject) \(isOne ? "waits" : "wait") \(time) for the next"
    case .fails: "\(subject) \(isOne ? "gets" : "get") an error"
    case .differs: "\(subject) \(isOne ? "gets" : "get") another answer than at the others"
    }
  }

  private static func isPassing(_ effect: LookupShare.Effect) -> Bool {
    if case .waits = effect { true } else { false }
  }
}
