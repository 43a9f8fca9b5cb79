import Model

extension ClusterRules {
  /// The API may be used if anything that needs a right was allowed. If nothing was, the reason is told once, and what
  /// depends on it is blocked.
  func apiUsable() -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    let answers = state.all
    guard !answers.isEmpty else {
      _ = appraisal.take(state.version)
      if !appraisal.hasGaps { appraisal.unknown("nothing was read") }
      return appraisal
    }
    appraisal.observations = answers.map(\.id)
    let asked = answers.filter { $0.value.read.right != nil }
    let allowed = asked.filter { seen in
      switch seen.value.ending {
      case .read, .absent: true
      case .needsRight, .unauthorized, .failed, .malformed, .unanswered, .notConnected, .notAsked: false
      }
    }
    guard allowed.isEmpty else {
      appraisal.note("cluster", "\(allowed.count) / \(asked.count)")
      return appraisal
    }
    if let sign = answers.lazy.compactMap({ refusal($0) }).first {
      appraisal.violations.append(sign)
      return appraisal
    }
    let denied = asked.compactMap { seen -> (Observation.ID, AccessRight)? in
      if case .needsRight(let right, _) = seen.value.ending { (seen.id, right) } else { nil }
    }
    if !denied.isEmpty, denied.count == asked.count {
      appraisal.violations.append(
        Sign(
          .apiForbidden, [.right: Self.list(denied.map(\.1.description), limit: 3)], seenIn: denied.map(\.0),
          subject: api))
      return appraisal
    }
    // Silence and the like: what reaches the API server is judged by its own requirements.
    let reason = answers.lazy.compactMap { seen -> String? in
      switch seen.value.ending {
      case .failed(let status, let reason, _): "status \(status) \(reason)"
      case .malformed(let reason): reason
      case .unanswered(let after): "no answer in \(after)"
      case .notConnected(let trouble), .notAsked(let trouble): trouble.reason
      case .read, .absent, .needsRight, .unauthorized: nil
      }
    }.first
    appraisal.unknown(reason ?? "nothing that needs a right was asked for")
    return appraisal
  }

  /// What the API is called as a finding's subject.
  var api: Finding.Subject {
    var subject = cluster
    subject.detail = "Kubernetes API"
    return subject
  }

  /// Why whoever asks is not known, or the API server is not to be trusted; `nil`: neither was seen.
  private func refusal(_ seen: Seen<ClusterAnswer>) -> Sign? {
    switch seen.value.ending {
    case .unauthorized(let message):
      return Sign(.apiUnauthorized, [.reason: message], seenIn: [seen.id], subject: api)
    case .notAsked(let trouble), .notConnected(let trouble):
      let facts: [Symptom.Fact: String] = [.name: trouble.subject, .reason: trouble.reason].filter { !$0.value.isEmpty }
      switch trouble.kind {
      case .clientCertificateExpired:
        return Sign(
          .clientCertificateExpired, facts.with(.notAfter, trouble.subject), seenIn: [seen.id], subject: api)
      case .credentialPluginMissing, .credentialPluginFailed, .credentialPluginTimedOut, .credentialPluginMalformed:
        return Sign(.credentialPluginFails, facts, seenIn: [seen.id], subject: api)
      case .clientCertificateNotYetValid, .clientCertificateUnusable, .tokenUnusable:
        return Sign(.apiUnauthorized, facts, seenIn: [seen.id], subject: api)
      case .serverIssuerUnknown: return certificateSign(.issuerUnknown, trouble, seen)
      case .serverNameMismatch: return certificateSign(.nameMismatch, trouble, seen)
      case .serverCertificateExpired: return certificateSign(.certificateExpired, trouble, seen)
      case .nameUnresolved, .connectionRefused, .connectionFailed, .handshakeFailed, .proxyFailed, .system: return nil
      }
    case .read, .absent, .needsRight, .failed, .malformed, .unanswered: return nil
    }
  }

  private func certificateSign(
    _ code: Symptom.Code, _ trouble: ClusterAccessTrouble, _ seen: Seen<ClusterAnswer>
  ) -> Sign {
    let access = state.recording.vantage.clusterAccess
    let endpoint = access.map { $0.host.withPort($0.port) } ?? ""
    return Sign(
      code, [.endpoint: endpoint, .reason: trouble.reason, .names: trouble.subject, .issuer: trouble.subject],
      seenIn: [seen.id],
      subject: Finding.Subject(kind: .certificate, id: EndpointRole.apiServer.rawValue, detail: trouble.subject))
  }
}
