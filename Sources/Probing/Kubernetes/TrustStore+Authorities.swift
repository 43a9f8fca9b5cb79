extension TrustStore {
  /// These authorities, DER, and no others.
  init(authorities: [[UInt8]], description: String) {
    system = .none
    additional = authorities
    self.description = description
  }
}
