/// How much of a report is replaced before it is written.
public enum RedactionLevel: String, Sendable, Hashable, Codable, CaseIterable {
  /// Nothing.
  case none
  /// Whatever could be a secret, even though none should be there: query strings, user parts of URLs, long texts that
  /// look like tokens.
  case secrets
  /// Also the customer's names and addresses, by tokens: the same value has the same token inside a report.
  case names
}
