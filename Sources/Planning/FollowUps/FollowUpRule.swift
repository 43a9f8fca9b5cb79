import Model

/// Knows one kind of follow-up: when it is worth making, and what it asks.
protocol FollowUpRule: Sendable {
  var followUp: FollowUp { get }
  /// How many steps of a run may be of this kind in one round.
  var limit: Int { get }
  /// What to try after the plan's own steps.
  func proposals(for shape: RunShape) -> [Proposal]
  /// What to try after that, given what the first follow-ups saw.
  func further(to shape: RunShape) -> [Proposal]
  /// Whom it may contact besides the plan's own hosts, addresses and nameservers; `nil` if it will not be made.
  func contacts(in outlook: Outlook) -> [String]?
}

extension FollowUpRule {
  var limit: Int { 8 }
  func further(to shape: RunShape) -> [Proposal] { [] }
  func contacts(in outlook: Outlook) -> [String]? { [] }
}

/// A follow-up in the making.
struct Proposal {
  var probe: Probe
  /// The step whose evidence asks for it.
  var source: Step
  var observation: Observation.ID
}

/// What is known before anything was sent.
struct Outlook {
  var plan: Plan
  var deployment: Deployment
  var vantage: Vantage
  var controlNames: [DomainName]
  var attempts: Int

  /// Whether some step looks names up.
  var asksNames: Bool {
    !vantage.nameservers.isEmpty
      && plan.steps.contains { step in
        switch step.probe {
        case .lookUp: true
        case .reach(let endpoint, _, .direct): endpoint.host.name != nil
        case .converse(let conversation, .direct): conversation.endpoint.host.name != nil
        case .reach, .ask, .attempt, .converse, .readCluster: false
        }
      }
  }

  /// The endpoints that are reached without a proxy, by steps that climb as far as `rung` at least.
  func direct(_ rung: Rung) -> [Endpoint] {
    plan.steps.compactMap { step in
      if case .reach(let endpoint, let upTo, .direct) = step.probe, upTo >= rung { endpoint } else { nil }
    }
  }

  /// The endpoints that are reached through a proxy.
  var proxied: [Endpoint] {
    plan.steps.compactMap { step in
      if case .reach(let endpoint, _, .proxy) = step.probe { endpoint } else { nil }
    }
  }
}
