import Model

/// An endpoint that no connection gets to. By which of them, if its addresses fail in several ways: the way that says
/// most about who blocks. Public hosts that one service tag covers and that fail alike are one finding: a rule lets them
/// through together or not at all.
struct BlockedEgress: RootCauseRule {
  private struct Kind: Hashable {
    var cause: Cause
    /// A service tag, or the endpoint itself.
    var target: String
  }

  /// What blocks one endpoint.
  private struct Block {
    var kind: Kind
    var confidence: Finding.Confidence
    /// The complaint that tells it.
    var told: Complaint
    /// All of the endpoint's.
    var complaints: [Complaint]
    var evidenceFor: [Observation.ID]
  }

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let blocks = investigation.complaints(
      .connectionProhibited, .connectionRefused, .connectionUnanswered, .connectionUnreachable
    ).grouped(by: \.hostAndPort).compactMap { block(of: $0.complaints, in: investigation) }
    return blocks.map(\.kind).uniqued().compactMap { kind in
      let alike = blocks.filter { $0.kind == kind }
      guard let first = alike.first else { return nil }
      let facts = [:].with(.after, first.told.facts[.after]).with(.reason, first.told.facts[.reason])
      return Suspicion(
        cause: kind.cause, confidence: first.confidence, subject: .endpoints(alike.map(\.told)),
        complaints: alike.flatMap(\.complaints), facts: facts,
        evidenceFor: alike.flatMap(\.evidenceFor))
    }
  }

  private func block(of complaints: [Complaint], in investigation: Investigation) -> Block? {
    let order: [(Symptom.Code, Cause)] = [
      (.connectionProhibited, .egressProhibited), (.connectionRefused, .egressRejected),
      (.connectionUnanswered, .egressDropped), (.connectionUnreachable, .egressNoRoute),
    ]
    guard let (code, cause) = order.first(where: { code, _ in complaints.contains { $0.code == code } }),
      let told = complaints.first(where: { $0.code == code })
    else { return nil }
    let ranges = investigation.evidence.recording.deployment.network.privateRanges
    let addresses = (told.facts[.address] ?? "").listed.compactMap(IPAddress.init)
    let isPublic = !addresses.isEmpty && addresses.allSatisfy { !$0.isPrivate(including: ranges) }
    let template = investigation.catalog.endpoints.first { $0.role == told.endpoint?.role }
    // Another port of the address that lets itself be heard: somebody is there, and this port is kept from us.
    let isMicrosoft = told.endpoint.map { investigation.isMicrosoft($0.role) } == true
    let heard = investigation.trials(.otherPort, after: complaints).filter { trial in
      // Behind a refusal may be the same device; what Microsoft runs is there in any case.
      trial.evidence.connections.contains(where: \.value.isConnected) || (trial.heardAddress && isMicrosoft)
    }
    let again = investigation.trials(.repetition, after: complaints).filter { !$0.arrived }
    let confidence: Finding.Confidence =
      switch cause {
      case .egressProhibited, .egressNoRoute: .proved
      case .egressDropped where !heard.isEmpty: isPublic ? .proved : .supported
      // At a private address the service itself may be gone.
      case .egressDropped: isPublic ? .supported : .suspected
      // Microsoft's public services listen: whoever resets is on the way.
      default: isPublic && template?.isMicrosoft == true ? .supported : .suspected
      }
    let target = isPublic ? template?.serviceTag ?? told.hostAndPort : told.hostAndPort
    return Block(
      kind: Kind(cause: cause, target: target), confidence: confidence, told: told, complaints: complaints,
      evidenceFor: (cause == .egressDropped ? heard + again : again).flatMap(\.observations))
  }
}
