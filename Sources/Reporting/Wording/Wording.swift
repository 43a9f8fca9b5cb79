internal import Model

/// The sentences that say in words what the model says in codes.
enum Wording {
  /// A phase's name as a heading.
  static func title(_ phase: Phase) -> String {
    switch phase {
    case .preconditions: "Preconditions"
    case .clusterCreation: "Cluster creation"
    case .routerStart: "Router start"
    case .routerOperation: "Router operation"
    case .modelDeployment: "Model deployment"
    case .serving: "Serving"
    }
  }

  /// What does not work while a phase is broken.
  static func breakage(_ phase: Phase) -> String {
    switch phase {
    case .preconditions: "its preconditions do not hold"
    case .clusterCreation: "the cluster cannot be created"
    case .routerStart: "the router cannot start"
    case .routerOperation: "the router cannot work"
    case .modelDeployment: "models cannot be deployed"
    case .serving: "models cannot be called"
    }
  }

  /// `a node`.
  static func place(_ kind: Vantage.Kind) -> String {
    switch kind {
    case .workstation: "a workstation"
    case .node: "a node"
    case .pod: "a pod"
    }
  }

  /// Who needs it, as one word or two.
  static func consumer(_ consumer: Requirement.Consumer) -> String {
    switch consumer {
    case .node: "node"
    case .routerPod: "router pod"
    case .modelPod: "model pod"
    case .client: "client"
    }
  }

  /// `Azure`, `Azure Government`, `Azure China`.
  static func name(_ cloud: Cloud) -> String {
    switch cloud {
    case .public: "Azure"
    case .usGovernment: "Azure Government"
    case .china: "Azure China"
    }
  }

  /// What is checked of a host, in one word.
  static func check(_ kind: ReportDocument.ExpectationKind) -> String {
    switch kind {
    case .nameserversAnswer, .answers: "answers"
    case .resolves: "resolves"
    case .addresses: "address"
    case .accepts: "accepts"
    case .handshakes: "handshake"
    case .converses: "conversation"
    case .holds, .found: "holds"
    }
  }

  /// How sure a finding is, in words.
  static func confidence(_ confidence: Finding.Confidence) -> String {
    switch confidence {
    case .proved: "proved: nothing else explains it"
    case .supported: "supported: something rarer could look alike"
    case .suspected: "suspected: other causes look alike from here"
    }
  }

  /// `1 check`, `2 checks`.
  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }

  /// `a`, `a or b`, `a, b or c`.
  static func list(_ words: [String], last: String = "or") -> String {
    guard let final = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) \(final)"
  }

  /// What an exit status says.
  /// - Parameter isOpen: whether a required check is inconclusive, and not only left out.
  static func exitStatus(_ status: Int, isOpen: Bool) -> String {
    switch status {
    case 0: "every required check passes"
    case 1: "a required check fails"
    case 2: "wrong usage or input"
    case 3: isOpen ? "a required check is inconclusive" : "nothing fails, and not all that is required was checked"
    case 4: "warnings only"
    case 5: "something fails that did not in the baseline"
    case 70: "the tool itself failed"
    case 130, 143: "interrupted"
    default: "see the manual"
    }
  }
}
