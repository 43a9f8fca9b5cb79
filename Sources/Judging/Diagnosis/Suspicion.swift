import Model

/// What a rule names as cause, with the complaints that it explains: a finding in the making.
struct Suspicion {
  var cause: Cause
  var confidence: Finding.Confidence
  var subject: Finding.Subject
  /// Never empty.
  var complaints: [Complaint]
  /// What the rule knows besides the facts of endpoint and symptoms; wins over them.
  var facts: [Symptom.Fact: String] = [:]
  /// Observations besides those of the complaints.
  var evidenceFor: [Observation.ID] = []
  var evidenceAgainst: [Observation.ID] = []
  var changes: [Change] = []
}

extension Finding.Subject {
  /// The endpoints that complain: the first by its role, all as members if they are several. `detail` stands in for
  /// host and port where something else is at fault, such as a zone.
  static func endpoints(_ complaints: [Complaint], detail: String? = nil) -> Finding.Subject {
    let first = complaints.first
    return Finding.Subject(
      kind: .endpoint, id: first?.endpoint?.role.rawValue ?? EndpointRole.nameserver.rawValue,
      detail: detail ?? first?.hostAndPort ?? "", members: members(of: complaints))
  }

  /// The certificate that the endpoints present.
  static func certificate(_ complaints: [Complaint], issuer: String) -> Finding.Subject {
    var subject = endpoints(complaints, detail: issuer)
    subject.kind = .certificate
    return subject
  }

  /// Host and port of every endpoint that complains, sorted; none if it is one.
  static func members(of complaints: [Complaint]) -> [String] {
    let all = complaints.map(\.hostAndPort).filter { !$0.isEmpty }.uniqued().sorted()
    return all.count > 1 ? all : []
  }
}
