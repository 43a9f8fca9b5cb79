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
      })
    return documents.map { original in
      var document = redactor.document(original)
      document.redaction = level
      document.notes.append(
        level == .names
          ? "Names and addresses of the deployment are replaced by tokens (--redact names)."
          : "What could be a secret is removed (--redact secrets).")
      return document
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
