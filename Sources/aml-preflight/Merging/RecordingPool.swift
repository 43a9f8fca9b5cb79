import Model

/// What recordings of one deployment have in common, so that thousands of them share its memory: the declared deployment,
/// what is planned, and the certificates that services show.
struct RecordingPool {
  /// More kinds than these are not kept; a cluster has one or two.
  private static let planLimit = 64
  private static let chainLimit = 4_096

  private var deployments: [Deployment] = []
  private var plans: [Plan] = []
  private var chains: [[Certificate]: [Certificate]] = [:]

  /// The recording, equal to `recording`, with what others have too taken from them.
  mutating func shared(_ recording: Recording) -> Recording {
    var recording = recording
    if let deployment = deployments.first(where: { $0 == recording.deployment }) {
      recording.deployment = deployment
    } else if deployments.count < Self.planLimit {
      deployments.append(recording.deployment)
    }
    share(&recording.plan)
    for index in recording.observations.indices {
      guard case .handshake(var handshake) = recording.observations[index].evidence, !handshake.chain.isEmpty else {
        continue
      }
      if let chain = chains[handshake.chain] {
        handshake.chain = chain
        recording.observations[index].evidence = .handshake(handshake)
      } else if chains.count < Self.chainLimit {
        chains[handshake.chain] = handshake.chain
      }
    }
    return recording
  }

  /// Requirements and omissions are as in others; steps too, unless there were follow-ups.
  private mutating func share(_ plan: inout Plan) {
    guard let other = plans.first(where: { $0.requirements == plan.requirements }) else {
      if plans.count < Self.planLimit { plans.append(plan) }
      return
    }
    plan.requirements = other.requirements
    if plan.omissions == other.omissions { plan.omissions = other.omissions }
    if plan.steps == other.steps { plan.steps = other.steps }
  }
}
