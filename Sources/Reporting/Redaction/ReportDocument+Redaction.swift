public import Model

extension ReportDocument {
  /// The document without what the level hides. Judging its recording again comes to the same outcomes and causes. The
  /// catalog says which hosts and words are Microsoft's, not the customer's.
  public func redacted(_ level: RedactionLevel, catalog: Catalog) -> ReportDocument {
    Self.redacted([self], level, catalog: catalog)[0]
  }

  /// Several documents, in which the same value has the same token.
  public static func redacted(
    _ documents: [ReportDocument], _ level: RedactionLevel, catalog: Catalog
  ) -> [ReportDocument] {
    guard level != .none else { return documents }
    let names = PublicNames(catalog)
    var redactor = Redactor(
      level: level, names: names, furtherRanges: documents.flatMap(\.recording.deployment.network.privateRanges),
      keptAddresses: documents.reduce(into: []) {
        for recording in $1.recordings { $0.formUnion(addressesOfMicrosoft(in: recording, names: names)) }
      }, knownRanges: catalog.reservedRanges)
    return documents.map { original in
      redactor.document(original).marked(asRedacted: level)
    }
  }

  /// The document, which says that it is redacted; the higher level stays.
  public func marked(asRedacted level: RedactionLevel?) -> ReportDocument {
    guard let level, level != .none, redaction != .names, redaction != level else { return self }
    var document = self
    document.redaction = level
    document.notes.removeAll { $0 == Self.note(on: .secrets) || $0 == Self.note(on: .names) }
    document.notes.append(Self.note(on: level))
    return document
  }

  private static func note(on level: RedactionLevel) -> String {
    switch level {
    case .none: ""
    case .secrets: "What could be a secret is removed (--redact secrets)."
    case .names:
      "Names and addresses of the deployment are replaced by tokens (--redact names), which hold inside this report alone. "
        + "Numbers in the arithmetic of rules are those of the names as they were."
    }
  }

  /// Public addresses at which one of Microsoft's hosts was proved by a certificate that a public authority issued.
  /// Others that a nameserver gave for it may be the customer's own.
  private static func addressesOfMicrosoft(in recording: Recording, names: PublicNames) -> Set<IPAddress> {
    let ranges = recording.deployment.network.privateRanges
    return Set(
      recording.observations.compactMap { observation -> IPAddress? in
        guard case .handshake(let handshake) = observation.evidence, handshake.isCompleted,
          handshake.chainErrors.isEmpty, handshake.nameMatches == true,
          let name = handshake.serverName.name, names.hosts.contains(name.text),
          let issuer = handshake.chain.first?.issuer, Redactor.publicAuthorities.contains(where: issuer.contains),
          !handshake.address.address.isPrivate(including: ranges)
        else { return nil }
        return handshake.address.address
      })
  }
}

extension Catalog {
  /// Ranges that its rules compare with: the same for everybody.
  fileprivate var reservedRanges: [IPPrefix] {
    requirements.flatMap { requirement -> [IPPrefix] in
      guard case .holds(_, let limits) = requirement.expectation else { return [] }
      return limits.values.flatMap { value -> [IPPrefix] in
        if case .list(let texts) = value { texts.compactMap { IPPrefix($0) } } else { [] }
      }
    }.uniqued()
  }
}
