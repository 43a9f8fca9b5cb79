import Model

extension PlannedEndpoint {
  /// Whether TLS completes with a certificate that the client will accept. Where no TLS is spoken, nothing can show it.
  func handshakes() -> Assessment {
    guard endpoint.transport.isEncrypted else { return .noEvidence("not TLS") }
    return climbed(to: .handshake).assessment
  }
}
