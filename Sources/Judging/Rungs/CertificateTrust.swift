import Model

/// Whether a client accepts the certificates of a completed handshake (RFC 5280 section 6; RFC 6125).
struct CertificateTrust {
  var handshake: Handshake
  var trust: Endpoint.Trust
  /// The moment at which validity is judged.
  var now: Timestamp

  /// Days before the end of a certificate's validity from which on it is a warning.
  static let warningDays = 30

  func signs(place: [Symptom.Fact: String], host: String, observation: Observation.ID) -> [Sign] {
    guard let leaf = handshake.chain.first else { return [] }
    func sign(
      _ code: Symptom.Code, _ certificate: Certificate, issuer: String? = nil, isWarning: Bool = false,
      _ further: [Symptom.Fact: String] = [:]
    ) -> Sign {
      let facts: [Symptom.Fact: String] = [
        .issuer: issuer ?? certificate.issuer, .subject: certificate.subject,
      ]
      return Sign(
        code, place.merging(facts) { $1 }.merging(further) { $1 }, seenIn: [observation], isWarning: isWarning)
    }
    var signs: [Sign] = []
    if let certificate = expired {
      let days = max(0, certificate.notAfter.days(until: now))
      signs.append(
        sign(.certificateExpired, certificate, [.notAfter: certificate.notAfter.day, .days: String(days)]))
    }
    if let certificate = notYetValid {
      signs.append(sign(.certificateNotYetValid, certificate, [.notBefore: certificate.notBefore.day]))
    }
    if trust == .public, hasUnknownIssuer {
      if isLeafAlone {
        signs.append(sign(.chainIncomplete, leaf))
      } else {
        signs.append(sign(.issuerUnknown, leaf, issuer: handshake.chain.last?.issuer))
      }
    }
    if handshake.nameMatches == false {
      let names = leaf.alternativeNames.prefix(10).joined(separator: ", ")
      signs.append(sign(.nameMismatch, leaf, [.names: names.isEmpty ? leaf.subject : names, .host: host]))
    }
    for error in otherErrors {
      let certificate = at(error.depth) ?? leaf
      let reason = error.detail.isEmpty ? error.reason.rawValue : error.detail
      signs.append(sign(.chainInvalid, certificate, [.reason: reason]))
    }
    if expired == nil, let certificate = nextToExpire {
      let days = now.days(until: certificate.notAfter)
      if days <= Self.warningDays {
        signs.append(
          sign(
            .certificateExpiresSoon, certificate, isWarning: true,
            [.notAfter: certificate.notAfter.day, .days: String(days)]))
      }
    }
    return signs
  }

  /// The presented certificates from the server's own upwards, each followed by its issuer: those sent along besides are
  /// on nobody's way. Ends before a root, which clients take from their own store.
  private var path: [Certificate] {
    var path: [Certificate] = []
    var next = handshake.chain.first
    while let certificate = next, path.count < handshake.chain.count {
      path.append(certificate)
      next = handshake.chain.first {
        $0.subject == certificate.issuer && $0.subject != $0.issuer && !path.contains($0)
      }
    }
    return path
  }

  /// The certificate that is no longer valid: the server's own by its date, an issuer by the library's word, since there
  /// may be a way around it (a cross-signed root that ran out is still sent by many). A root outside the chain, or one
  /// that the store replaces, may be the one that the library means: then the server's own is named.
  private var expired: Certificate? {
    if let leaf = handshake.chain.first, leaf.notAfter < now { return leaf }
    return handshake.chainErrors.first { $0.reason == .expired }.flatMap { at($0.depth) ?? handshake.chain.first }
  }

  private var notYetValid: Certificate? {
    if let leaf = handshake.chain.first, leaf.notBefore > now { return leaf }
    return handshake.chainErrors.first { $0.reason == .notYetValid }.flatMap { at($0.depth) ?? handshake.chain.first }
  }

  /// What has expired by now and is not complained about is not used.
  private var nextToExpire: Certificate? {
    path.filter { $0.notAfter >= now }.min { $0.notAfter < $1.notAfter }
  }

  private var hasUnknownIssuer: Bool {
    handshake.chainErrors.contains { Self.isUnknownIssuer($0.reason) }
  }

  private static func isUnknownIssuer(_ reason: ChainError.Reason) -> Bool {
    switch reason {
    case .selfSigned, .selfSignedInChain, .issuerNotFound: true
    case .expired, .notYetValid, .invalidSignature, .invalidAuthority, .invalidPurpose, .revoked, .weakKey, .other:
      false
    }
  }

  /// Whether the server sent its own certificate and nothing between it and an authority.
  private var isLeafAlone: Bool {
    guard handshake.chain.count == 1, let leaf = handshake.chain.first else { return false }
    return leaf.subject != leaf.issuer
  }

  /// What else is wrong. An unknown issuer brings unspecific errors along, which say nothing new.
  private var otherErrors: [ChainError] {
    handshake.chainErrors.filter { error in
      switch error.reason {
      case .expired, .notYetValid, .selfSigned, .selfSignedInChain, .issuerNotFound: false
      case .other: !hasUnknownIssuer
      case .invalidSignature, .invalidAuthority, .invalidPurpose, .revoked, .weakKey: true
      }
    }
  }

  private func at(_ depth: Int) -> Certificate? {
    let path = path
    return path.indices.contains(depth) ? path[depth] : nil
  }
}
