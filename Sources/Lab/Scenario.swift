public import Model

/// What is broken in the lab, and what a correct diagnosis of it is.
public struct Scenario: Sendable, Identifiable {
  public var id: String
  /// One line: what is broken and how it shows.
  public var title: String
  /// The one cause that a diagnosis must find; `nil`: nothing is wrong.
  public var expectedCause: Cause?
  public var firstBrokenPhase: Phase?
  /// What is wrong at each host's address.
  public var faults: [LabHost: Fault]
  /// Hosts whose name has two addresses; the value is what is wrong at the second (`.some(nil)`: nothing).
  public var secondAddresses: [LabHost: Fault?]
  /// What is wrong with the answers about one name, whichever nameserver is asked.
  public var nameFaults: [LabHost: NameFault]
  /// A domain with a wildcard: every name below it has one address, which nobody is at.
  public var wildcardDomain: String?
  /// One element a nameserver: what is wrong with all its answers. At least one, at most eight.
  public var nameservers: [NameFault?]

  public init(
    id: String, title: String, expectedCause: Cause? = nil, firstBrokenPhase: Phase? = nil,
    faults: [LabHost: Fault] = [:], secondAddresses: [LabHost: Fault?] = [:],
    nameFaults: [LabHost: NameFault] = [:], nameservers: [NameFault?] = [nil], wildcardDomain: String? = nil
  ) {
    precondition((1...8).contains(nameservers.count), "a lab has one to eight nameservers")
    self.id = id
    self.title = title
    self.expectedCause = expectedCause
    self.firstBrokenPhase = firstBrokenPhase
    self.faults = faults
    self.secondAddresses = secondAddresses
    self.nameFaults = nameFaults
    self.nameservers = nameservers
    self.wildcardDomain = wildcardDomain
  }
}
