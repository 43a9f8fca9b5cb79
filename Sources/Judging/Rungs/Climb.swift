import Model

/// How far up the ladder the evidence goes, and what was found on the way.
struct Climb {
  /// Whether the next rung can be looked at.
  private(set) var isOpen = true
  private var outcome: Verdict.Outcome = .pass
  private var signs: [Sign] = []
  private(set) var observations: [Observation.ID] = []

  /// Adds the next rung.
  mutating func take(_ rung: RungOutcome) {
    observations += rung.observations
    switch rung.state {
    case .completed:
      signs += rung.signs
      if rung.signs.contains(where: { !$0.isWarning }) { outcome = .fail }
    case .failed:
      isOpen = false
      signs += rung.signs
      outcome = .fail
    case .unknown:
      isOpen = false
      guard outcome == .pass else { return }  // what was found below decides already
      signs += rung.signs
      outcome = .inconclusive
    }
  }

  /// Ends the climb.
  mutating func stop(_ obstacle: Assessment) {
    isOpen = false
    outcome = obstacle.outcome
    signs += obstacle.signs
    observations += obstacle.observations
  }

  mutating func rely(on ids: [Observation.ID]) {
    observations += ids
  }

  var assessment: Assessment { Assessment(outcome: outcome, signs: signs, observations: observations) }
}

extension PlannedEndpoint {
  /// Climbs to the connection or the handshake; the response needs the service's description (`responseRung`).
  func climbed(to rung: Rung) -> Climb {
    var climb = Climb()
    if let proxy {
      climbThrough(proxy, &climb)
    } else {
      if let name = endpoint.host.name {
        let resolution = Resolution(of: name, family: endpoint.family, in: evidence)
        if let obstacle = obstacle(in: resolution) {
          climb.stop(obstacle)
          return climb
        }
        climb.rely(on: resolution.answers.filter { !$0.addresses.isEmpty }.flatMap(\.observations))
        climb.take(connectionRung(known: resolution.addresses.count))
      } else {
        climb.take(connectionRung(known: 1))
      }
    }
    if climb.isOpen, rung >= .handshake, endpoint.transport.isEncrypted { climb.take(handshakeRung()) }
    return climb
  }
}
