extension ReportComparison {
  /// How many renewed certificates are told one by one.
  private static let renewalLimit = 3

  /// The changes of an owner as people read them: many certificates that were renewed, each by its issuer of before, are
  /// one line; the JSON has each of them.
  func changesToRead(of owner: Owner) -> [Change] {
    let own = changes.filter { $0.owner == owner }
    let suspicious = Set(
      own.filter { ["issuer", "trouble with the certificate"].contains($0.kind) }.map(\.subject))
    func isRenewal(_ change: Change) -> Bool {
      change.kind == "certificate" && change.old != nil && change.new != nil && !suspicious.contains(change.subject)
    }
    let renewals = own.filter(isRenewal)
    guard renewals.count > Self.renewalLimit, let first = own.firstIndex(where: isRenewal) else { return own }
    let subjects = renewals.map(\.subject).uniqued()
    let group = Change(
      owner: owner, kind: "\(Wording.count(renewals.count, "certificate")) renewed by the same issuers",
      subject: subjects.listed(limit: 3), old: Self.ends(of: renewals.compactMap(\.old)),
      new: Self.ends(of: renewals.compactMap(\.new)))
    var shown = own
    shown[first] = group
    return shown.enumerated().filter { $0.offset == first || !isRenewal($0.element) }.map(\.element)
  }

  /// `until 2026-11-23, 2026-12-01`, of texts such as `0123456789abcdef until 2026-11-23`.
  private static func ends(of certificates: [String]) -> String {
    let days = certificates.flatMap { text in
      text.split(separator: ", ").compactMap { $0.split(separator: " ").last.map(String.init) }
    }
    return "until " + days.uniqued().sorted().listed(limit: 3)
  }
}
