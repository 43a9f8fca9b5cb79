import Model

extension PlannedEndpoint {
  /// Whether the service answers, known by its marks. A service that the catalog does not describe cannot be recognized.
  func answers(as service: Service?, unless strange: StrangeChallenge) -> Assessment {
    var climb = climbed(to: .handshake)
    // A chain that does not verify is a failure, and yet what answers behind it tells whose it is.
    guard climb.isOpen else { return climb.assessment }
    guard let service else { return .noEvidence("unknown service") }
    climb.take(responseRung(service, unless: strange))
    return climb.assessment
  }
}
