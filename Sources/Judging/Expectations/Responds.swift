import Model

extension PlannedEndpoint {
  /// Whether it answers in its own protocol: over HTTP with one of the statuses, or any if there are none; a time server
  /// with the time.
  func responds(with statuses: [ClosedRange<Int>]) -> Assessment {
    if endpoint.transport == .ntp { return tellsTime() }
    guard endpoint.transport.isHTTP else { return .noEvidence("not HTTP") }
    var climb = climbed(to: .handshake)
    guard climb.isOpen else { return climb.assessment }
    climb.take(statusRung(statuses))
    return climb.assessment
  }

  private func tellsTime() -> Assessment {
    var climb = Climb()
    var known = 1
    if let name = endpoint.host.name {
      let resolution = Resolution(of: name, family: endpoint.family, in: evidence)
      if let obstacle = obstacle(in: resolution) {
        climb.stop(obstacle)
        return climb.assessment
      }
      climb.rely(on: resolution.answers.filter { !$0.addresses.isEmpty }.flatMap(\.observations))
      known = resolution.addresses.count
    }
    climb.take(timeRung(known: known))
    return climb.assessment
  }
}
