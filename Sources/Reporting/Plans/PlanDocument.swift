internal import Model

/// A plan in words: what `plan --format json` writes, and what the other formats show.
struct PlanDocument: Encodable {
  var schemaVersion = "1.0"
  var deployment: String
  var cloud: Cloud
  var edition: Edition
  var vantage: Vantage.Kind
  var nameservers: [String]
  var phases: [PhaseEntry]
  var omissions: [OmissionEntry]
  /// What may be tried besides once all that is done, if it fails; `nil` for nothing.
  var followUps: [FollowUpEntry]?

  struct PhaseEntry: Encodable {
    var id: Phase
    var title: String
    var steps: [StepEntry]
  }

  /// One probe, in the first phase that needs it.
  struct StepEntry: Encodable {
    var id: Step.ID
    /// The role, or `nameserver` for a bare lookup.
    var role: EndpointRole?
    var host: String
    var port: UInt16?
    var transport: Endpoint.Transport?
    /// The rungs climbed, in order.
    var does: [String]
    /// Who is asked for the host's name; empty where nobody is.
    var asks: [String]
    /// `direct`, or `proxy.corp:3128`.
    var route: String
    var requirements: [RequirementEntry]
    /// The same by hand: lines for a shell, secrets by the names of their variables.
    var commands: [String]

    var hostAndPort: String {
      guard let port else { return host }
      return Host(host)?.withPort(port) ?? "\(host):\(port)"
    }
  }

  struct RequirementEntry: Encodable {
    var id: Requirement.ID
    var title: String
    var phase: Phase
    var consumer: Requirement.Consumer
    var need: Requirement.Need
  }

  struct FollowUpEntry: Encodable {
    var kind: FollowUp
    /// When it is made, and what it does.
    var text: String
    /// Whom it contacts besides the plan's own hosts, addresses and nameservers.
    var contacts: [String]
  }

  struct OmissionEntry: Encodable {
    var id: Requirement.ID
    var title: String
    var phase: Phase
    var role: EndpointRole
    var consumer: Requirement.Consumer
    var need: Requirement.Need
    var reason: ReportDocument.ReasonEntry
  }
}

extension PlanDocument {
  init(_ plan: Plan, followUps: [PossibleFollowUp], deployment: Deployment, vantage: Vantage) {
    let entries = followUps.map {
      FollowUpEntry(kind: $0.followUp, text: Wording.sentence($0.followUp), contacts: $0.contacts)
    }
    self.followUps = entries.isEmpty ? nil : entries
    self.deployment = deployment.name
    cloud = deployment.cloud
    edition = plan.edition
    self.vantage = vantage.kind
    let servers = vantage.nameservers.map { $0.port == 53 ? $0.address.description : $0.description }
    nameservers = servers
    let requirements = Dictionary(plan.requirements.map { ($0.requirement.id, $0.requirement) }) { first, _ in first }
    phases = Phase.allCases.compactMap { phase in
      let steps = plan.steps.filter { $0.phase == phase && $0.origin == nil }
      guard !steps.isEmpty else { return nil }
      return PhaseEntry(
        id: phase, title: Wording.title(phase),
        steps: steps.map { StepEntry($0, requirements: requirements, nameservers: servers) })
    }
    omissions = plan.omissions.map { omission in
      OmissionEntry(
        id: omission.requirement.id, title: omission.requirement.title, phase: omission.requirement.phase,
        role: omission.requirement.role, consumer: omission.requirement.consumer, need: omission.requirement.need,
        reason: ReportDocument.ReasonEntry(
          code: Wording.code(omission.reason), text: Wording.reason(omission.reason),
          command: Wording.command(omission.reason, deployment: deployment)))
    }
  }
}

extension PlanDocument.StepEntry {
  init(_ step: Step, requirements: [Requirement.ID: Requirement], nameservers: [String]) {
    id = step.id
    commands = PlanCommands(step.probe, nameservers: nameservers).lines
    self.requirements = step.serves.compactMap { requirements[$0] }.map {
      PlanDocument.RequirementEntry(
        id: $0.id, title: $0.title, phase: $0.phase, consumer: $0.consumer, need: $0.need)
    }
    switch step.probe {
    // Follow-ups, which no plan has before its run.
    case .ask(let name, _, let nameserver, _):
      host = name.text
      does = ["lookup"]
      asks = [nameserver.description]
      route = "direct"
    case .attempt(let endpoint, _, let upTo, _):
      role = endpoint.role
      host = endpoint.host.description
      port = endpoint.port
      transport = endpoint.transport
      does = Rung.allCases.filter { $0 > .lookup && $0 <= upTo }.map(\.rawValue)
      asks = []
      route = "direct"
    case .readCluster(let read):
      role = .apiServer
      host = "the Kubernetes API"
      does = [Wording.text(read)]
      asks = []
      route = "direct"
    case .converse(let conversation, let way):
      let endpoint = conversation.endpoint
      role = endpoint.role
      host = endpoint.host.description
      port = endpoint.port
      transport = endpoint.transport
      does = Wording.steps(conversation)
      var needsLookup = endpoint.host.name != nil
      route = "direct"
      if case .proxy(let proxy) = way {
        route = proxy.hostAndPort
        needsLookup = proxy.host.name != nil
      }
      asks = needsLookup ? nameservers : []
    case .lookUp(let name):
      host = name.text
      does = ["lookup"]
      asks = nameservers
      route = "direct"
    case .reach(let endpoint, let upTo, let way):
      role = endpoint.role
      host = endpoint.host.description
      port = upTo == .lookup ? nil : endpoint.port
      transport = endpoint.transport
      var needsLookup = endpoint.host.name != nil
      switch way {
      case .direct: route = "direct"
      case .proxy(let proxy):
        route = proxy.hostAndPort
        // The proxy looks the endpoint's name up; from here only the proxy's own is asked for.
        needsLookup = proxy.host.name != nil
      }
      asks = needsLookup ? nameservers : []
      let isProxied = way != .direct
      does = Rung.allCases.filter { $0 <= upTo }.compactMap { rung in
        switch rung {
        case .lookup: needsLookup ? (isProxied ? "lookup of the proxy" : "lookup") : nil
        case .connection where endpoint.transport == .ntp: nil
        case .connection: isProxied ? "connection by the proxy" : "connection"
        case .handshake: endpoint.transport.isEncrypted ? "handshake" : nil
        case .response where endpoint.transport == .ntp: "NTP over UDP"
        case .response: endpoint.transport.isHTTP ? "GET \(endpoint.path)" : nil
        }
      }
    }
  }
}
